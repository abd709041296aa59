"""Navigation document: contents, landmarks, page list (EPUB 3.3, section 7; EPUB Accessibility 1.1, section 3.3)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.documents import Document, label_of
from zbsh_pub.checks.epub.navigation import Entry, Navigation
from zbsh_pub.checks.epub.xmltext import line_of
from zbsh_pub.problems import Problem, bilingual, problem

Marker = tuple[Document, _Element]


def check_nav_document(book: Book) -> Iterator[Problem]:
    """One item is the navigation document, and it holds one contents list."""
    package = book.package
    items = [item for item in package.items if "nav" in item.properties]
    if len(items) != 1:
        yield problem("E37", package.path, items[1].line if items else 0, count=len(items))
    nav = book.navigation
    if nav and len(nav.of("toc")) != 1:
        yield problem("E38", nav.path, nav.of("toc")[1].line if nav.of("toc") else 1, count=len(nav.of("toc")))


def check_nav_targets(book: Book) -> Iterator[Problem]:
    """Every line of a list has a label and leads to a place that is there."""
    nav = book.navigation
    for entry in _entries(nav):
        if not entry.label and nav:
            yield problem("E42", nav.path, entry.line, target=entry.target.written if entry.target else "–")
        if entry.target is None or entry.target.remote or not nav:
            continue
        if entry.target.path not in book.archive.files or not entry.target.inside:
            yield problem("E39", nav.path, entry.line, label=entry.label, target=entry.target.written)
        elif _is_dead(book, entry):
            yield problem("E40", nav.path, entry.line, label=entry.label, target=entry.target.written)


def _entries(nav: Navigation | None) -> Iterator[Entry]:
    for found in nav.lists if nav else ():
        yield from found.entries


def _is_dead(book: Book, entry: Entry) -> bool:
    if entry.target is None or not entry.target.fragment or entry.target.path not in book.documents:
        return False
    return entry.target.fragment not in book.documents[entry.target.path].ids


def check_order(book: Book) -> Iterator[Problem]:
    """Contents and page list follow the text (section 7.4.1; a warning of EPUBCheck and Ace)."""
    for kind, code in (("toc", "E41"), ("page-list", "E45")):
        last, before = (-1, -1), ""
        for entry in book.navigation.entries(kind) if book.navigation else ():
            at = book.position(*entry.target.place) if entry.target else None
            if at is None or book.navigation is None:
                continue
            if at < last:
                yield problem(code, book.navigation.path, entry.line, label=entry.label, before=before)
            else:
                last, before = at, entry.label


def check_landmarks(book: Book) -> Iterator[Problem]:
    """Landmarks are there; they and the page list occur once, are flat, and say what they mark."""
    nav = book.navigation
    if nav is None:
        return
    if not nav.of("landmarks"):
        yield problem("E43", nav.path, 1)
    for kind in ("landmarks", "page-list"):
        lists = nav.of(kind)
        if len(lists) > 1:
            yield problem("E44", nav.path, lists[1].line, kind=kind, found=bilingual("epub-nav-twice"))
        deep = next((entry for entry in nav.entries(kind) if entry.depth > 1), None)
        if deep:
            yield problem("E44", nav.path, deep.line, kind=kind, found=bilingual("epub-nav-deep"))
    for entry in nav.entries("landmarks"):
        if not entry.type:
            yield problem("E44", nav.path, entry.line, kind="landmarks", found=bilingual("epub-nav-untyped"))


def check_page_list(book: Book) -> Iterator[Problem]:
    """Every page break in the text is in the page list under its name, and the source of both is named."""
    nav, markers = book.navigation, list(page_breaks(book))
    listed = {entry.target.place: entry for entry in nav.entries("page-list") if entry.target} if nav else {}
    if markers and not listed:
        document, node = markers[0]
        yield problem("E46", document.path, line_of(node), label=_marker_label(node), count=len(markers))
    for document, node in markers if listed else ():
        entry = listed.get((document.path, node.get("id", "")))
        label = _marker_label(node)
        if entry is None:
            yield problem("E46", document.path, line_of(node), label=label, count=len(markers))
        elif label and label != entry.label and nav:
            yield problem("E48", nav.path, entry.line, label=entry.label, marker=label)
    if (markers or listed) and not _names_source(book):
        yield problem("E47", book.package.path)


def page_breaks(book: Book) -> Iterator[Marker]:
    """The marks of print pages in the text, in reading order."""
    for document in book.pages:
        for node in document.nodes:
            if not document.types.get(node, frozenset()).isdisjoint({"pagebreak", "doc-pagebreak"}):
                yield document, node


def _marker_label(node: _Element) -> str:
    return node.get("aria-label") or node.get("title") or label_of(node)


def _names_source(book: Book) -> bool:
    """`pageBreakSource`, or the way of EPUB Accessibility 1.0: a dc:source that is refined by source-of."""
    package = book.package
    names = ("pageBreakSource", "schema:pageBreakSource", "a11y:pageBreakSource", "source-of")
    return any(package.properties(name) for name in names)
