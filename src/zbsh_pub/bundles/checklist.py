"""The checklist of a bundle: what a person still has to do, and what only a person can settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zbsh_pub.bundles.form import Line
from zbsh_pub.bundles.wording import say
from zbsh_pub.problems import Language, Problem, words
from zbsh_pub.stores.limits import shown
from zbsh_pub.stores.pack import Cover, Pack, Source


@dataclass(frozen=True, slots=True)
class Listed:
    """What a checklist tells of: the store, the book's title, the name of its files, sizes in bytes, the form's lines
    in each language, and what the store's rules and ours found."""

    pack: Pack
    title: str
    name: str
    book_size: int
    cover_size: int
    has_isbn: bool
    forms: dict[Language, tuple[Line, ...]] = field(repr=False)
    found: tuple[Problem, ...] = field(repr=False)


def checklist(listed: Listed, language: Language) -> bytes:
    """The checklist as text."""
    title = say("checklist", "heading", language, store=listed.pack.name.in_language(language))
    parts = [title, listed.title]
    for heading, lines in (
        ("delivery", [listed.pack.delivery.in_language(language)]),
        ("files", list(_files(listed, language))),
        ("todo", _boxes(_todo(listed, language))),
        ("cover", _boxes(_cover(listed.pack.cover, language))),
        ("open", _boxes(_open(listed, language)) or [say("checklist", "open-none", language)]),
        ("sources", list(_sources(listed.pack, language))),
    ):
        parts += ["", f"# {say('checklist', heading, language)}", "", *lines]
    return ("\n".join(parts) + "\n").encode()


def _boxes(lines: Iterator[str]) -> list[str]:
    return [f"□ {line}" for line in lines]


def _files(listed: Listed, language: Language) -> Iterator[str]:
    pack, name = listed.pack, listed.name
    flavour = say("checklist", f"flavour-{pack.flavour}", language)
    width, height = pack.cover.ideal
    sizes = [shown(size, "bytes", language) for size in (listed.book_size, listed.cover_size)]
    yield say("checklist", "file-epub", language, name=f"{name}.epub", size=sizes[0], flavour=flavour)
    yield say("checklist", "file-cover", language, name=f"{name}.jpg", size=sizes[1], width=width, height=height)
    for file, said in (("metadata.csv", "CSV"), ("metadata.zh.txt", "中文"), ("metadata.en.txt", "English")):
        yield say("checklist", "file-form", language, name=file, form=said)
    if pack.onix:
        yield say("checklist", "file-onix", language, name=f"{name}.onix.xml")
    yield say("checklist", "file-sums", language, name="SHA256SUMS")


def _todo(listed: Listed, language: Language) -> Iterator[str]:
    pack, lines = listed.pack, listed.forms[language]
    missing = [line.field.label.in_language(language) for line in lines if line.is_missing]
    names = ("、" if language == "zh" else ", ").join(missing)
    key = "form" if missing else "form-whole"
    yield say("checklist", key, language, count=len(lines), empty=len(missing), names=names)
    for line in lines:
        if line.is_too_long:
            label, count = line.field.label.in_language(language), len(line.value)
            yield say("checklist", "too-long", language, label=label, count=count, most=line.field.most)
    if not listed.has_isbn and any(line.field.value in ("isbn", "identifier") for line in lines):
        yield say("checklist", "no-isbn", language, name=listed.name)
    yield from (todo.in_language(language) for todo in pack.todo)
    if pack.checker:
        yield say("checklist", "checker", language, checker=pack.checker)
    yield say("checklist", "tool", language)


def _cover(cover: Cover, language: Language) -> Iterator[str]:
    width, height = cover.ideal
    yield say("checklist", "cover-size", language, width=width, height=height)
    yield from (note.in_language(language) for note in cover.notes)
    if cover.source:
        standing = _standing(cover.certain, language)
        yield say("checklist", "cover-source", language, source=cover.source.title, standing=standing)


def _open(listed: Listed, language: Language) -> Iterator[str]:
    """Each finding once, with its first place; those of one rule together."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for found in listed.found:
        groups.setdefault((found.code, str(found.details.get("rule", found.message("en")))), []).append(found)
    for some in groups.values():
        place = str(some[0].place)
        if len(some) > 1:
            place = say("checklist", "more-places", language, place=place, count=len(some), more=len(some) - 1)
        yield f"{place} {some[0].code} {some[0].message(language)}{_cure(some, language)}"


def _cure(some: Sequence[Problem], language: Language) -> str:
    return ("改法：" if language == "zh" else " Cure: ") + some[0].cure(language)


def _sources(pack: Pack, language: Language) -> Iterator[str]:
    """How far the rules can be trusted, and each source once, with its standing."""
    certain = sum(rule.certain for rule in pack.rules)
    key = {0: "standing-none", len(pack.rules): "standing-all"}.get(certain, "standing")
    yield say("checklist", key, language, rules=len(pack.rules), certain=certain)
    named = {rule.source: False for rule in pack.rules}
    named |= {rule.source: True for rule in pack.rules if rule.certain}
    if pack.cover.source and pack.cover.source not in named:
        named[pack.cover.source] = pack.cover.certain
    yield from (f"- {_source(source, sure, language)}" for source, sure in named.items())


def _source(source: Source, certain: bool, language: Language) -> str:
    standing = _standing(certain, language)
    said = say("checklist", "source", language, title=source.title, read=source.read, standing=standing)
    return f"{said} {source.url}".rstrip()


def _standing(certain: bool, language: Language) -> str:
    return words("store-certain" if certain else "store-hearsay", language)
