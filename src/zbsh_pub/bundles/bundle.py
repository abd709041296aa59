"""One store's bundle, whole, or the reasons why there is none: read `bundle_for`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from zbsh_pub.bundles.checklist import Listed, checklist
from zbsh_pub.bundles.cover import check_art, check_cover, marketing_cover
from zbsh_pub.bundles.flavours import flavoured
from zbsh_pub.bundles.form import Line, form_files, form_lines
from zbsh_pub.bundles.parts import Parts, Source
from zbsh_pub.checks.epub.check import Checked, check_epub
from zbsh_pub.checks.epub_text import check_epub_text
from zbsh_pub.distribute.onix import onix_message
from zbsh_pub.distribute.record import Record
from zbsh_pub.distribute.sheet import LANGUAGES
from zbsh_pub.epub import sealed
from zbsh_pub.model import Issue
from zbsh_pub.output import SUMS
from zbsh_pub.problems import Problem, in_order, problem
from zbsh_pub.stores.check import check_stores
from zbsh_pub.stores.pack import Flavour, Pack


@dataclass(frozen=True, slots=True)
class Wares:
    """What all bundles are made from: the issue, its standard EPUB as files and read, its cover, its date, and the
    record for an EPUB of a size in bytes."""

    issue: Issue
    parts: Parts = field(repr=False)
    source: Source = field(repr=False)
    cover: bytes = field(repr=False)
    built: datetime
    record: Callable[[int], Record]


@dataclass(frozen=True, slots=True)
class FlavouredBook:
    """The EPUB of a flavour, packed, with what our own checks say of it; stores of a flavour share it."""

    data: bytes = field(repr=False)
    checked: Checked = field(repr=False)
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A store's files by name; none where one of the problems is an error."""

    pack: Pack
    files: dict[str, bytes] = field(repr=False)
    problems: tuple[Problem, ...]


def flavoured_book(wares: Wares, flavour: Flavour) -> FlavouredBook:
    """The EPUB as the stores of a flavour want it, checked."""
    parts = flavoured(wares.parts, flavour, wares.source)
    data = sealed(parts.files, wares.built)
    checked = check_epub(data, f"{wares.issue.manifest.stem}.epub")
    text = check_epub_text(wares.issue, dict(parts.files))
    return FlavouredBook(data, checked, in_order([*checked.problems, *text]))


def bundle_for(pack: Pack, wares: Wares, book: FlavouredBook) -> Bundle:
    """All that goes to a store; K03 with the reasons, and no files, where something would be refused."""
    name = file_name(wares.issue)
    cover = marketing_cover(wares.issue, pack.cover, wares.cover, wares.source.store)
    found = list(book.problems)
    if book.checked.book:
        found += check_stores(book.checked.book, [pack], f"{name}.epub")
    found += [*check_cover(cover, pack, f"{name}.jpg"), *check_art(wares.issue, pack)]
    errors = [one for one in found if one.is_error]
    if errors:
        refused = problem("K03", f"stores/{pack.store}", store=pack.name, pack=pack.store, count=len(errors))
        return Bundle(pack, {}, (*in_order(found), refused))
    record = wares.record(len(book.data))
    forms = {language: form_lines(record, pack, language) for language in LANGUAGES}
    found += too_long(forms["zh"], pack)
    files = {f"{name}.epub": book.data, f"{name}.jpg": cover, **form_files(record, pack)}
    if pack.onix:
        files[f"{name}.onix.xml"] = onix_message(record)
    sizes = len(book.data), len(cover)
    listed = Listed(
        pack, record.title, name, *sizes, bool(wares.issue.manifest.distribution.isbn), forms, in_order(found)
    )
    files |= {f"checklist.{language}.txt": checklist(listed, language) for language in LANGUAGES}
    return Bundle(pack, {**files, SUMS: _sums(files)}, in_order(found))


def file_name(issue: Issue) -> str:
    """The name of book and cover: the ISBN where the issue has one, else the issue's own; letters, digits, hyphens."""
    return issue.manifest.distribution.isbn or issue.manifest.stem


def too_long(lines: Iterable[Line], pack: Pack) -> Iterator[Problem]:
    """K05 for each line of the form that is longer than the store takes."""
    for line in lines:
        if line.is_too_long:
            details = {"label": line.field.label, "count": len(line.value), "most": line.field.most}
            yield problem("K05", f"stores/{pack.store}", store=pack.name, **details)


def _sums(files: dict[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()
