"""Style sheets (EPUB 3.3, section 6.3)."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.sheets import Declaration, Sheet, families
from zbsh_pub.checks.epub.vocabulary import names
from zbsh_pub.problems import Problem, problem


def check_syntax(book: Book) -> Iterator[Problem]:
    """A sheet is CSS: what a reader cannot parse it leaves out."""
    for sheet in book.sheets:
        for line, reason in sheet.mistakes:
            yield problem("E83", sheet.path, line, reason=reason)


def check_addresses(book: Book) -> Iterator[Problem]:
    """What a sheet names is in the book; only fonts may lie elsewhere (section 3.6)."""
    for sheet in book.sheets:
        fonts = {target.written for face in sheet.faces for target in face.targets}
        for address in sheet.addresses:
            target = address.target
            if target.remote and (target.written not in fonts or target.scheme not in ("http", "https")):
                yield problem("E85", sheet.path, address.line, target=target.written)
            elif not target.scheme and (not target.inside or target.path not in book.archive.files):
                yield problem("E84", sheet.path, address.line, target=target.written)


def font_lists(book: Book) -> Iterator[tuple[Sheet, Declaration, list[str]]]:
    """Each font-family with the families that it asks for, in order; custom properties are followed."""
    values = {one.name: one.value for sheet in book.sheets for one in sheet.declarations if one.name.startswith("--")}
    for sheet in book.sheets:
        for one in sheet.declarations:
            if one.name == "font-family":
                yield sheet, one, families(_filled(one.value, values))


def _filled(value: str, values: dict[str, str]) -> str:
    """A value with var(--name) replaced by what the name stands for; one step, which is what sheets do."""
    for name, meaning in values.items():
        value = value.replace(f"var({name})", meaning)
    return value


def unknown_families(book: Book, families: list[str]) -> list[str]:
    """Those of the families that are neither embedded nor generic."""
    own = {face.family.lower() for sheet in book.sheets for face in sheet.faces} | names("generic-families")
    return [family for family in families if family.lower() not in own and "(" not in family]


def check_fonts(book: Book) -> Iterator[Problem]:
    """A list of families begins with one that is there: embedded, or generic.

    Names after it are for readers that leave embedded faces out; a name before it decides the look by chance.
    """
    seen: set[str] = set()
    for sheet, one, found in font_lists(book):
        for family in unknown_families(book, found[:1]):
            if family not in seen:
                seen.add(family)
                yield problem("E86", sheet.path, one.line, family=family)


def check_direction(book: Book) -> Iterator[Problem]:
    """Direction belongs to the markup (section 6.3.1.1)."""
    for sheet in book.sheets:
        for one in sheet.declarations:
            if one.name in ("direction", "unicode-bidi"):
                yield problem("E87", sheet.path, one.line, name=one.name)
