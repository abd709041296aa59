"""Where a stretch of a paragraph stands on the pages: from characters to strokes under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zbsh_pub.markdown.trace import Spot
from zbsh_pub.typeset.drawn import DrawnUnit, SetLine


@dataclass(frozen=True, slots=True)
class Stroke:
    """A part of a line: its page (of the unit, from 0), column and line of the grid; its ends, its baseline, the
    size of its characters and the box of its line, in points from the page's lower left corner."""

    page: int
    column: int
    row: int
    left: float
    right: float
    base: float
    size: float
    bottom: float
    height: float


def lines_by_paragraph(lines: Iterable[SetLine]) -> Mapping[int, list[SetLine]]:
    """The lines of each paragraph in their order."""
    found: dict[int, list[SetLine]] = {}
    for line in lines:
        if line.para:
            found.setdefault(line.para, []).append(line)
    return found


def strokes(unit: DrawnUnit, lines: Sequence[SetLine], start: int, end: int) -> tuple[Stroke, ...]:
    """The strokes under the characters from `start` to `end` of a paragraph of these lines.

    Where the two are the same there is one stroke without length, behind the character before.
    """
    if start >= end:
        return tuple(_caret(unit, lines, start))
    found = []
    for line in lines:
        xs = line.xs
        first, last = max(0, start - line.offset), min(len(xs) - 1, end - line.offset)
        if first < last:
            found.append(stroke_of(unit, line, xs[first], xs[last]))
    return tuple(found)


def _caret(unit: DrawnUnit, lines: Sequence[SetLine], place: int) -> Iterator[Stroke]:
    holding = [line for line in lines if len(line.xs) > 1]
    before = [line for line in holding if line.offset < place <= line.offset + len(line.xs) - 1]
    for line in (before or holding[:1])[:1]:
        x = line.xs[min(max(0, place - line.offset), len(line.xs) - 1)]
        yield stroke_of(unit, line, x, x)


def stroke_of(unit: DrawnUnit, line: SetLine, left: float, right: float) -> Stroke:
    """A part of a line between two places."""
    row = unit.areas[line.page].row(line.y + line.height / 2)
    return Stroke(line.page, line.column, row, left, right, line.base, line.size, line.y, line.height)


def between(unit: DrawnUnit, by_paragraph: Mapping[int, list[SetLine]], start: Spot, end: Spot) -> tuple[Stroke, ...]:
    """The strokes from one spot to another one, paragraphs between them included."""
    if start.para == end.para:
        return strokes(unit, by_paragraph.get(start.para, []), start.offset, end.offset)
    whole = 1 << 30
    found = list(strokes(unit, by_paragraph.get(start.para, []), start.offset, whole))
    for para in range(start.para + 1, end.para):
        found += strokes(unit, by_paragraph.get(para, []), 0, whole)
    if end.offset:
        found += strokes(unit, by_paragraph.get(end.para, []), 0, end.offset)
    return tuple(found)
