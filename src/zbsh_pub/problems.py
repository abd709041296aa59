"""Problems as values, and the one catalogue that gives them words in Chinese and English.

A `Problem` says what is wrong and where; its message and cure stand in `catalogue.yaml`.
Code that meets a problem returns it beside its result; `Failure` carries the collected
problems to the one place that prints them (the command line).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Language = Literal["zh", "en"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file of the issue's tree, and the line and column in it (from 1; 0 where none applies)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A detail of a problem that has words of its own in each language."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `details` fill the braces of the catalogue's text."""

    code: str
    place: Place
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        severity: Severity = _catalogue()["problems"][self.code]["severity"]
        return severity

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def message(self, language: Language) -> str:
        return self._text(language, "message")

    def cure(self, language: Language) -> str:
        return self._text(language, "cure")

    def render(self, language: Language) -> str:
        """One line: `file:line:column code message cure`."""
        words = {"zh": "{place} {code} {message}改法：{cure}", "en": "{place} {code} {message} Cure: {cure}"}
        return words[language].format(
            place=self.place, code=self.code, message=self.message(language), cure=self.cure(language)
        )

    def _text(self, language: Language, part: str) -> str:
        template: str = _catalogue()["problems"][self.code][language][part]
        return template.format_map({key: _said(value, language) for key, value in self.details.items()})


def _said(detail: object, language: Language) -> str:
    return detail.in_language(language) if isinstance(detail, Bilingual) else str(detail)


def problem(code: str, file: str, line: int = 0, column: int = 0, /, **details: object) -> Problem:
    """A `Problem` in one call: `problem("T01", "manuscript/issue.yaml", 12, file="…")`."""
    return Problem(code, Place(file, line, column), details)


def to_plain(found: Problem) -> dict[str, Any]:
    """A problem as JSON has it; `from_plain` makes it a problem again, with the same words in each language."""
    return {
        "code": found.code,
        "place": [found.place.file, found.place.line, found.place.column],
        "details": {name: _plain_detail(detail) for name, detail in found.details.items()},
    }


def _plain_detail(detail: object) -> object:
    if isinstance(detail, Bilingual):
        return {"zh": detail.zh, "en": detail.en}
    return detail if isinstance(detail, int | float) else str(detail)


def from_plain(data: Mapping[str, Any]) -> Problem:
    """What `to_plain` wrote. Raises `KeyError`, `TypeError` or `ValueError` where it is something else."""
    details = {name: Bilingual(**said) if isinstance(said, dict) else said for name, said in data["details"].items()}
    file, line, column = data["place"]
    return Problem(str(data["code"]), Place(str(file), int(line), int(column)), details)


class Failure(Exception):
    """Raised once, by the pipeline, when it cannot go on; carries all problems found so far."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = in_order(problems)
        super().__init__("\n".join(p.render("en") for p in self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file and line, each once."""
    unique = {(p.place, p.code, p.message("en")): p for p in problems}
    return tuple(unique[key] for key in sorted(unique))


def stop_on_errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems back in order, or raise `Failure` where one of them is an error."""
    found = in_order(problems)
    if any(p.is_error for p in found):
        raise Failure(found)
    return found


def words(key: str, language: Language, **details: object) -> str:
    """A phrase of the interface from the catalogue."""
    template: str = _catalogue()["interface"][key][language]
    return template.format_map({k: str(v) for k, v in details.items()}) if details else template


def bilingual(key: str, **details: object) -> Bilingual:
    """A phrase of the interface in both languages, to be a detail of a problem."""
    return Bilingual(words(key, "zh", **details), words(key, "en", **details))


def copy_reason(rule: str) -> Bilingual:
    """Why there is a copy rule of this id."""
    reason = _catalogue()["copy"][rule]
    return Bilingual(reason["zh"], reason["en"])


def said_at(*path: str, language: Language, details: Mapping[str, object], part: str = "") -> str:
    """The words at a place of the catalogue, filled in; `part` where they have parts ("message", "cure")."""
    node = _catalogue()
    for key in path:
        node = node[key]
    template: str = node[language][part] if part else node[language]
    return template.format_map({key: _said(value, language) for key, value in details.items()})


def codes() -> tuple[str, ...]:
    """All problem codes of the catalogue, in its order."""
    return tuple(_catalogue()["problems"])


def user_language(environment: Mapping[str, str] = os.environ) -> Language:
    """Chinese where the locale says so (ZBSH_LANG first, then the POSIX variables), else English."""
    for name in ("ZBSH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@cache
def _catalogue() -> dict[str, Any]:
    text = files("zbsh_pub").joinpath("catalogue.yaml").read_bytes()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    catalogue: dict[str, Any] = yaml.load(text, loader)
    return catalogue
