"""Figures of paragraphs and pages: lone characters and lines, lonely headings, baselines, faces."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from zbsh_pub.checks.typography.flow import SetLine
from zbsh_pub.checks.typography.lines import Found
from zbsh_pub.checks.typography.marks import is_han, is_latin
from zbsh_pub.checks.typography.report import Baselines, FontUse
from zbsh_pub.checks.typography.setting import Setting

TOLERANCE = 0.05  # points: baselines nearer than this are on one grid
RARE = 0.001  # of all characters: a face used less is a fallback, or a slip


def lone_characters(setting: Setting) -> Iterator[Found]:
    """Last lines of paragraphs that hold one Han and nothing else but marks."""
    for line in setting.body:
        letters = [g for g in line.line.run.glyphs if is_han(g.text) or is_latin(g.text)]
        if line.ends and not line.begins and len(letters) == 1 and is_han(letters[0].text):
            yield line, 1.0


def columns_of(setting: Setting) -> list[list[SetLine]]:
    """The lines of each column and band, notes left out, in reading order."""
    lines = [line for line in setting.lines if line.role != "note"]
    return [list(some) for _, some in groupby(lines, key=lambda line: line.place)]


def orphans(setting: Setting) -> Iterator[Found]:
    """First lines of paragraphs alone at the foot of a column."""
    for column in columns_of(setting):
        last = column[-1]
        if last.role == "body" and last.begins and not last.ends:
            yield last, 1.0


def widows(setting: Setting) -> Iterator[Found]:
    """Last lines of paragraphs alone at the head of a column."""
    for column in columns_of(setting):
        first = column[0]
        if first.role == "body" and first.ends and not first.begins:
            yield first, 1.0


def lonely_headings(setting: Setting) -> Iterator[Found]:
    """Headings in a column of text with nothing of their column below them but notes."""
    for _, some in groupby(setting.lines, key=lambda line: line.line.page):
        lines = [line for line in some if line.role != "note"]
        body = [line for line in lines if line.role == "body"]
        for line in lines:
            beside = any(o.line.left == line.line.left and o.line.right == line.line.right for o in body)
            if line.role == "heading" and beside and _is_title(line) and not any(_is_below(o, line) for o in lines):
                yield line, 1.0


def _is_title(line: SetLine) -> bool:
    """Han, and no sentence: a pull quote is as large as a heading, but ends like one."""
    return any(is_han(g.text) for g in line.line.run.glyphs) and line.line.run.text[-1] not in "。，；"


def _is_below(other: SetLine, line: SetLine) -> bool:
    a, b = other.line, line.line
    return a.baseline < b.baseline and a.run.left < max(b.right, b.run.right) and b.left < a.run.right


def pages_of_notes(setting: Setting) -> list[int]:
    """Pages on which nothing stands but notes."""
    roles: dict[int, set[str]] = defaultdict(set)
    for line in setting.lines:
        roles[line.line.page].add(line.role)
    return [page for page, found in roles.items() if found == {"note"} and not setting.outside[page]]


def off_grid(setting: Setting) -> Iterator[Found]:
    """Lines of the columns off the baseline grid of their page; value: how far, in points."""
    for lines in _by_page(setting).values():
        phase = _phase([line.line.baseline for line in lines], setting.pitch)
        for line in lines:
            off = _from(line.line.baseline, phase, setting.pitch)
            if abs(off) > TOLERANCE:
                yield line, off


def baselines(setting: Setting) -> Baselines:
    """How many lines share the grid of their page and of the document, how many pages have even columns."""
    body = setting.columns
    phase = _phase([line.line.baseline for line in body], setting.pitch)
    on_document = sum(abs(_from(line.line.baseline, phase, setting.pitch)) <= TOLERANCE for line in body)
    on_page = len(body) - sum(1 for _ in off_grid(setting))
    even = [_has_even_columns(lines, setting.pitch) for lines in _by_page(setting).values()]
    several = [is_even for is_even in even if is_even is not None]
    return Baselines(
        setting.pitch,
        TOLERANCE,
        on_page / len(body) if body else 1.0,
        on_document / len(body) if body else 1.0,
        sum(several) / len(several) if several else 1.0,
    )


def _by_page(setting: Setting) -> dict[int, list[SetLine]]:
    pages: dict[int, list[SetLine]] = defaultdict(list)
    for line in setting.columns:
        pages[line.line.page].append(line)
    return pages


def _has_even_columns(lines: Sequence[SetLine], pitch: float) -> bool | None:
    """Whether a page's columns of three lines or more share one grid; none where there is one column."""
    columns: dict[int, list[float]] = defaultdict(list)
    for line in lines:
        columns[line.line.column].append(line.line.baseline)
    phases = [_phase(some, pitch) for some in columns.values() if len(some) >= 3]
    if len(phases) < 2:
        return None
    return all(abs(_from(phase, phases[0], pitch)) <= TOLERANCE for phase in phases)


def _phase(baselines: Sequence[float], pitch: float) -> float:
    """The place within a step at which most baselines stand."""
    counts = Counter(round(y % pitch, 2) % round(pitch, 2) for y in baselines)
    return max(
        counts,
        key=lambda p: sum(n for q, n in counts.items() if abs(_from(q, p, pitch)) <= TOLERANCE) + counts[p] / 1e6,
        default=0.0,
    )


def _from(baseline: float, phase: float, pitch: float) -> float:
    """How far a baseline is from a grid, up or down."""
    return (baseline - phase + pitch / 2) % pitch - pitch / 2


def fonts(setting: Setting) -> tuple[FontUse, ...]:
    """The faces in use, the most used first."""
    counts = Counter(g.font for sheet in setting.sheets for g in sheet.glyphs)
    total = sum(counts.values())
    return tuple(FontUse(name, count, count / total) for name, count in counts.most_common())
