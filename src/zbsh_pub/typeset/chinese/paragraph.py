"""What a line of a paragraph costs, and how it is fitted to its measure.

Pure: characters with their widths in, costs and changes out. Costs follow clreq 3.5: pull in before
push out (先挤进，后推出), Western spaces first, then Han–Western gaps, then evenly between characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf

from zbsh_pub.typeset.chinese.characters import (
    CLOSING,
    HANGING,
    MARKS,
    OPENING,
    PAUSES,
    STOPS,
    is_note_mark,
    is_western,
    is_wide,
    may_force,
    may_stretch,
    pair_of,
)
from zbsh_pub.typeset.chinese.house import House

DEFAULT = House()
FULL = 0.75  # a mark wider than this (in em) still has a blank half
HALF = 0.5
LOOSE = 0.05  # em between characters at which a line begins to look loose
LONG = 0.5  # part of a line from which a run without breaks may be broken where no rule allows it
FORCED = 20.0  # cost of such a break: as much as 0.2 em between all characters of a line
RUNT = 40.0  # cost of a last line of one character (孤字)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as shaped: its advance and type size in px; `joined` keeps the next one on its line."""

    char: str
    width: float
    em: float
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `end` (exclusive) of the paragraph make a line."""

    start: int
    end: int
    last: bool


def blank_half(glyph: Glyph) -> float:
    """What can be taken off a mark at the edge of a line, in px (clreq 3.1.6.3)."""
    return glyph.width - HALF * glyph.em if glyph.char in MARKS and glyph.width > FULL * glyph.em else 0.0


def end_trim(glyph: Glyph, hang: bool) -> float:
    """What a mark at the end of a line gives: its blank half, or all of it where it hangs."""
    if hang and glyph.char in HANGING:
        return glyph.width
    return blank_half(glyph) if glyph.char in CLOSING | PAUSES | STOPS else 0.0


def squeeze_pair(left: Glyph, right: Glyph) -> tuple[Glyph, Glyph]:
    """Two marks that meet take 1.5 em (clreq 3.1.6.2): the one whose blank half lies between them gives it.

    Within a run of one face `chws` does this; here it is done where the runs differ.
    """
    if left.char in CLOSING | PAUSES | STOPS and right.char in MARKS:
        return Glyph(left.char, left.width - blank_half(left), left.em), right
    if left.char in OPENING and right.char in OPENING:
        return left, Glyph(right.char, right.width - blank_half(right), right.em)
    return left, right


def squeeze_room(glyph: Glyph) -> float:
    """What a mark inside a line can give, in px (clreq 3.5.3); stops give less than pauses."""
    if glyph.char not in MARKS or glyph.width <= FULL * glyph.em:
        return 0.0
    share = 0.5 if glyph.char in PAUSES | OPENING | CLOSING else 0.35
    return share * glyph.em


def word_spaces(glyphs: Sequence[Glyph]) -> list[float]:
    """How far each space between Western words may grow, in px: to half an em (clreq 3.5.4)."""
    rooms = [0.0] * len(glyphs)
    for i, space in _spaces(glyphs, beside_han=False):
        rooms[i] = max(0.0, HALF * space.em - space.width)
    return rooms


def gap_rooms(glyphs: Sequence[Glyph], gaps: Sequence[float]) -> list[float]:
    """How far each Han–Western gap may give or take, in px, before characters are moved (clreq 3.5.3, 3.5.4).

    A fifth of it: the usual 1/4 em stays between 0.2 and 0.3 em. A space that an author typed beside
    Han is such a gap too.
    """
    rooms = [gap / 5 for gap in gaps]
    for i, space in _spaces(glyphs, beside_han=True):
        rooms[i] = (gaps[i] + space.width) / 5
    return rooms


def _spaces(glyphs: Sequence[Glyph], beside_han: bool) -> Iterator[tuple[int, Glyph]]:
    """The spaces that stand beside a full-width character, or all others."""
    for i, glyph in enumerate(glyphs):
        if glyph.char == " ":
            beside = (*glyphs[max(i - 1, 0) : i], *glyphs[i + 1 : i + 2])
            if beside_han == any(is_wide(neighbour.char) for neighbour in beside):
                yield i, glyph


class Measure:
    """Sums over the characters of a paragraph, so that any stretch of it is measured at once."""

    def __init__(self, glyphs: Sequence[Glyph], house: House, target: float = inf):
        self.glyphs = glyphs
        pairs = [pair_of(a.char, b.char, house.strict) for a, b in pairwise(glyphs)]
        self.gap = gaps = [house.gap * g.em if p.gap else 0.0 for g, p in zip(glyphs, pairs, strict=False)] + [0.0]
        self.width = [0.0, *accumulate(g.width + gap for g, gap in zip(glyphs, gaps, strict=True))]
        self.squeeze = [0.0, *accumulate(squeeze_room(g) for g in glyphs)]
        self.flex = [0.0, *accumulate(gap_rooms(glyphs, gaps))]
        self.space = [0.0, *accumulate(word_spaces(glyphs))]
        room = [g.em if p.stretch else 0.0 for g, p in zip(glyphs, pairs, strict=False)]
        self.gaps = [0.0, *accumulate(room), 0.0]
        self.gaps[-1] = self.gaps[-2] if len(self.gaps) > 1 else 0.0
        self.content = self._content_ends()
        self.left, self.right = self._trimmed_edges(house.hang)
        self.penalty = {
            i: p.penalty
            for i, (g, p) in enumerate(zip(glyphs, pairs, strict=False), 1)
            if p.penalty is not None and not g.joined
        }
        self.penalty |= dict.fromkeys(self._forced(target, list(self.penalty)), FORCED)
        self.breaks = sorted(self.penalty)

    def _forced(self, target: float, breaks: Sequence[int]) -> Iterator[int]:
        """Breaks inside the runs that take much of a line of `target` px: web addresses, very long words."""
        for start, end in pairwise([0, *breaks, len(self.glyphs)]):
            if self.width[end] - self.width[start] > LONG * target:
                inside = range(start + 1, end)
                pairs = ((i, self.glyphs[i - 1], self.glyphs[i]) for i in inside)
                yield from (i for i, a, b in pairs if not a.joined and may_force(a.char, b.char))

    def _content_ends(self) -> list[int]:
        """For each end of a line, that end without trailing blanks."""
        ends = [0]
        for i, glyph in enumerate(self.glyphs, 1):
            ends.append(ends[-1] if glyph.char in " \u200b" else i)
        return ends

    def _trimmed_edges(self, hang: bool) -> tuple[list[float], list[float]]:
        """Where a line that begins, or ends, at each place has its trimmed edge, in px from the paragraph's start."""
        heads = (blank_half(g) if g.char in OPENING else 0.0 for g in self.glyphs)
        tails = (gap + end_trim(g, hang) for g, gap in zip(self.glyphs, self.gap, strict=True))
        left = [width + head for width, head in zip(self.width, heads, strict=False)]
        return left, [0.0, *(width - tail for width, tail in zip(self.width[1:], tails, strict=True))]

    def natural(self, start: int, end: int) -> float:
        """The width of a line with both edges trimmed; one character alone keeps what is on its right."""
        if end - 1 > start:
            return self.right[end] - self.left[start]
        return self.width[end] - self.gap[end - 1] - self.left[start]

    def cost(self, start: int, end: int, target: float, last: bool, justify: bool) -> float | None:
        """How bad the line would be; none where it cannot be set at all."""
        end = self.content[end]
        if end <= start:
            return 0.0
        spare = target - (self.right[end] - self.left[start] if end - 1 > start else self.natural(start, end))
        if spare < -1e-6:
            return self._pulled(start, end, -spare) if justify and end > start + 1 else None
        if last:
            return RUNT if self._is_runt(start, end) else 0.0
        if not justify:
            return (spare / target) ** 2 * 4
        rest = spare - (self.space[end] - self.space[start]) - (self.flex[end - 1] - self.flex[start])
        gaps = self.gaps[end - 1] - self.gaps[start]
        if rest <= 0:
            return 0.1
        looseness = rest / gaps if gaps > 0 else 9.0
        return (looseness / LOOSE) ** 2 + (looseness / (3 * LOOSE)) ** 6

    def _pulled(self, start: int, end: int, excess: float) -> float | None:
        """The cost of taking `excess` px out of the gaps and marks of a line; none where they have not got it."""
        flex = self.flex[end - 1] - self.flex[start]
        room = self.squeeze[end - 1] - self.squeeze[start + 1]
        rest = max(0.0, excess - flex)
        if rest > room:
            return None
        return 0.1 + (0.15 + 0.5 * (rest / room) ** 2 if rest else 0.0)

    def _is_runt(self, start: int, end: int) -> bool:
        """A last line of one character, marks not counted (clreq 3.4.4)."""
        chars = [g.char for g in self.glyphs[start:end] if g.char not in MARKS and not is_note_mark(g.char)]
        return sum(map(is_wide, chars)) < 2 and not any(map(is_western, chars))


