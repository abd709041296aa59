"""Whether one line goes on in the next, judged by what the issue's own sentences do.

A paragraph cut by a column breaks off in the middle of a clause, often of a word: its last letters seldom end a clause
elsewhere in the issue, the next line's first letters seldom begin one, and together they may stand inside a line.
A heading ends like a clause and what follows it begins like one. Nothing is needed but the text at hand.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zbsh_pub.importing.features import key

_CLAUSE = re.compile(r"[^\w\s·%+-]+")
_SHORTEST, _FAINT, _USUAL, _KNOWN = 40, 0.3, 0.3, 0.6


@dataclass(frozen=True, slots=True)
class Seams:
    """How often each pair of letters stands in clauses, at their beginning and at their end; longer runs as a set."""

    pairs: Mapping[str, int]
    beginnings: Mapping[str, int]
    ends: Mapping[str, int]
    runs: frozenset[str]

    def beginning(self, after: str) -> float:
        """How like the beginning of a clause a line begins: 0 as often as clauses do, below 0 less often."""
        b = key(_first(after))[:2]
        return math.log((self.beginnings.get(b, 0) + _FAINT) / (self.pairs.get(b, 0) + 1) / _USUAL)

    def openness(self, before: str, after: str) -> float:
        """How much speaks for a new beginning between two lines: below about -2 one clause runs through."""
        a, b = key(_last(before))[-2:], key(_first(after))[:2]
        if len(a) < 2 or len(b) < 2:
            return 0.0
        ends = (self.ends.get(a, 0) + _FAINT) / (self.pairs.get(a, 0) + 1)
        known = (a + b[0] in self.runs) + (a[1] + b in self.runs) + (a + b in self.runs)
        return math.log(ends / _USUAL) + self.beginning(after) - _KNOWN * known


def learn(texts: Iterable[str]) -> Seams:
    """The seams of a text, from its long lines."""
    pairs, beginnings, ends = Counter[str](), Counter[str](), Counter[str]()
    runs: set[str] = set()
    for text in texts:
        if len(text) < _SHORTEST:
            continue
        clauses = [letters for letters in map(key, _CLAUSE.split(text)) if letters]
        pairs.update(c[i : i + 2] for c in clauses for i in range(len(c) - 1))
        beginnings.update(c[:2] for c in clauses[1:])
        ends.update(c[-2:] for c in clauses[:-1])
        runs.update(c[i : i + size] for c in clauses for size in (3, 4) for i in range(len(c) - size + 1))
    return Seams(pairs, beginnings, ends, frozenset(runs))


def _last(text: str) -> str:
    return next((part for part in reversed(_CLAUSE.split(text)) if part.strip()), "")


def _first(text: str) -> str:
    return next((part for part in _CLAUSE.split(text) if part.strip()), "")
