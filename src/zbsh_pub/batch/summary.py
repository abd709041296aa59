"""Outcomes as a table for people: what was made, what failed and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from zbsh_pub.batch.task import FAILED, Outcome
from zbsh_pub.problems import Language, words

_WHY = 72  # columns


def table(outcomes: Sequence[Outcome], language: Language) -> list[str]:
    """One line an issue, in order of names, columns set flush."""
    rows = [_row(outcome, language) for outcome in sorted(outcomes, key=lambda o: o.task.name)]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(3)] if rows else []
    return ["  ".join([*map(_padded, row, widths), row[3]]).rstrip() for row in rows]


def counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many are of each state."""
    states = [outcome.state for outcome in outcomes]
    return {state: states.count(state) for state in ("made", "unchanged", FAILED)}


def _row(outcome: Outcome, language: Language) -> list[str]:
    time = f"{outcome.seconds:.1f} s" if outcome.seconds else ""
    return [outcome.task.name, words(f"batch-{outcome.state}", language), time, _why(outcome, language)]


def _why(outcome: Outcome, language: Language) -> str:
    """What was made; of a failure the first error and how many there are."""
    if outcome.state != FAILED:
        return ", ".join(_named(outcome.files))
    errors = [found for found in outcome.problems if found.is_error]
    first = errors[0]
    place = "" if first.place.file == outcome.task.name else f"{first.place} "
    text = f"{place}{first.code} {first.message(language)}"
    return _cut(text) + (f" (+{len(errors) - 1})" if len(errors) > 1 else "")


def _named(files: Sequence[str]) -> Iterator[str]:
    """Files by their names, those of a folder as that folder and how many they are."""
    folders = Counter(name.partition("/")[0] for name in files if "/" in name)
    yield from (f"{folder}/ ({count})" for folder, count in folders.items())
    yield from (name for name in files if "/" not in name)


def _cut(text: str) -> str:
    """No more than `_WHY` columns."""
    while cell_len(text) > _WHY:
        text = text[:-2] + "…"
    return text


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
