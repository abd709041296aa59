"""目录 of the printed issue: sections and entries with their page numbers, cut into pages."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from lxml.etree import _Element

from zbsh_pub.compose.furniture import running
from zbsh_pub.compose.parts import HANGING, wide_blanks, zi
from zbsh_pub.compose.unit import CONTENTS, Unit, make_unit
from zbsh_pub.labels import Labels, labels
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Entry, Issue, Pagination, Section

UNIT_PAGES = 4
TOC_PAGE = 882.0 - 105.0
HOLE, FEW = 0.3, 3  # a section is cut to fill more than this of a page, and leaves that many entries on each
ABOUT_WIDTH, ABOUT_FRAME = 573.0, 89.0  # print.css: .toc__about; heading, padding, room above
TOC_NAME, TOC_ENTRY = 104.0, 475.0  # widths in print.css: .toc__name, .entry


def contents_units(issue: Issue, pagination: Pagination) -> tuple[Unit, ...]:
    """目录: sections and entries with the page numbers of the finished layout; a few pages a unit.

    A page is composed here, so that no unit needs to know what stands in another; a long 目录 in one unit
    would take memory by its length.
    """
    words = labels(issue.manifest.magazine.language)
    cut = _toc_pages(issue)
    about = _about(issue, words, cut[-1])
    numbers = {entry.id: number for number, entry in enumerate(issue.manifest.entries, 1)}
    pages = [
        element(
            "section",
            "page toc theme-ink toc--about" if about is not None and i == len(cut) - 1 else "page toc theme-ink",
            *running(issue, words, words("contents"), words("this-issue", count=len(issue.manifest.entries)))
            if i % UNIT_PAGES == 0
            else [],
            _toc_head(issue, words, i),
            *(_toc_section(s, entries, pagination, numbers) for s, entries in sections),
            about if i == len(cut) - 1 else None,
            id=CONTENTS if not i else f"{CONTENTS}_{i + 1}",
        )
        for i, sections in enumerate(cut)
    ]
    starts = range(0, len(pages), UNIT_PAGES)
    return tuple(
        make_unit(
            f"{CONTENTS}_{start}" if start else CONTENTS, words("contents"), issue, pages[start : start + UNIT_PAGES]
        )
        for start in starts
    )


def _about(issue: Issue, words: Labels, sections: list[tuple[Section, tuple[Entry, ...]]]) -> _Element | None:
    """关于本期, at the foot of the last page of the contents where the entries leave room for it."""
    text = issue.manifest.issue.description
    left = TOC_PAGE - sum(_section_height(section, entries) for section, entries in sections)
    if not text or left < ABOUT_FRAME + 21.0 * _rows(text, ABOUT_WIDTH, 13.0):
        return None
    return element("aside", "toc__about", element("h2", "", words("about-issue")), element("p", "", text))


def _toc_head(issue: Issue, words: Labels, index: int) -> _Element:
    stations = issue.manifest.magazine.stations
    title = (
        element(
            "h1",
            "toc__title",
            words("contents"),
            element("small", "", words("contents-latin")),
            data_bookmark=words("contents"),
        )
        if not index
        else None
    )
    dots = stations[:1] if not index else stations[1:]
    return element(
        "header",
        f"toc__head toc__head--{'first' if not index else 'next'}",
        title,
        element("div", "toc__rails"),
        *(
            element("div", f"toc__dot toc__dot--{i + 1}", element("i", "", c), aria_hidden="true")
            for i, c in enumerate(dots)
        ),
    )


def _toc_pages(issue: Issue) -> list[list[tuple[Section, tuple[Entry, ...]]]]:
    """Sections on as few pages as hold them; one that would leave a hole, or is longer than a page, is cut."""
    pages: list[list[tuple[Section, tuple[Entry, ...]]]] = [[]]
    room = TOC_PAGE
    for section in issue.manifest.sections:
        rest = section.entries
        while rest:
            height = _section_height(section, rest)
            if height <= room or _is_cut(section, rest, room):
                take = rest if height <= room else _first_that_fit(section, rest, room)
                pages[-1].append((section, take))
                room -= _section_height(section, take)
                rest = rest[len(take) :]
            if rest:
                pages.append([])
                room = TOC_PAGE
    return pages


def _is_cut(section: Section, entries: tuple[Entry, ...], room: float) -> bool:
    """Is the section too long for a page of its own, or is so much room left that it begins here?"""
    if room == TOC_PAGE:
        return True
    fitting = len(_first_that_fit(section, entries, room))
    return room > TOC_PAGE * HOLE and fitting >= FEW and len(entries) - fitting >= FEW


def _first_that_fit(section: Section, entries: tuple[Entry, ...], room: float) -> tuple[Entry, ...]:
    fitting = [n for n in range(1, len(entries) + 1) if _section_height(section, entries[:n]) <= room]
    return entries[: max(1, len(fitting))]


def _section_height(section: Section, entries: tuple[Entry, ...]) -> float:
    """What a section takes in the contents, in px: its entries, or its name beside them."""
    return 21.0 + max(31.5 * _name_rows(section), sum(map(_toc_height, entries)))


def _name_rows(section: Section) -> int:
    return _rows(section.title, TOC_NAME, 18.0)


def _toc_height(entry: Entry) -> float:
    """What an entry takes in the contents, in px (print.css: .entry)."""
    title, authors = entry.title, _names(entry)
    rows = sum(_rows(line.text, TOC_ENTRY, 14.5) for line in title.lines)
    rows += _rows(authors, TOC_ENTRY, 11.0) if _is_long(entry) else 0
    rows += _rows(title.kicker_text, TOC_ENTRY, 11.0) + _rows(title.subtitle, TOC_ENTRY, 12.0)
    return 21.0 * rows + 10.5


def _rows(text: str, width: float, size: float) -> int:
    """The rows that a text of this size takes; the last zi of a row is left to the rules of line ends."""
    wide = zi(wide_blanks(text)) * size
    return ceil(wide / width) if wide <= width else ceil(wide / (width - size))


def _is_long(entry: Entry) -> bool:
    """Is the row of the title too full for a leader and the authors' names?"""
    title = zi(wide_blanks(entry.title.lines[0].text)) * 14.5
    return title + 11.0 * zi(_names(entry)) + 14.0 > TOC_ENTRY


