"""The metadata of the package (EPUB 3.3, section 5.5)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.package import OPF, Meta, Package
from zbsh_pub.checks.epub.vocabulary import names
from zbsh_pub.checks.epub.xmltext import line_of
from zbsh_pub.problems import Problem, bilingual, problem

_MODIFIED = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
_ISSN = re.compile(r"(?:urn:issn:|issn[:\s]*)?([0-9]{4}-?[0-9]{3}[0-9X])", re.I)
_LANGUAGE = re.compile(
    r"([A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[A-WY-Za-wy-z0-9](-[A-Za-z0-9]{2,8})+)*"
    r"(-x(-[A-Za-z0-9]{1,8})+)?|x(-[A-Za-z0-9]{1,8})+"
)


def check_unique_identifier(book: Book) -> Iterator[Problem]:
    """`unique-identifier` leads to a dc:identifier that says something (section 5.4.1)."""
    package = book.package
    named = [meta for meta in package.dc("identifier") if meta.id and meta.id == package.unique_id]
    if not named or not named[0].value:
        line = named[0].line if named else line_of(package.root)
        yield problem("E13", package.path, line, id=package.unique_id)
    elif _ISSN.fullmatch(named[0].value):
        yield problem("E14", package.path, named[0].line, value=named[0].value)


def check_modified(book: Book) -> Iterator[Problem]:
    """One dcterms:modified of the publication, in UTC (section 5.5.5)."""
    package = book.package
    found = [meta for meta in package.properties("dcterms:modified") if not meta.refines]
    if len(found) != 1:
        line = found[1].line if found else line_of(package.root)
        yield problem("E15", package.path, line, found=bilingual("epub-modified-count", count=len(found)))
    elif not _MODIFIED.fullmatch(found[0].value):
        yield problem("E15", package.path, found[0].line, found=bilingual("epub-modified-form", value=found[0].value))


def check_title(book: Book) -> Iterator[Problem]:
    """There is a title, and none is empty (section 5.5.3.1)."""
    titles = book.package.dc("title")
    empty = next((meta for meta in titles if not meta.value), None)
    if not titles or empty:
        yield problem("E16", book.package.path, empty.line if empty else line_of(book.package.root))


def check_language(book: Book) -> Iterator[Problem]:
    """There is a language, and each is a tag of BCP 47 (section 5.5.3.1)."""
    package = book.package
    languages = package.dc("language")
    if not languages:
        yield problem("E17", package.path, line_of(package.root), value="")
    for meta in languages:
        if not _LANGUAGE.fullmatch(meta.value):
            yield problem("E17", package.path, meta.line, value=meta.value)


def check_package_language(book: Book) -> Iterator[Problem]:
    """The package says in which language its own words are (section 5.3.9; serious to Ace)."""
    if not book.package.language:
        yield problem("E18", book.package.path, line_of(book.package.root))


def check_properties(book: Book) -> Iterator[Problem]:
    """Every property is one of EPUB, or has a prefix that is known (sections 5.4 and D.1)."""
    package = book.package
    for kind, value, line in _used_properties(package):
        prefix, colon, _ = value.partition(":")
        if colon and prefix not in package.prefixes and prefix not in names("prefixes"):
            yield problem("E19", package.path, line, value=value, reason=bilingual("epub-prefix"))
        elif not colon and value not in names(f"{kind}-properties"):
            yield problem("E19", package.path, line, value=value, reason=bilingual("epub-no-property"))


def _used_properties(package: Package) -> Iterator[tuple[str, str, int]]:
    """(vocabulary, property, line) of everything in the package that names one."""
    for node in package.root.iter(f"{OPF}meta", f"{OPF}link"):
        kind, attribute = ("meta", "property") if node.tag == f"{OPF}meta" else ("link", "rel")
        yield from ((kind, value, line_of(node)) for value in node.get(attribute, "").split())
    for item in package.items:
        yield from (("item", value, item.line) for value in item.properties)
    for ref in package.refs:
        yield from (("itemref", value, ref.line) for value in ref.properties)


def check_refines(book: Book) -> Iterator[Problem]:
    """What a statement is about is there (section 5.3.8)."""
    package = book.package
    known = {node.get("id") for node in package.root.iter() if node.get("id")}
    for meta in package.metas:
        if meta.refines.startswith("#") and meta.refines[1:] not in known:
            yield problem("E20", package.path, meta.line, id=meta.refines, name=meta.name)


def check_version(book: Book) -> Iterator[Problem]:
    """EPUB 3: what stores and readers are made for now."""
    if book.package.version != "3.0":
        yield problem("E21", book.package.path, line_of(book.package.root), version=book.package.version)


def check_ids(book: Book) -> Iterator[Problem]:
    """Each id of the package is given once (section 5.3.6)."""
    counts = Counter(node.get("id") for node in book.package.root.iter() if node.get("id") is not None)
    seen = set()
    for node in book.package.root.iter():
        name = node.get("id")
        if name is not None and counts[name] > 1 and name in seen:
            yield problem("E25", book.package.path, line_of(node), id=name)
        seen.add(name)


def stated(metas: list[Meta]) -> list[str]:
    """The values of statements, without those that are empty."""
    return [meta.value for meta in metas if meta.value]
