"""Metadata, spine and navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.stores.reading import Reading

_ISBN = re.compile(r"(?:urn:isbn:|isbn[:\s]*)?(97[89][0-9]{10}|[0-9]{9}[0-9X])", re.I)


def version(book: Book) -> Iterator[Reading]:
    """The version of the package."""
    yield Reading(book.package.version, book.package.path, 1)


def stated(book: Book) -> Iterator[Reading]:
    """What the metadata state: `dc:publisher`, `schema:accessMode` … by name."""
    for meta in book.package.metas:
        if meta.value:
            yield Reading(f"dc:{meta.name}" if meta.kind == "dc" else meta.name, book.package.path, meta.line)


def identifiers(book: Book) -> Iterator[Reading]:
    """What kind of number each identifier is: isbn, issn, uuid, doi or other."""
    for meta in book.package.dc("identifier"):
        text = meta.value.replace("-", "") if _ISBN.fullmatch(meta.value.replace("-", "")) else meta.value
        if _ISBN.fullmatch(text):
            yield Reading("isbn", book.package.path, meta.line)
        else:
            kind = re.search(r"issn|uuid|doi", meta.value, re.I)
            yield Reading(kind[0].lower() if kind else "other", book.package.path, meta.line)


def itemref_properties(book: Book) -> Iterator[Reading]:
    """The properties of the lines of the spine."""
    for ref in book.package.refs:
        yield from (Reading(name, book.package.path, ref.line) for name in ref.properties)


def navs(book: Book) -> Iterator[Reading]:
    """The lists that the book has: toc, landmarks, page-list, ncx."""
    for found in book.navigation.lists if book.navigation else ():
        if found.entries:
            yield Reading(found.kind, book.navigation.path if book.navigation else "", found.line)
    if book.ncx:
        yield Reading("ncx", book.ncx.path)


def landmarks(book: Book) -> Iterator[Reading]:
    """What the landmarks mark."""
    nav = book.navigation
    for entry in nav.entries("landmarks") if nav else ():
        yield Reading(entry.type, nav.path if nav else "", entry.line)


def toc_depth(book: Book) -> Iterator[Reading]:
    """How many levels the contents have, in the nav and in the NCX."""
    if book.navigation and book.navigation.entries("toc"):
        deepest = max(book.navigation.entries("toc"), key=lambda entry: entry.depth)
        yield Reading(deepest.depth, book.navigation.path, deepest.line)
    if book.ncx and book.ncx.entries:
        deepest = max(book.ncx.entries, key=lambda entry: entry.depth)
        yield Reading(deepest.depth, book.ncx.path, deepest.line)
