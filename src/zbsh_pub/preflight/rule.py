"""What a rule is, and what it finds: code, page, object, details; words come from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from zbsh_pub.preflight.facts import Facts
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.problems import Bilingual, Language, Severity, said_at

Purpose = Literal["print", "screen", "proof"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


@dataclass(frozen=True, slots=True)
class Thing:
    """The object of a finding: its kind (a key of the catalogue's `preflight.things`) and what names it."""

    kind: str
    details: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        return said_at("preflight", "things", self.kind, language=language, details=self.details)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule gives back: the page's index (None: the whole file), the object, details of the message."""

    page: int | None
    thing: Thing
    details: Mapping[str, object] = field(default_factory=dict)


Judge = Callable[[Facts, Limits], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, its function, how bad it is for each purpose (None: it is not asked), where it comes from."""

    code: str
    judge: Judge
    print: Severity | None = None
    screen: Severity | None = None
    proof: Severity | None = None
    source: str = ""

    def severity(self, purpose: Purpose) -> Severity | None:
        return {"print": self.print, "screen": self.screen, "proof": self.proof}[purpose]


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page by its index from 0 and its label."""

    index: int
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a PDF for a purpose."""

    code: str
    severity: Severity
    page: PageRef | None
    thing: Thing
    details: Mapping[str, object]

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def message(self, language: Language) -> str:
        return said_at("preflight", "rules", self.code, language=language, part="message", details=self.details)

    def cure(self, language: Language) -> str:
        return said_at("preflight", "rules", self.code, language=language, part="cure", details=self.details)


def found(page: int | None, kind: str, /, thing: Mapping[str, object] | None = None, **details: object) -> Found:
    """A `Found` in one call: `found(3, "font", {"name": …}, codes=…)`."""
    return Found(page, Thing(kind, thing or {}), details)


def word(key: str, **details: object) -> Bilingual:
    """A phrase of the catalogue's `preflight.words`, to be a detail."""
    zh, en = (said_at("preflight", "words", key, language=language, details=details) for language in _LANGUAGES)
    return Bilingual(zh, en)


_LANGUAGES: tuple[Language, Language] = ("zh", "en")


def within(where: str) -> Bilingual:
    """The forms and patterns that a thing stands in, to follow its name; nothing for the page itself."""
    return word("within", where=where) if where else Bilingual("", "")


def told(values: Iterable[Any], most: int = 6) -> str:
    """Some values in one line, cut short."""
    shown = [str(value) for value in values]
    return ", ".join(shown[:most]) + (" …" if len(shown) > most else "")
