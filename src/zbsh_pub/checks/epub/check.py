"""The bytes of an EPUB into problems: our own checks, without Java and in a fraction of a second.

`ZIP_RULES`, `RULES` and `EPUB3_RULES` are the lists to read. Each rule looks at a frozen value and tells what it
finds; places are files inside the EPUB. Numbers of sections are those of EPUB 3.3 and EPUB Accessibility 1.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from zbsh_pub.checks.epub.archive import Archive, read_archive
from zbsh_pub.checks.epub.book import Book, read_book
from zbsh_pub.checks.epub.package import read_package
from zbsh_pub.checks.epub.rules import (
    access,
    claims,
    container,
    links,
    manifest,
    markup,
    metadata,
    nav,
    ncx,
    pictures,
    spine,
    styles,
    text,
)
from zbsh_pub.problems import Place, Problem, in_order

ZipRule = Callable[[Archive], Iterator[Problem]]
Rule = Callable[[Book], Iterator[Problem]]

ZIP_RULES: tuple[ZipRule, ...] = (
    container.check_mimetype,
    container.check_methods,
    container.check_names,
    container.check_names_apart,
    container.check_plain_names,
    container.check_reproducible,
)
RULES: tuple[Rule, ...] = (
    container.check_encryption,
    metadata.check_unique_identifier,
    metadata.check_title,
    metadata.check_language,
    metadata.check_version,
    metadata.check_ids,
    manifest.check_files,
    manifest.check_media_types,
    manifest.check_foreign,
    spine.check_spine,
    spine.check_cover,
    ncx.check_spine_toc,
    ncx.check_ncx,
    markup.check_xml,
    markup.check_ids,
    markup.check_heads,
    markup.check_elements,
    markup.check_prefixes,
    markup.check_ruby,
    markup.check_scripts,
    links.check_links,
    links.check_notes,
    text.check_han_blanks,
    text.check_foreign_words,
    access.check_headings,
    access.check_alternatives,
    access.check_tables,
    styles.check_syntax,
    styles.check_addresses,
    styles.check_fonts,
    styles.check_direction,
    pictures.check_readable,
    pictures.check_kinds,
    pictures.check_cover_size,
)
EPUB3_RULES: tuple[Rule, ...] = (
    metadata.check_package_language,
    metadata.check_modified,
    metadata.check_properties,
    metadata.check_refines,
    manifest.check_item_properties,
    spine.check_reached,
    nav.check_nav_document,
    nav.check_nav_targets,
    nav.check_order,
    nav.check_landmarks,
    nav.check_page_list,
    access.check_roles,
    claims.check_stated,
    claims.check_alternative_claim,
    claims.check_features,
    claims.check_conformance,
    claims.check_hazards,
    claims.check_modes,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and the book where it could be read: the stores' rules go on from there."""

    problems: tuple[Problem, ...]
    book: Book | None


def check_epub(data: bytes, name: str = "") -> Checked:
    """Everything wrong with the EPUB in `data`; with `name`, places begin with that name of the file."""
    archive, problems = read_archive(data, name)
    if archive is None:
        return Checked(in_order(problems), None)
    problems += [found for rule in ZIP_RULES for found in rule(archive)]
    package, rootfiles, broken = read_package(archive)
    book = read_book(archive, package, rootfiles) if package else None
    if book:
        rules = (*RULES, *EPUB3_RULES) if book.package.is_epub3 else RULES
        problems += [found for rule in rules for found in rule(book)]
    return Checked(in_order(_named(found, name) for found in (*problems, *broken)), book)


def _named(found: Problem, name: str) -> Problem:
    """The problem with its place seen from outside the EPUB."""
    if not name:
        return found
    inside = f"{name}/{found.place.file}" if found.place.file else name
    return replace(found, place=Place(inside, found.place.line, found.place.column))
