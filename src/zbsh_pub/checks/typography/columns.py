"""Fragments of a page into lines in columns, in reading order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from zbsh_pub.checks.typography.marks import CLOSING, OPENING, STOPS
from zbsh_pub.checks.typography.measures import INDENTS, NEAR, Edge, is_body
from zbsh_pub.checks.typography.rows import Fragment

HEADING = 1.08  # of the body's size
_TOO_NEAR = 4.0  # em: two columns do not begin this near to each other
_PICTURE = 3.5  # pitches: a step between two lines that holds a picture or a table
_APART = 1.6  # pitches: a wider step between baselines parts two blocks


@dataclass(frozen=True, slots=True)
class Line:
    """A line in a column: its page, its column from the left, its number from the column's head."""

    page: int
    column: int
    number: int
    run: Fragment
    left: float
    right: float
    band: int = 0
    gaps: tuple[float, ...] = ()

    @property
    def baseline(self) -> float:
        return self.run.baseline

    @property
    def spans(self) -> bool:
        """It runs on over its column's right edge, as a title over both columns does."""
        return self.run.right > self.right + self.run.size


def line_pitch(pages: Iterable[Sequence[Fragment]], edges: Sequence[Edge], size: float) -> float:
    """The usual step between the baselines of two lines of the body."""
    steps: Counter[float] = Counter()
    for found in pages:
        for edge in edges:
            own = [f.baseline for f in found if is_body(f, size) and _offset(f, edge) is not None]
            steps.update(round(a - b, 1) for a, b in pairwise(own) if size < a - b < 3 * size)
    return steps.most_common(1)[0][0] if steps else 1.6 * size


def place(page: int, found: Sequence[Fragment], edges: Sequence[Edge], size: float, pitch: float) -> list[Line]:
    """The lines of a page in reading order; what stands outside all columns is left out."""
    plain = [f for f in found if is_body(f, size) and f.glyphs[0].text not in OPENING]
    here = [e for e in edges if any(_offset(f, e) == 0 for f in plain or found)]
    here = [e for e in here if not any(_is_stronger(other, e, plain, size) for other in here)]
    for edge in sorted(edges, key=lambda e: -sum(len(e.pages & other.pages) for other in here)):
        here += [edge] if edge not in here and _explains(edge, here, found, size) else []
    found = [part for f in found for part in _parted(f, here, size)]
    lines = [line for _, row in groupby(found, key=lambda f: round(f.baseline, 1)) for line in _row(page, row, here)]
    placed = [line for edge in here for line in _measured(lines, edge, size, pitch)]
    return _numbered(_banded(placed, size, pitch))


def _parted(fragment: Fragment, edges: Sequence[Edge], size: float) -> Iterator[Fragment]:
    """A fragment that runs over a gutter, since large type stands at both sides of it, parted there."""
    start = 0
    for index, (a, b) in enumerate(pairwise(fragment.glyphs), 1):
        if b.x - a.right > 0.9 * size and any(abs(b.x - edge.left) < NEAR * size for edge in edges):
            yield Fragment(fragment.glyphs[start:index])
            start = index
    yield Fragment(fragment.glyphs[start:]) if start else fragment


def _is_stronger(other: Edge, edge: Edge, found: Sequence[Fragment], size: float) -> bool:
    """The other edge, too near for both to be columns, has more lines on the page."""
    if other is edge or abs(other.left - edge.left) > _TOO_NEAR * size:
        return False
    return sum(_offset(f, other) == 0 for f in found) > sum(_offset(f, edge) == 0 for f in found)


def _explains(edge: Edge, here: Sequence[Edge], found: Sequence[Fragment], size: float) -> bool:
    """Only indented lines of this column stand on the page. Columns that keep it company elsewhere are asked first."""
    if any(abs(other.left - edge.left) <= _TOO_NEAR * size for other in here):
        return False
    return any(
        is_body(f, size) and _offset(f, edge) is not None and all(_offset(f, e) is None for e in here) for f in found
    )


def _offset(fragment: Fragment, edge: Edge) -> float | None:
    """How far a fragment is moved in from an edge, in em; none where it does not begin there.

    An opening mark may be trimmed, so that its glyph begins half an em further left.
    """
    offset = (fragment.left - edge.left) / fragment.size
    trims = (0.0, 0.5) if fragment.glyphs[0].text in OPENING else (0.0,)
    if any(abs(offset + trim) <= NEAR for trim in trims):
        return 0.0
    if any(INDENTS[0] <= offset + trim <= INDENTS[1] for trim in trims):
        return offset
    return None


def _row(page: int, row: Iterable[Fragment], edges: Sequence[Edge]) -> Iterator[Line]:
    """Fragments on one baseline as lines; parts of a line with a wide gap in it are joined again."""
    current: Line | None = None
    for f in row:
        edge = _edge(f, edges)
        if edge is None:
            continue
        if current is not None and current.left == edge.left:
            run = replace(current.run, glyphs=(*current.run.glyphs, *f.glyphs))
            current = replace(current, run=run, gaps=(*current.gaps, f.left))
            continue
        if current is not None:
            yield current
        current = Line(page, 0, 0, f, edge.left, edge.rights[-1])
    if current is not None:
        yield current


def _edge(fragment: Fragment, edges: Sequence[Edge]) -> Edge | None:
    """The edge that a fragment begins on, or else the column that it stands in."""
    exact = [e for e in edges if _offset(fragment, e) == 0]
    moved = [e for e in edges if _offset(fragment, e) is not None]
    around = [e for e in edges if e.left - fragment.size < fragment.left < e.rights[-1] + fragment.size]
    return max(exact or moved or around, key=lambda e: e.left, default=None)


