"""Figures of single lines: edges, first and last characters, squeezed marks, looseness, Han beside Latin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import fmean

from zbsh_pub.checks.typography.flow import SetLine
from zbsh_pub.checks.typography.glyphs import Glyph
from zbsh_pub.checks.typography.marks import (
    CLOSING,
    HANGING,
    NOT_AT_END,
    NOT_AT_START,
    NOTE_MARKS,
    STOPS,
    is_han,
    is_latin,
    squeezes,
)
from zbsh_pub.checks.typography.setting import Setting

FLUSH = 0.1  # em
LOOSE = 0.13  # em: the house's limit (model.LineStyle.loose)
SQUEEZED = 1.6  # em: two marks together take no more
_FULL = 0.8  # em: a mark of at least this advance is full width
_RAISED = 0.9  # of the line's size: a note mark is smaller
_READING = 0.65  # of the line's size: a reading is smaller
_ABOVE = (0.75, 1.3)  # em: where its baseline stands above that of the line
_ENOUGH = 4  # pairs of Han make a line's looseness worth a figure

Nominal = dict[str, float]
Found = tuple[SetLine, float]


def not_flush(setting: Setting) -> Iterator[Found]:
    """Full lines whose right edge is off the column's by more than `FLUSH`; value: how far, in em."""
    for line in setting.judged:
        off = min(((edge - line.line.right) / setting.size for edge in right_edges(line)), key=abs)
        if abs(off) > FLUSH:
            yield line, off


def right_edges(line: SetLine) -> tuple[float, ...]:
    """Where a line may be said to end.

    By its advance; and where a full-width mark ends it also half an em after the mark's origin (trimmed),
    at the edge of its ink, and, for a stop, at its origin (hanging).
    """
    last = line.line.run.glyphs[-1]
    if last.text[-1] not in STOPS | CLOSING or last.width < _FULL * last.size:
        return (last.right,)
    edges = (last.right, last.right - last.size / 2, last.ink)
    return (*edges, last.x) if last.text in HANGING else edges


def bad_starts(setting: Setting) -> Iterator[Found]:
    """Lines within a paragraph that begin with what may not begin a line."""
    for line in setting.body:
        first = line.line.run.glyphs[0]
        raised = first.size < _RAISED * line.line.run.size
        if line.begins:
            continue
        if first.text[0] in NOT_AT_START or (raised and (first.text in NOTE_MARKS or first.text.isdigit())):
            yield line, 1.0


def bad_ends(setting: Setting) -> Iterator[Found]:
    """Lines of the body that end with an opening mark."""
    for line in setting.body:
        if line.line.run.glyphs[-1].text[-1] in NOT_AT_END:
            yield line, 1.0


def full_pairs(setting: Setting) -> list[tuple[SetLine, Glyph, Glyph]]:
    """Pairs of full-width marks on one line that share a half em of blank; a blank in the copy parts them."""
    return [
        (line, a, b)
        for line in setting.body
        for a, b in pairwise(line.line.run.glyphs)
        if squeezes(a.text[-1], b.text[0])
        and not b.spaced
        and min(a.width / a.size, b.width / b.size) >= _FULL
        and a.size == b.size
    ]


def unsqueezed(setting: Setting, nominal: Nominal) -> Iterator[Found]:
    """Pairs of marks that take more than `SQUEEZED` em; value: the two advances together.

    The second mark counts with its whole advance, since at a line's end it may be trimmed; what
    justification adds between two Han of the line is taken off.
    """
    for line, a, b in full_pairs(setting):
        together = (b.x - a.x + b.width) / a.size
        if together > SQUEEZED and (together := together - max(0.0, looseness(line, nominal) or 0.0)) > SQUEEZED:
            yield line, together


def nominal_widths(lines: Iterable[SetLine]) -> Nominal:
    """The width of a Han character in em, face by face: the one that is most frequent."""
    widths: dict[str, Counter[float]] = {}
    for line in lines:
        for g in line.line.run.glyphs:
            if is_han(g.text):
                widths.setdefault(g.font, Counter())[round(g.width / g.size, 3)] += 1
    return {font: counter.most_common(1)[0][0] for font, counter in widths.items()}


def _han_gaps(line: SetLine, nominal: Nominal) -> list[tuple[float, Glyph, Glyph]]:
    """What was added between each two neighbouring Han of a line, in em, and the two."""
    return [
        ((b.x - a.x) / a.size - nominal[a.font], a, b)
        for a, b in pairwise(line.line.run.glyphs)
        if is_han(a.text) and is_han(b.text) and not b.spaced and a.size == b.size
    ]


def looseness(line: SetLine, nominal: Nominal) -> float | None:
    """The mean gap between two neighbouring Han of a line in em; none where there are few."""
    gaps = [gap for gap, _, _ in _han_gaps(line, nominal)]
    return fmean(gaps) if len(gaps) >= _ENOUGH else None


def too_loose(setting: Setting, nominal: Nominal, limit: float = LOOSE) -> Iterator[Found]:
    """Full lines with a gap between two Han of more than `limit` em; value: the widest one, in em.

    Room for a reading above one of the two is no fault of the line (clreq 3.3.4).
    """
    for line in setting.judged:
        wide = [gap for gap in _han_gaps(line, nominal) if gap[0] > limit]
        gaps = [gap for gap, a, b in wide if not _has_reading(setting, line, a.x, b.right)]
        if gaps:
            yield line, max(gaps)


def _has_reading(setting: Setting, line: SetLine, left: float, right: float) -> bool:
    """Small letters stand above the line between `left` and `right`, below the line before it."""
    em, baseline = line.line.run.size, line.line.baseline
    return any(
        g.size < _READING * em and left < g.x + g.width / 2 < right and _ABOVE[0] < (g.y - baseline) / em < _ABOVE[1]
        for g in setting.sheets[line.line.page - 1].glyphs
    )


def han_latin_gaps(setting: Setting) -> Sequence[float]:
    """The blank between a Han and a Western letter or figure on one line, in em, either way round."""
    return [
        (b.x - a.right) / max(a.size, b.size)
        for line in setting.body
        if not line.line.gaps
        for a, b in pairwise(line.line.run.glyphs)
        if abs(a.size - b.size) < 0.01 * a.size
        and ((is_han(a.text) and is_latin(b.text)) or (is_latin(a.text[-1]) and is_han(b.text)))
    ]