def _names(entry: Entry) -> str:
    return "　".join(entry.authors)


def _toc_section(
    section: Section, entries: tuple[Entry, ...], pagination: Pagination, numbers: Mapping[str, int]
) -> _Element:
    rows = [_toc_entry(entry, pagination.first(entry.id), numbers[entry.id]) for entry in entries]
    return element(
        "section",
        f"toc__sec toc__sec--{_name_rows(section)} theme-{section.theme}",
        element("h2", "toc__name", section.title),
        element("ol", "toc__list", *rows),
    )


def _toc_entry(entry: Entry, page: int, number: int) -> _Element:
    """The rows of an entry, which has its place among all entries as its number (`data-para`)."""
    target = f"#{entry.id}"
    rows: list[_Element] = []
    if entry.title.kicker:
        rows.append(element("p", "entry__kicker", entry.title.kicker_text))
    first, *more = entry.title.lines
    names, long = _names(entry), _is_long(entry)
    beside = element("span", "entry__author", names) if names and not long else None
    folio = element("span", "entry__page", f"{page:02}")
    hang = " entry__title--hang" if first.text[0] in HANGING else ""
    title = element("p", f"entry__title{hang}", element("a", "", wide_blanks(first.text), href=target))
    rows.append(
        element("div", "entry__row" if beside is not None else "entry__row entry__row--bare", folio, title, beside)
    )
    rows += [element("p", "entry__title", element("a", "", wide_blanks(line.text), href=target)) for line in more]
    if entry.title.subtitle:
        rows.append(element("p", "entry__sub", entry.title.subtitle))
    if names and long:
        rows.append(element("p", "entry__authors", names))
    return element("li", "entry", *rows, data_para=str(number))
