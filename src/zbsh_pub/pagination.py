"""Drawn units as numbered pages: what is printed on each, and what it begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from zbsh_pub.model import Issue, Pagination, PrintPage
from zbsh_pub.typeset.drawn import DrawnUnit, Start

_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def paginate(issue: Issue, front: Iterable[DrawnUnit], articles: Iterable[DrawnUnit]) -> Pagination:
    """The pages of the issue: those of the front matter under roman numbers, then those of the articles."""
    units = tuple(articles)
    sections = {entry.id: entry.section for entry in issue.manifest.entries}
    pages = [*_pages(front, {}), *_pages(units, sections)]
    return Pagination({unit.id: unit.span for unit in units}, tuple(pages))


def _pages(units: Iterable[DrawnUnit], sections: Mapping[str, str]) -> Iterator[PrintPage]:
    """The pages of units of the front matter, which have no sections, or of articles."""
    for unit in units:
        for index in range(unit.span.count):
            number = unit.span.first + index
            start = unit.starts[index] if index < len(unit.starts) else Start()
            yield PrintPage(
                str(number) if sections else roman(number),
                "right" if number % 2 else "left",
                unit.id,
                index,
                sections.get(unit.id, ""),
                start.para,
                start.offset,
            )


def roman(number: int) -> str:
    """4 → iv, as folios of the front matter are counted (print.css: lower-roman)."""
    said = ""
    for value, letters in _ROMAN:
        while number >= value:
            said += letters
            number -= value
    return said
