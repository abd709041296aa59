"""The report as a compact table for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from zbsh_pub.checks.typography.report import Fault, Figure, Report, Spread
from zbsh_pub.checks.typography.wording import figure_name, unit, word
from zbsh_pub.problems import Language


def to_text(report: Report, language: Language, most: int = 5) -> str:
    """Figures as a table, each with its first `most` faults."""
    facts = word(
        "facts",
        language,
        pages=report.pages,
        characters=report.characters,
        size=report.body_size,
        lines=report.body_lines,
        body=report.body_characters,
    )
    head = [[word("figure", language), word("count", language), word("of", language), word("share", language)]]
    rows = [[figure_name(f.key, language), str(f.count), str(f.of), f"{f.share:.2%}"] for f in report.figures]
    parts = [word("title", language), facts, "", *_columns(head + rows), "", *_spreads(report, language)]
    for figure in report.figures:
        if figure.count:
            parts += ["", *_faults(figure, language, most)]
    return "\n".join(parts) + "\n"


def place(fault: Fault, language: Language) -> str:
    """Where a fault is, in words."""
    key = "place" if fault.line else "page"
    return word(key, language, page=fault.page, label=fault.label, column=fault.column, line=fault.line)


def value(figure: Figure, fault: Fault) -> str:
    """A fault's value with its unit; empty where it says nothing."""
    return f"{fault.value:+.2f} {unit(figure.key)}" if unit(figure.key) else ""


def grid_rows(report: Report, language: Language) -> list[list[str]]:
    """The shares of lines and pages on the grid."""
    grid = report.baselines
    return [
        [word("page-grid", language), f"{grid.on_page_grid:.2%}"],
        [word("document-grid", language), f"{grid.on_document_grid:.2%}"],
        [word("even-columns", language), f"{grid.pages_with_even_columns:.2%}"],
    ]


def spread_rows(report: Report, language: Language) -> list[list[str]]:
    """How looseness and the gap between Han and Latin lie, with a head."""

    def row(name: str, s: Spread) -> list[str]:
        return [
            name,
            str(s.count),
            *(f"{round(x, 3) + 0.0:.3f}" for x in (s.least, s.p5, s.median, s.p95, s.p99, s.most)),
        ]

    names = [word("least", language), "5 %", word("median", language), "95 %", "99 %", word("most", language)]
    return [
        [word("spread", language), word("places", language), *names],
        row(word("looseness", language), report.looseness),
        row(word("han-latin", language), report.han_latin),
    ]


def _spreads(report: Report, language: Language) -> Iterator[str]:
    yield from _columns(spread_rows(report, language))
    yield ""
    grid = report.baselines
    yield word("tolerance", language, pitch=grid.pitch, tolerance=grid.tolerance)
    yield from _columns(grid_rows(report, language))


def _faults(figure: Figure, language: Language, most: int) -> Iterator[str]:
    yield f"{figure_name(figure.key, language)}: {figure.count}"
    for fault in figure.faults[:most]:
        yield "  " + "  ".join(filter(None, (place(fault, language), value(figure, fault), fault.text)))
    if figure.count > most:
        yield "  " + word("more", language, count=figure.count - most)


def _columns(rows: list[list[str]]) -> list[str]:
    """Cells under each other: the first to the left, numbers to the right."""
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            cell + " " * (widths[i] - _width(cell)) if i == 0 else " " * (widths[i] - _width(cell)) + cell
            for i, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Cells of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
