"""Read the finished PDF back: its text layer, its page numbers, its bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zbsh_pub.checks.source_text import missing_pieces, source_pieces, squeeze
from zbsh_pub.compose.parts import serial_name
from zbsh_pub.labels import labels
from zbsh_pub.model import Entry, Issue, Pagination
from zbsh_pub.problems import Problem, problem

# A whole-page picture says itself what it is; its title is for the outline of the EPUB.
_UNTITLED = frozenset({"整页", "广告", "plate"})
# Where the folio stands, in points from the foot of the page (print.css: .folio).
_FOLIO = (28.0, 48.0)


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as a reader sees it: label, text without blanks, text of the foot (where the folio stands)."""

    label: str
    text: str
    foot: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class PdfFile:
    pages: tuple[PdfPage, ...]
    bookmarks: tuple[Bookmark, ...]


def read_pdf(data: bytes) -> PdfFile:
    """Text, labels and bookmarks of a finished PDF, by PDFium."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    pages = []
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        foot = text.get_text_bounded(bottom=_FOLIO[0], top=_FOLIO[1])
        pages.append(PdfPage(document.get_page_label(index), squeeze(text.get_text_range()), foot))
    return PdfFile(tuple(pages), tuple(_bookmarks(document)))


def _bookmarks(document: object) -> Iterator[Bookmark]:
    for item in document.get_toc():  # type: ignore[attr-defined]
        target = item.get_dest()
        yield Bookmark(item.level, item.get_title(), target.get_index() if target else -1)


def check_pdf(issue: Issue, pagination: Pagination, file: PdfFile, name: str) -> Iterator[Problem]:
    """P01: text of the manuscript that is not in the text layer; P02: page numbers that disagree."""
    by_label = {page.label: index for index, page in enumerate(file.pages)}
    for article in issue.articles:
        span = pagination.spans[article.entry.id]
        start = by_label.get(str(span.first), 0)
        found = "\n".join(page.text for page in file.pages[start : start + span.count])
        pieces = source_pieces(article.body, article.first_line, _UNTITLED)
        for line, text in missing_pieces(pieces, found):
            yield problem("P01", article.path, line, text=text[:30])
    serial = squeeze(serial_name(issue.manifest, labels(issue.manifest.magazine.language)))
    for entry in issue.manifest.entries:
        yield from _check_numbers(entry, pagination.first(entry.id), file, name, serial)
    yield from _check_bookmarks(issue, file, name)


def _check_numbers(entry: Entry, first: int, file: PdfFile, name: str, serial: str) -> Iterator[Problem]:
    """Contents entry = printed folio = page label = bookmark target, for one article."""
    marks = [mark for mark in file.bookmarks if mark.title == entry.title.label]
    page = marks[0].page if marks else -1
    label = file.pages[page].label if page >= 0 else "—"
    folio = "".join(c for c in squeeze(file.pages[page].foot).replace(serial, "") if c.isdigit())
    row = squeeze(f"{first:02}{entry.title.lines[0].text}")
    listed = any(row in p.text for p in file.pages if not p.label.isdigit())
    if label != str(first) or folio != str(first) or not listed:
        yield problem("P02", name, title=entry.title.main, contents=first if listed else "—", label=label, folio=folio)


def _check_bookmarks(issue: Issue, file: PdfFile, name: str) -> Iterator[Problem]:
    """Sections above their articles, in the order of the printed contents."""
    wanted = [
        (0, s.title) if e is None else (1, e.title.label) for s in issue.manifest.sections for e in (None, *s.entries)
    ]
    found = [(mark.level, mark.title) for mark in file.bookmarks]
    if [mark for mark in found if mark in set(wanted)] != wanted:
        yield problem("P03", name)
