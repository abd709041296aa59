"""Sizes, names and kinds of files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbsh_pub.checks.epub.book import ENCRYPTION, Book
from zbsh_pub.checks.epub.documents import Document, block_texts
from zbsh_pub.checks.epub.rules.container import OBFUSCATION
from zbsh_pub.stores.reading import Reading

_PLAIN = re.compile(r"[A-Za-z0-9._/-]+")
_A_PAGE = 700  # characters: a Chinese page of a book


def file_bytes(book: Book) -> Iterator[Reading]:
    """The EPUB as it is uploaded."""
    yield Reading(book.archive.size)


def document_bytes(book: Book) -> Iterator[Reading]:
    """Each page, unpacked."""
    for path in book.documents:
        yield Reading(book.archive.files[path].size, path)


def document_load(book: Book) -> Iterator[Reading]:
    """Each page with all that it shows: pictures, sheets, sound."""
    for path, document in book.documents.items():
        yield Reading(sum(book.archive.files[name].size for name in {path, *_shown(book, document)}), path)


def _shown(book: Book, document: Document) -> Iterator[str]:
    for link in document.links:
        if link.kind != "link" and link.target.inside and link.target.path in book.archive.files:
            yield link.target.path


def _fonts(book: Book) -> list[str]:
    endings = (".ttf", ".otf", ".woff", ".woff2")
    items = [item.path for item in book.package.items if "font" in item.media_type or item.path.endswith(endings)]
    return [path for path in items if path in book.archive.files]


def fonts_bytes(book: Book) -> Iterator[Reading]:
    """All fonts together."""
    if _fonts(book):
        yield Reading(sum(book.archive.files[path].size for path in _fonts(book)), book.package.path)


def strange_names(book: Book) -> Iterator[Reading]:
    """Names that have more than Latin letters, digits, points, hyphens and low lines."""
    for entry in book.archive.entries:
        if not _PLAIN.fullmatch(entry.name):
            yield Reading(entry.name, entry.name)


def media_types(book: Book) -> Iterator[Reading]:
    """The media type of each item of the manifest."""
    for item in book.package.items:
        yield Reading(item.media_type, item.path or book.package.path)


def encryption(book: Book) -> Iterator[Reading]:
    """`obfuscated` for a font with EPUB's or Adobe's disguise, `encrypted` for anything else."""
    for path, algorithm in book.encrypted.items():
        yield Reading("obfuscated" if algorithm.startswith(OBFUSCATION) else f"encrypted: {path}", ENCRYPTION)


def pages(book: Book) -> Iterator[Reading]:
    """How many pages the book has at the least: those of the print edition, of the spine, or by its characters."""
    nav = book.navigation
    characters = sum(len("".join(text.split())) for page in book.pages for _, text in block_texts(page.root))
    listed = len(nav.entries("page-list")) if nav else 0
    yield Reading(max(len(book.spine_numbers), listed, -(-characters // _A_PAGE)), book.package.path)


def remote_resources(book: Book) -> Iterator[Reading]:
    """What pages and sheets take from the web."""
    for document, link in book.links():
        if link.kind != "link" and link.target.remote:
            yield Reading(link.target.written, document.path, link.line)
    for sheet in book.sheets:
        for address in sheet.addresses:
            if address.target.remote:
                yield Reading(address.target.written, sheet.path, address.line)
