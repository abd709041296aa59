"""Drawings of the HTML report, as SVG: histograms of looseness, and lines with their gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from math import ceil
from statistics import median

from zbsh_pub.checks.typography.marks import is_han
from zbsh_pub.checks.typography.report import DrawnGlyph, LooseLine
from zbsh_pub.checks.typography.wording import word
from zbsh_pub.problems import Language

GROUPS = 12  # at most so many histograms
_BIN = 0.01  # em
_WIDTH, _HEIGHT, _FOOT = 220, 96, 16


def page_groups(pages: int) -> list[tuple[int, int]]:
    """All pages in at most `GROUPS` groups of one size."""
    step = max(1, ceil(pages / GROUPS))
    return [(first, min(first + step - 1, pages)) for first in range(1, pages + 1, step)]


def histograms(lines: Sequence[LooseLine], pages: int, language: Language) -> Iterator[str]:
    """One histogram a group of pages, all on one scale."""
    groups = [(pair, [x.gap for x in lines if pair[0] <= x.page <= pair[1]]) for pair in page_groups(pages)]
    groups = [(pair, gaps) for pair, gaps in groups if gaps]
    if not groups:
        return
    low = min(0.0, min(min(gaps) for _, gaps in groups))
    first = int(low / _BIN) - (low < 0)
    last = max(10, *(int(max(gaps) / _BIN) + 1 for _, gaps in groups))
    tallest = max(share for _, gaps in groups for share in _shares(gaps, first, last))
    for (start, end), gaps in groups:
        name = word("pages" if start < end else "one-page", language, first=start, last=end)
        caption = word("group", language, pages=name, count=len(gaps))
        yield _histogram(gaps, (first, last), tallest, caption)


def _shares(gaps: Sequence[float], first: int, last: int) -> list[float]:
    counts = [0] * (last - first)
    for gap in gaps:
        counts[min(max(int(gap // _BIN) - first, 0), last - first - 1)] += 1
    return [count / len(gaps) for count in counts]


def _histogram(gaps: Sequence[float], bins: tuple[int, int], tallest: float, caption: str) -> str:
    first, last = bins
    step = _WIDTH / (last - first)
    bars = "".join(
        f'<rect class="bar" x="{i * step + 0.5:.1f}" y="{_HEIGHT * (1 - share / tallest):.1f}" '
        f'width="{max(step - 1, 0.5):.1f}" height="{_HEIGHT * share / tallest:.1f}">'
        f"<title>{(first + i) * _BIN:.2f}–{(first + i + 1) * _BIN:.2f} em: {share:.1%}</title></rect>"
        for i, share in enumerate(_shares(gaps, first, last))
        if share
    )
    every = next(n for n in (5, 10, 20, 50, 100, 1000) if (last - first) / n <= 4)
    ticks = "".join(
        f'<text x="{(n - first) * step:.1f}" y="{_HEIGHT + 13}" text-anchor="{_anchor(n, bins)}">{n * _BIN:g}</text>'
        for n in range(first - first % -every, last + 1, every)
    )
    middle = (median(gaps) / _BIN - first) * step
    return (
        f'<figure><svg viewBox="0 0 {_WIDTH} {_HEIGHT + _FOOT}" role="img" aria-label="{escape(caption)}">{bars}'
        f'<path class="axis" d="M0 {_HEIGHT}H{_WIDTH}"/><path class="median" d="M{middle:.1f} 0V{_HEIGHT}"/>'
        f"{ticks}</svg><figcaption>{escape(caption)}</figcaption></figure>"
    )


def _anchor(n: int, bins: tuple[int, int]) -> str:
    return "start" if n == bins[0] else "end" if n == bins[1] else "middle"


def drawn_line(line: LooseLine) -> str:
    """A line with its characters in their places, in em, and its gaps filled."""
    left = min(0.0, min(g.x for g in line.glyphs))
    width = max(g.x + g.width for g in line.glyphs) - left
    gaps = "".join(
        f'<rect class="gap" x="{a.x + a.width:.3f}" y="0.1" width="{b.x - a.x - a.width:.3f}" height="1.2"/>'
        for a, b in pairwise(line.glyphs)
        if _is_gap(a, b)
    )
    letters = "".join(f'<text x="{g.x:.3f}" y="1.05">{escape(g.text)}</text>' for g in line.glyphs)
    return (
        f'<svg class="line" viewBox="{left:.3f} 0 {width:.3f} 1.4" style="max-width:{width * 20:.0f}px" role="img" '
        f'aria-label="{escape(line.text, quote=True)}">{gaps}{letters}</svg>'
    )


def _is_gap(a: DrawnGlyph, b: DrawnGlyph) -> bool:
    return is_han(a.text) and is_han(b.text) and b.x - a.x - a.width > 0.005
