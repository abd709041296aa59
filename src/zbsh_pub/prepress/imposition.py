"""The book block: sides kept, as many pages as signatures have; and the spine that it takes."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from zbsh_pub.manifest import NAME
from zbsh_pub.model import PrintFacts
from zbsh_pub.problems import Problem, problem
from zbsh_pub.yamltext import parse_yaml

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Block:
    """How many pages are put before and after `pages` of the layout."""

    pages: int
    before: int
    after: int

    @property
    def total(self) -> int:
        return self.before + self.pages + self.after


def make_block(pages: int, first: int, facts: PrintFacts) -> Block:
    """The block of `pages` whose first one is page `first` of the layout, where odd ones stand at the right.

    A block begins with a right-hand page: where the layout's first one stands at the left, a page comes before it.
    """
    before = int(first % 2 == 0)
    after = -(before + pages) % facts.signature
    return Block(pages, before, after)


def check_block(block: Block, facts: PrintFacts, manifest: str) -> list[Problem]:
    """R10 where pages are missing and the manifest says that none shall be added."""
    if facts.fill != "refuse" or not block.after:
        return []
    document, _ = parse_yaml(manifest, NAME)
    place = document.place(("print", "signature")) if document else (1, 1)
    found = {"pages": block.total - block.after, "signature": facts.signature, "missing": block.after}
    return [problem("R10", NAME, *place, **found)]


def spine_width(pages: int, facts: PrintFacts) -> float:
    """The spine of a block of so many pages in mm: leaves times caliper, rounded up to the step."""
    steps = pages / 2 * facts.caliper / facts.step
    return round(ceil(round(steps, 6)) * facts.step, 3)


def roman(number: int) -> str:
    """The folio of a page of the front matter, up to 49: iv."""
    for value, letters in _ROMAN:
        if number >= value:
            return letters + roman(number - value)
    return ""
