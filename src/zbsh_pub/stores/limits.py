"""Readings against the limits of a rule: those that do not keep to it, said in words.

`most`, `least`: numbers; `among`: no other values; `without`: none of these; `with`: each of these must occur;
`forbidden`: there may be no reading at all; `needed`: there must be one. Words may be patterns, with `|` between
those of which one will do (`font-size: *`, `toc|ncx`); `except` names those that none of the limits is meant for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from zbsh_pub.problems import Bilingual, Language, words
from zbsh_pub.stores.reading import Reading, Unit

Said = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Breach:
    """A reading that breaks a limit, in words."""

    reading: Reading
    found: Bilingual


def breaches(measure: str, unit: Unit, readings: Iterable[Reading], limits: Mapping[str, Any]) -> Iterator[Breach]:
    """Each way in which the readings of a measure break the limits."""
    found = [reading for reading in readings if not _matches(reading.value, limits.get("except", []))]
    for name, limit in limits.items():
        for reading in _WRONG[name](found, limit):
            yield Breach(reading, _said(measure, unit, name, reading, limit))


def _numbers(found: list[Reading]) -> Iterator[tuple[Reading, float]]:
    return ((reading, float(reading.value)) for reading in found)


def _matches(value: object, patterns: list[object]) -> bool:
    return any(fnmatchcase(str(value), one) for pattern in patterns for one in str(pattern).split("|"))


def _missing(found: list[Reading], wanted: list[object]) -> Iterator[Reading]:
    for pattern in wanted:
        if not any(_matches(reading.value, [pattern]) for reading in found):
            yield Reading(str(pattern).replace("|", " / "), found[0].file if found else "")


_WRONG: dict[str, Callable[[list[Reading], Any], Iterable[Reading]]] = {
    "most": lambda found, limit: [reading for reading, value in _numbers(found) if value > limit],
    "least": lambda found, limit: [reading for reading, value in _numbers(found) if value < limit],
    "among": lambda found, limit: [reading for reading in found if not _matches(reading.value, limit)],
    "without": lambda found, limit: [reading for reading in found if _matches(reading.value, limit)],
    "with": _missing,
    "forbidden": lambda found, limit: found if limit else [],
    "except": lambda found, limit: [],
    "needed": lambda found, limit: [Reading("")] if limit and not found else [],
}


def _said(measure: str, unit: Unit, name: str, reading: Reading, limit: Any) -> Bilingual:
    """“the file: 2.1 GB, at most 2.0 GB” in both languages."""

    def say(language: Language) -> str:
        bound = limit if isinstance(limit, list) else [limit]
        return words(
            f"limit-{name}",
            language,
            what=words(f"measure-{measure}", language),
            value=shown(reading.value, unit, language),
            limit=" / ".join(shown(one, unit, language) for one in bound),
        )

    return Bilingual(say("zh"), say("en"))


def shown(value: Any, unit: Unit, language: Language = "en") -> str:
    """A value with its unit: 5.6 MB, 1400 px."""
    if unit == "bytes" and not isinstance(value, str):
        return _bytes(float(value))
    if isinstance(value, str) or unit in ("words", "ratio"):
        return str(value)
    if unit == "count":
        return f"{value:g}"
    large = {"zh": 1e4, "en": 1e6}[language]
    number = f"{value / large:.2f}".rstrip("0").rstrip(".") if value >= 1e6 else f"{value:g}"
    return number + words(f"unit-large-{unit}" if value >= 1e6 else f"unit-{unit}", language)


def _bytes(size: float) -> str:
    for factor, unit in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if size >= factor:
            return f"{size / factor:.1f} {unit}".replace(".0 ", " ")
    return f"{size:g} B"
