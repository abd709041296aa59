"""What was measured: figures with their exceptions, as values and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Fault:
    """One exception: its page (from 1, and as readers see it), column and line in it, text and value."""

    page: int
    label: str
    column: int
    line: int
    text: str
    value: float


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of `of` are faults. `key` names the figure in JSON and in the words of the report."""

    key: str
    of: int
    faults: tuple[Fault, ...]

    @property
    def count(self) -> int:
        return len(self.faults)

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Spread:
    """How values lie: their number, lowest, 5th percentile, median, 95th and 99th percentile, highest."""

    count: int = 0
    least: float = 0.0
    p5: float = 0.0
    median: float = 0.0
    p95: float = 0.0
    p99: float = 0.0
    most: float = 0.0


def spread(values: Sequence[float]) -> Spread:
    if not values:
        return Spread()
    ordered = sorted(values)

    def at(share: float) -> float:
        return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]

    return Spread(len(ordered), ordered[0], at(0.05), median(ordered), at(0.95), at(0.99), ordered[-1])


@dataclass(frozen=True, slots=True)
class DrawnGlyph:
    """A glyph of a line that the report draws: text, left edge and width in em from the column's left edge."""

    text: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class LooseLine:
    """A full line with the mean gap that justification put between its Han, in em."""

    page: int
    label: str
    column: int
    line: int
    text: str
    gap: float
    glyphs: tuple[DrawnGlyph, ...]


@dataclass(frozen=True, slots=True)
class Baselines:
    """Shares of lines and pages on one grid; `pitch` and `tolerance` in points."""

    pitch: float
    tolerance: float
    on_page_grid: float
    on_document_grid: float
    pages_with_even_columns: float


@dataclass(frozen=True, slots=True)
class FontUse:
    name: str
    characters: int
    share: float


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one PDF."""

    pages: int
    characters: int
    body_size: float
    body_lines: int
    body_characters: int
    figures: tuple[Figure, ...]
    looseness: Spread
    han_latin: Spread
    baselines: Baselines
    fonts: tuple[FontUse, ...]
    lines: tuple[LooseLine, ...]

    def figure(self, key: str) -> Figure:
        return next(figure for figure in self.figures if figure.key == key)

    @property
    def is_clean(self) -> bool:
        return not any(figure.count for figure in self.figures)


def to_json(report: Report) -> str:
    """The report as JSON. Of the lines only the 20 loosest are kept, without their glyphs."""
    data = asdict(report)
    data["figures"] = {
        f.key: {"count": f.count, "of": f.of, "share": round(f.share, 5), "faults": [asdict(x) for x in f.faults]}
        for f in report.figures
    }
    data["lines"] = [{k: v for k, v in asdict(line).items() if k != "glyphs"} for line in loosest(report)]
    return json.dumps(_rounded(data), ensure_ascii=False, indent=1) + "\n"


def loosest(report: Report, count: int = 20) -> list[LooseLine]:
    return sorted(report.lines, key=lambda line: -abs(line.gap))[:count]


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value
