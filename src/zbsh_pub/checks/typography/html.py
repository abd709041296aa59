"""The report as one HTML page: nothing is loaded, light and dark follow the reader's system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files

from zbsh_pub.checks.typography.drawing import drawn_line, histograms
from zbsh_pub.checks.typography.report import Figure, Report, loosest
from zbsh_pub.checks.typography.table import grid_rows, place, spread_rows, value
from zbsh_pub.checks.typography.wording import figure_name, word
from zbsh_pub.problems import Language
from zbsh_pub.simple_page import simple_page


def to_html(report: Report, language: Language) -> str:
    """A page with all figures, histograms by groups of pages, the loosest lines and every fault."""
    sheet = files("zbsh_pub").joinpath("checks", "typography", "page.css").read_text(encoding="utf-8")
    return simple_page(word("title", language), "\n".join(_body(report, language)), sheet, language)


def _body(report: Report, language: Language) -> Iterator[str]:
    yield _note(
        word(
            "facts",
            language,
            pages=report.pages,
            characters=report.characters,
            size=report.body_size,
            lines=report.body_lines,
            body=report.body_characters,
        )
    )
    yield _verdict(report, language)
    yield _figures(report, language)
    yield _table(spread_rows(report, language))
    grid = report.baselines
    yield _note(word("tolerance", language, pitch=grid.pitch, tolerance=grid.tolerance))
    yield _table([["", ""], *grid_rows(report, language)])
    yield _heading("histograms", language) + _note(word("histogram-note", language))
    yield f'<div class="multiples">{"".join(histograms(report.lines, report.pages, language))}</div>'
    yield _heading("worst", language) + _note(word("worst-note", language))
    yield _worst(report, language)
    yield _heading("faults", language)
    yield "".join(_faults(f, language) for f in report.figures if f.count) or _note(word("none", language))
    yield _heading("fonts", language)
    head = [word("fonts", language), word("characters", language), word("share", language)]
    yield _table([head, *([f.name, str(f.characters), f"{f.share:.3%}"] for f in report.fonts)])


def _heading(key: str, language: Language) -> str:
    return f"<h2>{escape(word(key, language))}</h2>"


def _note(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>'


def _verdict(report: Report, language: Language) -> str:
    """The first thing to read: are there faults, and how many?"""
    faulty = [figure.count for figure in report.figures if figure.count]
    details = {"figures": len(report.figures), "faulty": len(faulty), "count": sum(faulty)}
    text = escape(word("faulty" if faulty else "clean", language, **details))
    return f'<p class="verdict{" faulty" if faulty else ""}">{text}</p>'


def _figures(report: Report, language: Language) -> str:
    head = [word(key, language) for key in ("figure", "count", "of", "share")]
    rows = [[figure_name(f.key, language), str(f.count), str(f.of), f"{f.share:.2%}"] for f in report.figures]
    return _table([head, *rows], {i for i, f in enumerate(report.figures) if f.count})


def _table(rows: Sequence[Sequence[str]], bad: Iterable[int] = ()) -> str:
    """Rows as a table, the first as its head; `bad` are the rows that stand out."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in rows[0])
    body = "".join(
        f"<tr{' class=bad' if i in set(bad) else ''}>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        for i, row in enumerate(rows[1:])
    )
    top = f"<thead><tr>{head}</tr></thead>" if any(rows[0]) else ""
    return f'<div class="scroll"><table>{top}<tbody>{body}</tbody></table></div>'


def _worst(report: Report, language: Language) -> str:
    items = "".join(
        f'<li><span class="where">{escape(_where(line, language))} · {line.gap:+.3f} em</span>{drawn_line(line)}</li>'
        for line in loosest(report)
    )
    return f'<ol class="lines">{items}</ol>'


def _where(line: object, language: Language) -> str:
    return word("place", language, **{k: getattr(line, k) for k in ("page", "label", "column", "line")})


def _faults(figure: Figure, language: Language) -> str:
    items = "".join(
        f'<li><span class="where">{escape(place(fault, language))}</span>'
        f"{escape(' '.join(filter(None, (value(figure, fault), fault.text))))}</li>"
        for fault in figure.faults
    )
    name = escape(figure_name(figure.key, language))
    return f"<details><summary>{name}: {figure.count}</summary><ol>{items}</ol></details>"
