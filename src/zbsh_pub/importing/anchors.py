"""Where each article of the contents page begins in the text: titles aligned with lines, in order.

Titles are compared by their letters alone (`features.key`), so quotation marks, widths, blanks and line breaks may
differ, and single characters may be misread. Each entry's best places are found first; then the places are chosen
that rise through the text and agree best together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from zbsh_pub.importing.byline import read_byline
from zbsh_pub.importing.contents_page import Entry
from zbsh_pub.importing.features import Line, key

_LONGEST_TITLE_LINE, _MOST_LINES, _LEAST_LIKENESS, _CHOICES = 70, 5, 0.72, 4
_KNOWN, _SHARED = 0.4, 0.6


@dataclass(frozen=True, slots=True)
class Anchor:
    """The lines (places in the sequence of lines) that hold an entry's title, and how like it they are (0 to 1)."""

    entry: Entry
    first: int
    last: int
    likeness: float


def find_anchors(entries: Sequence[Entry], lines: Sequence[Line], taken: frozenset[int]) -> tuple[Anchor, ...]:
    """The anchors of the entries that are found, in order; `taken` are numbers of lines that hold no article."""
    known = frozenset().union(*(_pairs(wanted) for entry in entries for wanted, _ in _wordings(entry)))
    windows = list(_windows(lines, taken, known))
    choices = [_choices(entry, windows, lines) for entry in entries]
    return _in_order(choices)


def _windows(
    lines: Sequence[Line], taken: frozenset[int], known: frozenset[str]
) -> Iterator[tuple[int, int, str, frozenset[str]]]:
    """Each run of up to five short lines, with its letters and its pairs of letters, most of them `known` in titles."""
    for first in range(len(lines)):
        letters = ""
        for last in range(first, min(first + _MOST_LINES, len(lines))):
            line = lines[last]
            if line.number in taken or not _could_be_title(line.text):
                break
            letters += key(line.text)
            pairs = _pairs(letters)
            if len(pairs & known) < _KNOWN * len(pairs):
                break
            yield first, last, letters, pairs


def _could_be_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE_LINE and not text.endswith("。") and not read_byline(text)


def _pairs(letters: str) -> frozenset[str]:
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def _choices(
    entry: Entry, windows: Sequence[tuple[int, int, str, frozenset[str]]], lines: Sequence[Line]
) -> list[Anchor]:
    """The few places that are most like the entry's title."""
    found: dict[int, Anchor] = {}
    for wanted, worth in _wordings(entry):
        pairs = _pairs(wanted)
        for first, last, letters, own in windows:
            if len(pairs & own) < _SHARED * max(len(pairs), len(own)):
                continue
            likeness = worth * SequenceMatcher(None, wanted, letters, autojunk=False).ratio()
            if last + 1 < len(lines) and read_byline(lines[last + 1].text):
                likeness += 0.05
            if likeness >= _LEAST_LIKENESS and (first not in found or likeness > found[first].likeness):
                found[first] = Anchor(entry, first, last, likeness)
    return sorted(found.values(), key=lambda anchor: (-anchor.likeness, anchor.first))[:_CHOICES]


def _wordings(entry: Entry) -> Iterator[tuple[str, float]]:
    """What the title can read in the text: with all its rows, or without the line above or below it."""
    title, kicker, subtitle = key("".join(entry.title)), key("".join(entry.kicker)), key(entry.subtitle)
    yield kicker + title + subtitle, 1.0
    if kicker or subtitle:
        yield kicker + title, 0.95
        yield title + subtitle, 0.95
        yield title, 0.9


def _in_order(choices: Sequence[Sequence[Anchor]]) -> tuple[Anchor, ...]:
    """One place an entry at most, rising through the text, of the greatest likeness together."""
    ways: list[tuple[float, tuple[Anchor, ...]]] = [(0.0, ())]
    for places in choices:
        longer = []
        for place in places:
            fitting = [way for way in ways if not way[1] or way[1][-1].last < place.first]
            total, chain = max(fitting, key=lambda way: way[0])
            longer.append((total + place.likeness, (*chain, place)))
        ways = _best_by_end([*ways, *longer])
    return max(ways, key=lambda way: way[0])[1]


def _best_by_end(ways: list[tuple[float, tuple[Anchor, ...]]]) -> list[tuple[float, tuple[Anchor, ...]]]:
    """Of ways that end at the same line, the best."""
    best: dict[int, tuple[float, tuple[Anchor, ...]]] = {}
    for way in ways:
        end = way[1][-1].last if way[1] else -1
        if end not in best or way[0] > best[end][0]:
            best[end] = way
    return list(best.values())
