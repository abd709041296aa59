"""The zip and what OCF asks of it (EPUB 3.3, section 4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from zbsh_pub.checks.epub.archive import MIMETYPE, Archive, Entry
from zbsh_pub.checks.epub.book import ENCRYPTION, Book
from zbsh_pub.checks.epub.vocabulary import vocabulary
from zbsh_pub.problems import Bilingual, Problem, bilingual, problem

_STORED, _DEFLATED = 0, 8
OBFUSCATION = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def check_mimetype(archive: Archive) -> Iterator[Problem]:
    """`mimetype` comes first, stored, exact and without an extra field (section 4.2.3)."""
    entry = archive.files.get("mimetype")
    for key, wrong in (
        ("epub-mimetype-missing", entry is None),
        ("epub-mimetype-content", entry is not None and entry.data != MIMETYPE),
        ("epub-mimetype-compressed", entry is not None and entry.method != _STORED),
        ("epub-mimetype-later", archive.entries[0].name != "mimetype"),
        ("epub-mimetype-extra", archive.head[30:58] != b"mimetype" + MIMETYPE),
    ):
        if wrong:
            yield problem("E03", "mimetype", found=bilingual(key))
            return


def check_methods(archive: Archive) -> Iterator[Problem]:
    """Entries are stored or deflated (section 4.2.1)."""
    for entry in archive.entries:
        if entry.method not in (_STORED, _DEFLATED):
            yield problem("E04", entry.name, method=f"ZIP method {entry.method}")


def check_names(archive: Archive) -> Iterator[Problem]:
    """File names that every system can hold (section 4.2.2)."""
    for entry in archive.entries:
        reason = _impossible(entry)
        if reason:
            yield problem("E05", entry.name, reason=reason)


def _impossible(entry: Entry) -> Bilingual | None:
    reserved = set(vocabulary()["reserved-characters"])
    parts = entry.name.split("/")
    if not entry.declared_utf8:
        return bilingual("epub-name-encoding")
    if entry.name.startswith("/") or ".." in parts or "." in parts or "" in parts:
        return bilingual("epub-name-path")
    if any(c in reserved or unicodedata.category(c) in ("Cc", "Co", "Cn", "Cs") for c in entry.name):
        return bilingual("epub-name-reserved")
    if any(part.endswith(".") for part in parts):
        return bilingual("epub-name-stop")
    if any(len(part.encode()) > 255 for part in parts) or len(entry.name.encode()) > 65_535:
        return bilingual("epub-name-long")
    return None


def check_names_apart(archive: Archive) -> Iterator[Problem]:
    """No two names are the same once letters are made small and characters composed (section 4.2.2)."""
    seen: dict[str, str] = {}
    for entry in archive.entries:
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", entry.name).casefold())
        if key in seen:
            yield problem("E06", entry.name, other=seen[key])
        seen.setdefault(key, entry.name)


def check_plain_names(archive: Archive) -> Iterator[Problem]:
    """Names of ASCII letters without blanks go everywhere; composed characters at least."""
    for entry in archive.entries:
        if unicodedata.normalize("NFC", entry.name) != entry.name:
            yield problem("E08", entry.name, name=entry.name)
        elif not entry.name.isascii() or " " in entry.name:
            yield problem("E07", entry.name, name=entry.name)


def check_reproducible(archive: Archive) -> Iterator[Problem]:
    """Nothing in the zip comes from the clock or the machine: equal content, equal bytes."""
    dates = {entry.date for entry in archive.entries}
    attributes = {(entry.mode, entry.system) for entry in archive.entries}
    for key, wrong in (
        ("epub-zip-dates", len(dates) > 1),
        ("epub-zip-extra", any(entry.extra for entry in archive.entries)),
        ("epub-zip-attributes", len(attributes) > 1),
    ):
        if wrong:
            yield problem("E09", "", found=bilingual(key))
            return


def check_encryption(book: Book) -> Iterator[Problem]:
    """Encrypted files cannot be looked into, and stores add protection of their own."""
    ways = {algorithm.partition("#")[2] or algorithm for algorithm in book.encrypted.values()}
    if book.encrypted:
        own = all(algorithm.startswith(OBFUSCATION) for algorithm in book.encrypted.values())
        kind = bilingual("epub-obfuscated" if own else "epub-protected")
        yield problem("E11", ENCRYPTION, 1, count=len(book.encrypted), kind=kind, ways=", ".join(sorted(ways)))
