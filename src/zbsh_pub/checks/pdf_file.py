"""Read the finished PDF back: its text layer, its page numbers, its bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zbsh_pub.cache import Store
from zbsh_pub.checks.page_text import Later, here, read_page_texts
from zbsh_pub.checks.source_text import missing_pieces, source_pieces, squeeze
from zbsh_pub.compose.parts import serial_name
from zbsh_pub.labels import labels
from zbsh_pub.model import Entry, Issue, Pagination
from zbsh_pub.problems import Problem, problem

# A whole-page picture says itself what it is; its title is for the outline of the EPUB.
_UNTITLED = frozenset({"整页", "广告", "plate"})


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


def read_pdf(data: bytes, store: Store, later: Later = here) -> PdfFile:
    """Text, labels and bookmarks of a finished PDF, by PDFium; `store` knows pages that were read before,
    `later` may let another process read some."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    texts = read_page_texts(data, document, store, later)
    pages = [PdfPage(document.get_page_label(index), squeeze(text), foot) for index, (text, foot) in enumerate(texts)]
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
        pieces = source_pieces(article.source, article.first_line, _UNTITLED)
        for line, text in missing_pieces(pieces, found):
            yield problem("P01", article.path, line, text=text[:30])
    serial = squeeze(serial_name(issue.manifest, labels(issue.manifest.magazine.language)))
    ordered, targets = marked_pages(issue, file)
    for entry, page in zip(issue.manifest.entries, targets, strict=True):
        yield from _check_numbers(entry, pagination.first(entry.id), page, file, name, serial)
    if not ordered:
        yield problem("P03", name)


def marked_pages(issue: Issue, file: PdfFile) -> tuple[bool, list[int]]:
    """Are the bookmarks those of the contents, in their order? And for each entry the index of its bookmark's page."""
    marks = _text_marks(file)
    if [(mark.level, squeeze(mark.title)) for mark in marks] == _wanted_marks(issue):
        return True, [mark.page for mark in marks if mark.level == 1]
    return False, [_page_of(entry, marks) for entry in issue.manifest.entries]


def _text_marks(file: PdfFile) -> list[Bookmark]:
    """The bookmarks of sections and articles: those that lead into the pages after the front matter."""
    front = {index for index, page in enumerate(file.pages) if not page.label.isdigit()}
    return [mark for mark in file.bookmarks if mark.level < 2 and mark.page not in front]


def _page_of(entry: Entry, marks: list[Bookmark]) -> int:
    """Where the bookmark with the entry's title leads, for bookmarks that are not in order; else -1."""
    title = squeeze(entry.title.label)
    return next((mark.page for mark in marks if squeeze(mark.title) == title), -1)


def _check_numbers(entry: Entry, first: int, page: int, file: PdfFile, name: str, serial: str) -> Iterator[Problem]:
    """Contents entry = printed folio = page label = bookmark target, for the article marked on `page`."""
    label = file.pages[page].label if page >= 0 else "—"
    foot = squeeze(file.pages[page].foot).replace(serial, "") if page >= 0 else ""
    folio = "".join(c for c in foot if c.isdigit())
    row = squeeze(f"{first:02}{entry.title.lines[0].text}")
    listed = any(row in p.text for p in file.pages if not p.label.isdigit())
    if label != str(first) or folio != str(first) or not listed:
        yield problem("P02", name, title=entry.title.main, contents=first if listed else "—", label=label, folio=folio)


def _wanted_marks(issue: Issue) -> list[tuple[int, str]]:
    """Sections above their articles, in the order of the printed contents."""
    return [
        (0, squeeze(s.title)) if e is None else (1, squeeze(e.title.label))
        for s in issue.manifest.sections
        for e in (None, *s.entries)
    ]
