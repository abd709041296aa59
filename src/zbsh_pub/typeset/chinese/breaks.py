"""Choose the line breaks of a paragraph as a whole: the least sum of costs over all lines (Knuth and Plass 1981).

Pure: characters with their widths in, lines out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import inf

from zbsh_pub.typeset.chinese.house import House
from zbsh_pub.typeset.chinese.paragraph import DEFAULT, Glyph, Line, Measure

FORCE = 1000.0  # cost of a line that cannot be set within its measure


def break_paragraph(
    glyphs: Sequence[Glyph], widths: Sequence[float], justify: bool, house: House = DEFAULT
) -> tuple[Line, ...]:
    """The lines of a paragraph whose first lines are `widths` wide (px); the last is that of all others."""
    if not glyphs:
        return ()
    if sum(g.width for g in glyphs) <= widths[0] + 0.01:
        return (Line(0, len(glyphs), True),)
    return _Search(Measure(glyphs, house, min(widths)), widths, justify).run()


Place = tuple[int, int]  # a line's first character, and its number as far as its width depends on that


class _Search:
    """The cheapest way to each place where a line can begin."""

    def __init__(self, measure: Measure, widths: Sequence[float], justify: bool):
        self.measure, self.widths, self.justify = measure, widths, justify
        self.size = len(measure.glyphs)
        self.stops = [*measure.breaks, self.size]
        self.best: dict[Place, tuple[float, Place]] = {(0, 0): (0.0, (-1, 0))}

    def run(self) -> tuple[Line, ...]:
        """The lines of the cheapest way to the end.

        A way that is quickly found bounds what the best one costs: places that cost more are not gone on from.
        """
        bound = self._greedy()
        for start in [0, *self.measure.breaks]:
            for row in range(len(self.widths)):
                if (start, row) in self.best and self.best[start, row][0] <= bound:
                    self.reach(start, row)
        return self.trace()

    def _greedy(self) -> float:
        """What the paragraph costs if each line takes the best end for itself; infinite where one has none."""
        place: Place = (0, 0)
        total = 0.0
        while place[0] < self.size:
            self.best = {place: (0.0, place)}
            self.reach(*place)
            ends = {p: cost for p, (cost, _) in self.best.items() if p != place}
            place = min(ends, key=lambda p: (p[0] != self.size, ends[p], -p[0]))
            if ends[place] >= FORCE:
                total = inf
                break
            total += ends[place]
        self.best = {(0, 0): (0.0, (-1, 0))}
        return total + 1e-9  # sums of the same costs in another order

    def reach(self, start: int, row: int) -> None:
        """Try every line that can begin at `start`; keep the cheapest way to each of its ends."""
        measure, target, place = self.measure, self.widths[row], (start, row)
        total, _ = self.best[place]
        lowest = measure.width[start] + target * (0.8 if self.justify else 0.5)
        index = bisect_left(self.stops, bisect_left(measure.width, lowest))
        index = max(index - 1, bisect_left(self.stops, start + 1))
        found = False
        while index < len(self.stops):
            end = self.stops[index]
            cost = measure.cost(start, end, target, end == self.size, self.justify)
            if cost is not None:
                found = True
                self._keep(place, end, total + cost + measure.penalty.get(end, 0.0) + 0.02)
            elif measure.width[end] - measure.width[start] > target + 2 * measure.glyphs[start].em:
                break
            index += 1
        if not found:
            self._force(place, target)
        if measure.width[self.size] - measure.width[start] <= target * 1.2:
            cost = measure.cost(start, self.size, target, True, self.justify)
            if cost is not None:
                self._keep(place, self.size, total + cost)

    def _keep(self, place: Place, end: int, cost: float) -> None:
        after = (end, min(place[1] + 1, len(self.widths) - 1))
        if after not in self.best or cost < self.best[after][0]:
            self.best[after] = (cost, place)

    def _force(self, place: Place, target: float) -> None:
        """No good line begins here: take the last break that fits, or the first one that does not."""
        measure, start = self.measure, place[0]
        after = [end for end in self.stops if end > start]
        fitting = [end for end in after if measure.natural(start, measure.content[end]) <= target]
        self._keep(place, fitting[-1] if fitting else after[0], self.best[place][0] + FORCE)

    def trace(self) -> tuple[Line, ...]:
        """The lines of the cheapest way to the end."""
        place = min((p for p in self.best if p[0] == self.size), key=lambda p: self.best[p][0])
        lines = []
        while place[0] > 0:
            end, place = place[0], self.best[place][1]
            lines.append(Line(place[0], end, end == self.size))
        return tuple(reversed(lines))