def _measured(lines: Iterable[Line], edge: Edge, size: float, pitch: float) -> Iterator[Line]:
    """An edge's lines with the right edge of their block: the narrowest width that holds most of them."""
    own = sorted((line for line in lines if line.left == edge.left), key=lambda line: -line.baseline)
    block: list[Line] = []
    for line in own:
        if block and block[-1].baseline - line.baseline > _APART * max(pitch, line.run.size):
            yield from _with_right(block, edge, size)
            block = []
        block.append(line)
    yield from _with_right(block, edge, size)


def _with_right(block: list[Line], edge: Edge, size: float) -> Iterator[Line]:
    ends = [_least_right(line.run) for line in block if is_body(line.run, size)]
    fitting = [r for r in edge.rights if sum(end <= r + 0.3 * size for end in ends) >= 0.8 * len(ends)]
    right = min(fitting) if fitting and ends else edge.rights[-1]
    yield from (replace(line, right=right) for line in block)


def _least_right(run: Fragment) -> float:
    """The right edge of a line whose last mark may be trimmed or hang."""
    last = run.glyphs[-1]
    return last.x if last.text[-1] in STOPS | CLOSING else last.right


def _banded(lines: list[Line], size: float, pitch: float) -> list[Line]:
    """Lines that cross the columns part a page into bands; each band is read column by column."""
    columns = _parallel(lines, size)
    cuts = _cuts(lines, columns, size, pitch)
    band, across, banded = 0, None, []
    for line in sorted(lines, key=lambda line: (-line.baseline, line.left)):
        while cuts and line.baseline < cuts[0]:
            band, cuts = band + 1, cuts[1:]
        crossing = (line.left, line.right) if _crosses(line, columns) or _heads(line, lines, size, pitch) else None
        band += crossing != across
        across = crossing
        banded.append(replace(line, band=band))
    return sorted(banded, key=lambda line: (line.band, line.left, -line.baseline))


def _parallel(lines: list[Line], size: float) -> list[tuple[float, float]]:
    """Columns that stand beside each other on this page, as left and right edges."""
    baselines: dict[tuple[float, float], list[float]] = defaultdict(list)
    for line in lines:
        if is_body(line.run, size):
            baselines[line.left, line.right].append(line.baseline)
    return [
        (left, right)
        for (left, right), own in baselines.items()
        if any(
            (right <= a or b <= left) and min(own) <= max(others) and min(others) <= max(own)
            for (a, b), others in baselines.items()
        )
    ]


def _cuts(lines: list[Line], columns: list[tuple[float, float]], size: float, pitch: float) -> list[float]:
    """Where something without crossing lines of text, such as a picture, lies over all columns.

    All of them have a wide blank there, and begin again at one height. Cuts are given from the head down.
    """
    ends = [
        {
            below.baseline + below.run.size
            for above, below in pairwise(line for line in lines if _is_large(line, column, size))
            if above.baseline - below.baseline > _PICTURE * pitch
        }
        for column in sorted({c for c in columns if any(c[1] <= d[0] or d[1] <= c[0] for d in columns)})
    ]
    first, others = (ends[0], ends[1:]) if len(ends) > 1 else (set(), [])
    found = [top for top in first if all(any(abs(top - o) < 0.4 * pitch for o in other) for other in others)]
    return sorted((top - 0.3 * pitch + 0.5 * size for top in found), reverse=True)


def _is_large(line: Line, column: tuple[float, float], size: float) -> bool:
    return (line.left, line.right) == column and line.run.size > 0.93 * size


def _crosses(line: Line, columns: Iterable[tuple[float, float]]) -> bool:
    """The line, or the width that it is set to, lies over two columns."""
    left, right, em = line.left, max(line.right, line.run.right), line.run.size
    touched = [(a, b) for a, b in columns if a < right - em and left < b - em]
    return any(b <= c for _, b in touched for c, _ in touched)


def _heads(line: Line, lines: list[Line], size: float, pitch: float) -> bool:
    """A heading over the columns, though short: the blank beside it is as tall, and ends on the same line."""
    beside = [o for o in lines if o.left >= line.right]
    if line.run.size < HEADING * size or not beside or any(o.right <= line.left for o in lines):
        return False
    above = [o.baseline for o in beside if o.baseline > line.baseline + line.run.size]
    below = [o.baseline for o in beside if o.baseline < line.baseline - 0.8 * pitch]
    own = [o.baseline for o in lines if o.left == line.left and o is not line]
    over, under = [y for y in own if y > line.baseline], [y for y in own if y < line.baseline]
    if not (above and below and over and under) or len(above) + len(below) != len(beside):
        return False
    blank, own_blank = min(above) - max(below), min(over) - max(under)
    return abs(max(below) - max(under)) < 0.2 * pitch and blank > own_blank - 0.2 * pitch


def _numbered(lines: list[Line]) -> list[Line]:
    """Columns numbered from the left, lines from the head of the page."""
    numbered = []
    counts: Counter[int] = Counter()
    for line in sorted(lines, key=lambda line: -line.baseline):
        column = 1 + len(_chain((o.left, o.right) for o in lines if o.right <= line.left))
        counts[column] += 1
        numbered.append(replace(line, column=column, number=counts[column]))
    order = {(line.left, line.baseline): index for index, line in enumerate(lines)}
    return sorted(numbered, key=lambda line: order[line.left, line.baseline])


def _chain(intervals: Iterable[tuple[float, float]]) -> list[float]:
    """The right edges of as many intervals as stand side by side."""
    ends: list[float] = []
    for left, right in sorted(set(intervals), key=lambda interval: interval[1]):
        if not ends or left >= ends[-1]:
            ends.append(right)
    return ends
