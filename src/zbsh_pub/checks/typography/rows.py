"""Glyphs of a page into fragments: runs on one baseline without a wide gap; raised marks join their line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from zbsh_pub.checks.typography.glyphs import Glyph, Sheet
from zbsh_pub.checks.typography.marks import CLOSING, OPENING, STOPS

GAP = 1.5  # em: a wider gap parts two fragments
_SAME = 0.05  # em: baselines nearer than this are one
_RAISED = 0.65  # em: a note mark stands at most this far above or below its line
_SMALLER = 0.85  # a raised or lowered mark is at most this size of its line
_SMALLEST = 0.45  # and at least this: smaller type stands beside a drop cap
_BESIDE = 0.7  # em: and it touches a glyph of the line


@dataclass(frozen=True, eq=False)
class Fragment:
    """Glyphs on one line, left to right, among them raised ones; `beside` numbers the lines beside a drop cap."""

    glyphs: tuple[Glyph, ...]
    beside: int = 0

    @cached_property
    def size(self) -> float:
        """The size of most of it."""
        return Counter(round(g.size, 2) for g in self.glyphs).most_common(1)[0][0]

    @cached_property
    def baseline(self) -> float:
        """The baseline of the glyphs of that size."""
        return Counter(g.y for g in self.glyphs if abs(g.size - self.size) < 0.01).most_common(1)[0][0]

    @property
    def left(self) -> float:
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def text(self) -> str:
        return "".join((" " if g.spaced and i else "") + g.text for i, g in enumerate(self.glyphs))


def fragments(sheet: Sheet) -> list[Fragment]:
    """All fragments of a page, from its head down and from left to right."""
    rows = _join_raised(_rows(sheet.glyphs))
    found = [Fragment(tuple(part)) for row in rows for part in _split(sorted(row, key=lambda g: g.x))]
    return sorted(found, key=lambda f: (-f.baseline, f.left))


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs whose baselines agree, over the whole width of the page."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        if rows and abs(rows[-1][0].y - glyph.y) <= _SAME * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _join_raised(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Small runs that touch a larger line a little above or below them, moved into that line."""
    joined = [list(row) for row in rows]
    for index, row in enumerate(rows):
        for run in _split(sorted(row, key=lambda g: g.x), 0.3):
            host = _host(run, index, rows)
            if host is not None:
                joined[host].extend(run)
                gone = set(map(id, run))
                joined[index] = [g for g in joined[index] if id(g) not in gone]
    return [row for row in joined if row]


def _host(run: list[Glyph], index: int, rows: list[list[Glyph]]) -> int | None:
    """The row of larger glyphs that a short run belongs to."""
    if len(run) > 8:
        return None
    for step in (1, -1):
        near = index + step
        while 0 <= near < len(rows) and abs(rows[near][0].y - run[0].y) <= _RAISED * max(g.size for g in rows[near]):
            if any(_touches(run, g) for g in rows[near]) and not any(_covers(run, g) for g in rows[near]):
                return near
            near += step
    return None


def _touches(run: list[Glyph], glyph: Glyph) -> bool:
    if (
        not _SMALLEST * glyph.size <= run[0].size <= _SMALLER * glyph.size
        or abs(run[0].y - glyph.y) > _RAISED * glyph.size
    ):
        return False
    gaps = (run[0].x - glyph.right, glyph.x - run[-1].right)
    return any(-_BESIDE * glyph.size <= gap <= _BESIDE * glyph.size for gap in gaps)


def _covers(run: list[Glyph], glyph: Glyph) -> bool:
    """The run stands over or under a glyph, as the pronunciation of a word does."""
    return run[0].x + 0.1 * run[0].size < glyph.x + glyph.width / 2 < run[-1].right


def _split(row: list[Glyph], gap: float = GAP) -> Iterator[list[Glyph]]:
    """A row parted where the blank between two glyphs is wider than `gap` em."""
    start = 0
    for index, (a, b) in enumerate(pairwise(row), 1):
        if _blank(a, b) > gap * _em(a, b):
            yield row[start:index]
            start = index
    yield row[start:]


def _em(a: Glyph, b: Glyph) -> float:
    """The smaller size, since large type may stand beside a column of small; but not a bullet's."""
    small, large = sorted((a.size, b.size))
    return small if small >= large / 2 else large


def _blank(a: Glyph, b: Glyph) -> float:
    """What a reader sees between two glyphs: the blank halves of marks, which may be trimmed, count as blank."""
    right = min(a.right, a.x + a.size / 2) if a.text[-1] in STOPS | CLOSING else a.right
    left = b.x + (b.size / 2 if b.text[0] in OPENING else 0.0)
    return left - right
