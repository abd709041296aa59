"""Rows of large type that break at the borders of phrases: for pull quotes, which nobody cuts by hand.

There is no dictionary here, but a few characters and words in `phrases.yaml`. A row ends best after a
mark, then where a particle ends a phrase (的, 了 …) or a small word begins one (在, 把 …), then before a
figure; anywhere else only where nothing better is in reach.
Marks keep their place at the edges of rows (clreq 3.1.3), Western words and figures stay whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from math import ceil

import yaml

from zbsh_pub.compose.parts import zi

STOPS = "。！？；，：……——"
PAUSES = "、"
NOT_FIRST = "。！？；，：、”’》）〉」』…—·％%"
NOT_LAST = "“‘《（〈「『"
_HABITS = yaml.safe_load(files("zbsh_pub").joinpath("phrases.yaml").read_bytes())
PARTICLES, STARTERS, WORDS = _HABITS["particles"], _HABITS["starters"], frozenset(_HABITS["words"].split())
# What a break costs beside the unevenness of the rows: see `_cost`.
FREE, PAUSE, PHRASE, FIGURE, INSIDE = 0.0, 0.6, 0.8, 1.2, 4.0
UNEVEN, ROW = 6.0, 0.5


def phrase_rows(text: str, measure: float) -> tuple[str, ...]:
    """`text` in rows of at most `measure` zi, broken at phrases, of about equal length."""
    cuts = dict(_cuts(text))
    least = max(1, ceil(_width(text) / measure))
    best = min(
        (_rows(text, cuts, measure, count) for count in (least, least + 1, least + 2)), key=lambda found: found[0]
    )
    return best[1]


def _cuts(text: str) -> Iterator[tuple[int, float]]:
    """(place, cost) of each break that the rules of Chinese lines allow."""
    for i in range(1, len(text)):
        cost = _cost(text[i - 1], text[i])
        if cost is not None:
            yield i, cost


def _cost(before: str, after: str) -> float | None:
    """What it costs to end a row between two characters; none where it is not allowed."""
    western = "!" <= before <= "~" and "!" <= after <= "~"
    if after in NOT_FIRST or before in NOT_LAST or western or after in PARTICLES:
        return None
    if before in STOPS:
        return FREE
    if before in PAUSES:
        return PAUSE
    if before in NOT_FIRST or ((before in PARTICLES or after in STARTERS) and before + after not in WORDS):
        return PHRASE
    return FIGURE if "0" <= after <= "9" else INSIDE


def _width(row: str) -> float:
    """The width of a row in zi; a mark at its end hangs its blank half over the edge."""
    return zi(row) - (0.5 if row[-1:] in NOT_FIRST else 0.0)


def _rows(text: str, cuts: dict[int, float], measure: float, count: int) -> tuple[float, tuple[str, ...]]:
    """(cost, rows): the cheapest way to set `text` in `count` rows; infinite where there is none."""
    mean = _width(text) / count

    @cache
    def cheapest(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        if left == 1:
            rest = text[start:]
            return (_unevenness(rest, mean) if _width(rest) <= measure else float("inf")), (rest,)
        found: list[tuple[float, tuple[str, ...]]] = [(float("inf"), (text[start:],))]
        for cut, cost in cuts.items():
            row = text[start:cut]
            if cut > start and _width(row) <= measure:
                total, rows = cheapest(cut, left - 1)
                found.append((total + cost + _unevenness(row, mean), (row, *rows)))
        return min(found, key=lambda way: way[0])

    cost, rows = cheapest(0, count)
    return cost + ROW * count, rows


def _unevenness(row: str, mean: float) -> float:
    return UNEVEN * ((_width(row) - mean) / mean) ** 2 / 2