def fit(glyphs: Sequence[Glyph], target: float, gaps: Sequence[float]) -> list[float]:
    """Changes to the advances of a line's characters that bring it to `target` (px).

    Edges are trimmed already; `gaps` are the Han–Western gaps that the advances hold. First the
    blanks of marks are squeezed or Western spaces widened, then the rest goes evenly into the gaps
    between characters; the last character never grows.
    """
    spare = target - sum(g.width for g in glyphs)
    changes = [0.0] * len(glyphs)
    flex = gap_rooms(glyphs, gaps)
    if spare < 0:
        spare = _share(changes, flex, spare)
        rooms = [squeeze_room(g) if 0 < i < len(glyphs) - 1 else 0.0 for i, g in enumerate(glyphs)]
        spare = _share(changes, rooms, spare)
        _share(changes, [gap + change for gap, change in zip(gaps, changes, strict=True)], spare)
        return changes
    spare = _share(changes, word_spaces(glyphs), spare)
    spare = _share(changes, flex, spare)
    pairs = zip(glyphs, glyphs[1:], strict=False)
    places = [a.em if may_stretch(a.char, b.char) else 0.0 for a, b in pairs]
    total = sum(places)
    if total > 0:
        for i, place in enumerate(places):
            changes[i] += spare * place / total
    return changes


def looseness(glyphs: Sequence[Glyph], changes: Sequence[float]) -> float:
    """The most that `fit` put between two full-width characters of a line, in em."""
    inner = zip(glyphs, glyphs[1:], changes, strict=False)
    return max((c / a.em for a, b, c in inner if is_wide(a.char) and is_wide(b.char)), default=0.0)


def _share(changes: list[float], rooms: Sequence[float], amount: float) -> float:
    """Spread `amount` over `rooms` in proportion, as far as they go; give back what is left."""
    total = sum(rooms)
    if total <= 0:
        return amount
    part = max(-1.0, min(1.0, amount / total))
    for i, room in enumerate(rooms):
        changes[i] += room * part
    return amount - total * part
