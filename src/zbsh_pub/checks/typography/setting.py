"""A PDF as set text: what all figures are taken from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from zbsh_pub.checks.typography.caps import without_caps
from zbsh_pub.checks.typography.columns import Line, line_pitch, place
from zbsh_pub.checks.typography.flow import SetLine, place_of, set_lines
from zbsh_pub.checks.typography.glyphs import Sheet, read_sheets
from zbsh_pub.checks.typography.measures import body_size, find_edges
from zbsh_pub.checks.typography.roles import find_roles, without_furniture
from zbsh_pub.checks.typography.rows import Fragment, fragments

_FAIR = 0.05  # of the body's lines make a width a column of the text


@dataclass(frozen=True)
class Setting:
    """All pages with their lines in reading order, the body's size and the step between its lines."""

    sheets: tuple[Sheet, ...]
    lines: tuple[SetLine, ...]
    outside: Mapping[int, int]
    size: float
    pitch: float

    @cached_property
    def body(self) -> list[SetLine]:
        return [line for line in self.lines if line.role == "body"]

    @cached_property
    def columns(self) -> list[SetLine]:
        """The body in the columns of the text: widths that hold a fair share of it, no boxes."""
        widths = Counter((round(x.line.left), round(x.line.right)) for x in self.body)
        return [x for x in self.body if widths[round(x.line.left), round(x.line.right)] >= _FAIR * len(self.body)]

    @cached_property
    def judged(self) -> list[SetLine]:
        return [line for line in self.lines if line.is_judged]

    def label(self, page: int) -> str:
        return self.sheets[page - 1].label


def read_setting(data: bytes) -> Setting:
    """Read a PDF and find its columns, lines and paragraphs."""
    sheets = read_sheets(data)
    size = body_size(sheets)
    pages: Mapping[int, Sequence[Fragment]] = {s.number: without_caps(fragments(s), size) for s in sheets}
    edges = find_edges(pages, size)
    pitch = line_pitch(pages.values(), edges, size)
    pages = without_furniture(pages, pitch)
    lines: list[Line] = []
    outside: dict[int, int] = {}
    for number, found in pages.items():
        own = place(number, found, edges, size, pitch)
        outside[number] = sum(len(f.glyphs) for f in found) - sum(len(line.run.glyphs) for line in own)
        lines += own
    face = _main_face(sheets, size)
    by_page = ([line for line in lines if line.page == number] for number in pages)
    roles = [role for own in by_page for role in find_roles(own, size, pitch, face)]
    found_lines = tuple(set_lines(lines, roles, pitch))
    return Setting(sheets, found_lines, outside, size, _exact_pitch(found_lines, pitch))


def _main_face(sheets: Sequence[Sheet], size: float) -> str:
    """The face of most characters of the body's size."""
    counts = Counter(g.font for sheet in sheets for g in sheet.glyphs if abs(g.size - size) < 0.03 * size)
    return counts.most_common(1)[0][0] if counts else ""


def _exact_pitch(lines: Sequence[SetLine], pitch: float) -> float:
    """The step between lines from the longest run of each column, so that rounding does not add up."""
    columns: dict[tuple[int, float, float, int], list[float]] = {}
    for line in lines:
        if line.role == "body":
            columns.setdefault(place_of(line.line), []).append(line.line.baseline)
    steps = []
    for baselines in columns.values():
        span = max(baselines) - min(baselines)
        count = round(span / pitch)
        if count >= 5 and abs(span / count - pitch) < 0.03 * pitch:
            steps.append(span / count)
    return median(steps) if steps else pitch
