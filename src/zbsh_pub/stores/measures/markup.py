"""The markup of pages: elements, notes, tables, characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.etree import _Element

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.documents import Document, Link, X
from zbsh_pub.checks.epub.rules.manifest import is_scripted
from zbsh_pub.checks.epub.xmltext import line_of, text_of
from zbsh_pub.stores.reading import Measure, Reading

_ODD_SPACE = re.compile("[\u2000-\u200b\u200d-\u200f\u2028-\u202f\u205f-\u2064\ufeff]")
_NOTE_TEXT = re.compile(r"[\[［〔(（]?(?:注?[0-9*＊†]{1,3}|注|[①-⑳])[\]］〕)）]?")
_HEAD = {f"{X}{name}" for name in ("html", "head", "title", "meta", "link", "body", "style")}


def elements(book: Book) -> Iterator[Reading]:
    """Which elements a page has, once each, by their local names; those of the head are left out."""
    for document in book.documents.values():
        seen: set[str] = set()
        for node in document.nodes if document.is_xhtml else ():
            name = str(node.tag).rpartition("}")[2]
            if node.tag not in _HEAD and name not in seen:
                seen.add(name)
                yield Reading(name, document.path, line_of(node))


def attributes(book: Book) -> Iterator[Reading]:
    """Which attributes a page has, once each."""
    for document in book.documents.values():
        seen: set[str] = set()
        for node in document.nodes if document.is_xhtml else ():
            for name in map(str, node.attrib):
                if name not in seen:
                    seen.add(name)
                    yield Reading(name, document.path, line_of(node))


def nested_paragraphs(book: Book) -> Iterator[Reading]:
    """A `p` in a `p`."""
    for document in book.documents.values():
        for node in document.all("p"):
            if any(above.tag == f"{X}p" for above in node.iterancestors()):
                yield Reading(text_of(node).strip()[:20], document.path, line_of(node))


def scripts(book: Book) -> Iterator[Reading]:
    """Pages with scripts or forms."""
    for document in book.documents.values():
        if is_scripted(document):
            yield Reading(document.path, document.path, 1)


def table_columns(book: Book) -> Iterator[Reading]:
    """How many columns each table has."""
    for document in book.documents.values():
        for table in document.all("table"):
            yield Reading(max((_width(row) for row in table.iter(f"{X}tr")), default=0), document.path, line_of(table))


def _width(row: _Element) -> int:
    spans = (cell.get("colspan", "1") for cell in row if cell.tag in (f"{X}td", f"{X}th"))
    return sum(int(span) if span.isdigit() else 1 for span in spans)


def odd_spaces(book: Book) -> Iterator[Reading]:
    """Blanks and signs of direction beyond the blank, the no-break blank and the Chinese one; first of each page."""
    for document in book.documents.values():
        for node in document.nodes if document.is_xhtml else ():
            found = _ODD_SPACE.search((node.text or "") + (node.tail or ""))
            if found:
                yield Reading(f"U+{ord(found[0]):04X}", document.path, line_of(node))
                break


def inline_styles(book: Book) -> Iterator[Reading]:
    """How many elements of a page have a `style` attribute."""
    for document in book.documents.values():
        styled = [node for node in document.nodes if node.get("style")]
        if styled and document.is_xhtml:
            yield Reading(len(styled), document.path, line_of(styled[0]))


def notes_without(is_right: Callable[[Book, Document, Link], bool]) -> Measure:
    """The calls of notes that are not made in one way."""

    def measure(book: Book) -> Iterator[Reading]:
        for document, link in note_calls(book):
            if not is_right(book, document, link):
                yield Reading(text_of(link.node).strip() or link.target.written, document.path, link.line)

    return measure


def note_calls(book: Book) -> Iterator[tuple[Document, Link]]:
    """Links that call a note: by type, role or a store's class, or a raised number that leads to an id."""
    for document, link in book.links():
        if link.kind != "link" or not link.target.fragment or book.in_navs(link):
            continue
        types = document.types.get(link.node, frozenset())
        if types & {"backlink", "doc-backlink"}:
            continue
        classes = _classes(link.node)
        marked = types & {"noteref", "doc-noteref"} or any("footnote" in name for name in classes)
        if marked or (_is_raised(link.node) and _NOTE_TEXT.fullmatch(text_of(link.node).strip())):
            yield document, link


def _classes(node: _Element) -> list[str]:
    return [name for one in node.iter() for name in one.get("class", "").split()]


def _is_raised(node: _Element) -> bool:
    parent = node.getparent()
    return node.find(f"{X}sup") is not None or (parent is not None and parent.tag == f"{X}sup")


def is_epub3_note(book: Book, document: Document, link: Link) -> bool:
    """epub:type="noteref", leading to a footnote or an endnote."""
    if "noteref" not in document.types.get(link.node, frozenset()):
        return False
    target = book.documents.get(link.target.path)
    node = target.by_id.get(link.target.fragment) if target else None
    return bool(
        target and node is not None and target.types.get(node, frozenset()) & {"footnote", "endnote", "rearnote"}
    )


def is_duokan_note(book: Book, document: Document, link: Link) -> bool:
    """`a.duokan-footnote` with a picture, leading to `li.duokan-footnote-item` in `ol.duokan-footnote-content`."""
    target = book.documents.get(link.target.path)
    node = target.by_id.get(link.target.fragment) if target else None
    if node is None or "duokan-footnote" not in link.node.get("class", "").split():
        return False
    parent = node.getparent()
    listed = parent is not None and "duokan-footnote-content" in parent.get("class", "").split()
    item = "duokan-footnote-item" in node.get("class", "").split()
    return item and listed and link.node.find(f".//{X}img") is not None


def _has_note_picture(link: Link, name: str) -> bool:
    pictures = (node for node in link.node.iter(f"{X}img") if name in node.get("class", "").split())
    return any(node.get("alt") for node in pictures)


def is_qqreader_note(_: Book, __: Document, link: Link) -> bool:
    """A picture of class `qqreader-footnote` whose alt is the note."""
    return _has_note_picture(link, "qqreader-footnote")


def is_zhangyue_note(_: Book, __: Document, link: Link) -> bool:
    """A picture of class `zhangyue-footnote`, whose alt (or `zy-footnote`, which EPUBCheck refuses) is the note."""
    return _has_note_picture(link, "zhangyue-footnote")
