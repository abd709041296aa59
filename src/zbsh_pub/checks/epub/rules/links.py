"""Links and resources of pages: what they name is there (EPUB 3.3, sections 3.6 and 4.2.5)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from zbsh_pub.checks.epub.addresses import Target
from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.documents import Document, Link
from zbsh_pub.checks.epub.xmltext import line_of
from zbsh_pub.problems import Problem, problem

_REMOTE_ALLOWED = {"media", "track", "link"}  # audio and video may lie elsewhere (section 3.6)


def check_links(book: Book) -> Iterator[Problem]:
    """No address of a page is dead, and only audio, video and links lead out of the book."""
    for document, link in book.links():
        target = link.target
        if target.scheme:
            if target.remote and link.kind not in _REMOTE_ALLOWED:
                yield problem("E60", document.path, link.line, target=target.written[:80])
        elif not target.inside or target.path not in book.archive.files:
            if not book.in_navs(link):
                yield problem("E58", document.path, link.line, target=target.written)
        elif _fragment_is_dead(book, target) and not book.in_navs(link):
            yield problem("E59", document.path, link.line, target=target.written)


def _fragment_is_dead(book: Book, target: Target) -> bool:
    document = book.documents.get(target.path)
    return bool(target.fragment and document and target.fragment not in document.ids and "(" not in target.fragment)


def check_notes(book: Book) -> Iterator[Problem]:
    """A note's number leads to a note, and the note leads back (DPUB-ARIA 1.1: doc-noteref, doc-backlink)."""
    called: set[tuple[str, str]] = set()
    sources: set[tuple[str, str]] = set()
    for document, link in _noterefs(book):
        called.add(link.target.place)
        sources |= {(document.path, name) for name in _ids_around(link)}
        node = book.documents[link.target.path].by_id.get(link.target.fragment)
        if node is not None and not _is_note(book.documents[link.target.path], node):
            yield problem("E67", document.path, link.line, target=link.target.written)
    for document in book.documents.values():
        yield from _notes_without_way(document, called, sources)


def _noterefs(book: Book) -> Iterator[tuple[Document, Link]]:
    for document, link in book.links():
        types = document.types.get(link.node, frozenset())
        if link.kind == "link" and types & {"noteref", "doc-noteref"} and link.target.path in book.documents:
            yield document, link


def _ids_around(link: Link) -> Iterator[str]:
    """The ids that a way back to this number may name: its own, and those of what it stands in."""
    for node in (link.node, *link.node.iterancestors(), *link.node.iterdescendants()):
        if node.get("id"):
            yield node.get("id", "")


_NOTE_TYPES = {"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"}
_NOTE_LISTS = {"footnotes", "endnotes", "rearnotes", "doc-endnotes"}


def _is_note(document: Document, node: _Element) -> bool:
    """Is the element a note, or in one, or in a list of notes?"""
    wanted = _NOTE_TYPES | _NOTE_LISTS
    return any(document.types.get(one, frozenset()) & wanted for one in (node, *node.iterancestors()))


def _notes_without_way(
    document: Document, called: set[tuple[str, str]], sources: set[tuple[str, str]]
) -> Iterator[Problem]:
    """Notes that a number calls, and from which no link leads to where it was called."""
    there = (name for path, name in called if path == document.path and name in document.by_id)
    notes = {document.by_id[name]: name for name in there if _is_note(document, document.by_id[name])}
    for link in document.links if notes else ():
        marked = "doc-backlink" in document.types.get(link.node, frozenset())
        if link.kind == "link" and (marked or link.target.place in sources):
            for node in (link.node, *link.node.iterancestors()):
                notes.pop(node, None)
    for node, name in notes.items():
        yield problem("E68", document.path, line_of(node), id=name)
