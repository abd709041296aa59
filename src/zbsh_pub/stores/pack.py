"""A store's YAML file into a `Pack`: rules with their sources, the cover and the form that the store wants.

`schema/store.schema.json` says what may stand there. Bytes are bytes, pixels are pixels, a ratio is height by width.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from zbsh_pub.problems import Bilingual, Severity

Flavour = Literal["standard", "apple", "duokan", "kindle", "kobo", "weread", "zhangyue"]
ENDING = ".yaml"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read: a title, an address where there is one, and the month of reading (2026-11)."""

    title: str
    url: str
    read: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a store asks: what is measured, its limits by name, and why.

    `certain` is false for what is only said by others, or remembered; such a rule never refuses.
    """

    id: str
    measure: str
    limits: Mapping[str, Any]
    severity: Severity
    why: Bilingual
    cure: Bilingual
    source: Source
    certain: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """The marketing cover, a file beside the EPUB. Pairs are width and height in pixels; 0 or none: not said.

    `shortest` and `longest` bound the sides whichever they are; `most_bytes` the file; `ratio` is what is advised;
    `border` is the width of a grey border that a white cover gets.
    """

    formats: tuple[str, ...]
    ideal: tuple[int, int]
    least: tuple[int, int] = (0, 0)
    most: tuple[int, int] = (0, 0)
    shortest: int = 0
    longest: int = 0
    ratio: float = 0
    most_bytes: int = 0
    colours: str = "rgb"
    border: int = 0
    notes: tuple[Bilingual, ...] = ()
    source: Source | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the store's form: the fact of the issue that goes there (`value`), and how long it may be."""

    value: str
    label: Bilingual
    required: bool
    most: int
    note: Bilingual | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """All that is known of a store. `checker` is the EPUBCheck that it runs, as far as known ("" if not); `onix` says
    that it takes a message.
    """

    store: str
    name: Bilingual
    flavour: Flavour
    checker: str
    delivery: Bilingual
    cover: Cover
    form: tuple[Field, ...] = field(repr=False)
    todo: tuple[Bilingual, ...] = field(repr=False)
    rules: tuple[Rule, ...] = field(repr=False)
    sources: Mapping[str, Source] = field(repr=False)
    onix: bool = False


def store_names() -> tuple[str, ...]:
    """The stores that there are packs of, by their names; `_name` is a base that several build on."""
    names = (name.removesuffix(ENDING) for name in _names() if name.endswith(ENDING))
    return tuple(sorted(name for name in names if not name.startswith("_")))


def _names() -> list[str]:
    return [entry.name for entry in files("zbsh_pub").joinpath("stores", "packs").iterdir()]


def pack_text(store: str) -> str:
    """The YAML of a pack. Raises `FileNotFoundError`."""
    return files("zbsh_pub").joinpath("stores", "packs", store + ENDING).read_text(encoding="utf-8")


def pack_data(store: str) -> dict[str, Any]:
    """A pack as plain data, with the rules and sources of its `base`; a rule of its own replaces one of the base.

    Raises `FileNotFoundError`.
    """
    data: dict[str, Any] = yaml.load(pack_text(store), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if "base" not in data:
        return data
    base = pack_data(data["base"])
    own = {rule["id"] for rule in data["rules"]}
    rules = [*data["rules"], *(rule for rule in base["rules"] if rule["id"] not in own)]
    return {**base, **data, "sources": {**base["sources"], **data["sources"]}, "rules": rules}


@cache
def load_pack(store: str) -> Pack:
    """The pack of a store. Raises `FileNotFoundError` where there is none."""
    data = pack_data(store)
    sources = {key: Source(s["title"], s.get("url", ""), str(s["read"])) for key, s in data["sources"].items()}
    return Pack(
        data["store"],
        _words(data["name"]),
        data["flavour"],
        data.get("checker", ""),
        _words(data["delivery"]),
        _cover(data["cover"], sources),
        tuple(_field(one) for one in data["form"]),
        tuple(map(_words, data["todo"])),
        tuple(_rule(one, sources) for one in data["rules"]),
        sources,
        data.get("onix", False),
    )


def _words(data: Mapping[str, str]) -> Bilingual:
    return Bilingual(data["zh"], data["en"])


_RULE_KEYS = {"id", "measure", "severity", "why", "cure", "source", "certain"}


def _rule(data: Mapping[str, Any], sources: Mapping[str, Source]) -> Rule:
    limits = {key: value for key, value in data.items() if key not in _RULE_KEYS}
    return Rule(
        data["id"],
        data["measure"],
        limits,
        data["severity"],
        _words(data["why"]),
        _words(data["cure"]),
        sources[data["source"]],
        data.get("certain", True),
    )


def _cover(data: Mapping[str, Any], sources: Mapping[str, Source]) -> Cover:
    def pair(key: str) -> tuple[int, int]:
        width, height = data.get(key, (0, 0))
        return width, height

    return Cover(
        tuple(data["formats"]),
        pair("ideal"),
        pair("least"),
        pair("most"),
        data.get("shortest", 0),
        data.get("longest", 0),
        data.get("ratio", 0),
        data.get("most-bytes", 0),
        data.get("colours", "rgb"),
        data.get("border", 0),
        tuple(map(_words, data.get("notes", ()))),
        sources[data["source"]],
        data.get("certain", True),
    )


def _field(data: Mapping[str, Any]) -> Field:
    note = data.get("note")
    return Field(
        data["value"],
        _words(data["label"]),
        data.get("required", False),
        data.get("most", 0),
        _words(note) if note else None,
        data.get("certain", True),
    )
