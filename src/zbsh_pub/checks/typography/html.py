"""The report as one HTML page: nothing is loaded, light and dark follow the reader's system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from zbsh_pub.checks.typography.drawing import drawn_line, histograms
from zbsh_pub.checks.typography.report import Figure, Report, loosest
from zbsh_pub.checks.typography.table import grid_rows, place, spread_rows, value
from zbsh_pub.checks.typography.wording import figure_name, word
from zbsh_pub.problems import Language

_STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1b1b1d; --grey: #66666b; --rule: #d5d1c8;
  --bar: #2f6690; --bad: #b3261e; --gap: #e3a48f }
@media (prefers-color-scheme: dark) { :root { --paper: #17181a; --ink: #e6e4df; --grey: #a3a19b; --rule: #3b3c40;
  --bar: #6aa3cf; --bad: #f0867c; --gap: #8a4637 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 68rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0; padding-top: .9rem; border-top: .25rem solid var(--bar) }
h2 { font-size: 1.15rem; margin: 3rem 0 .5rem; padding-top: .6rem; border-top: 1px solid var(--rule) }
.verdict { font-size: 1.15rem; font-weight: 600; margin: 1.25rem 0 1rem; color: var(--bar) }
.verdict.faulty { color: var(--bad) }
.note { color: var(--grey); margin: 0 0 .75rem; max-width: 46rem }
.scroll { overflow-x: auto; margin: 0 0 1.25rem }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; max-width: 46rem }
th, td { padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--rule); text-align: right; white-space: nowrap }
th { font-weight: 500; color: var(--grey) }
th:first-child, td:first-child { text-align: left; white-space: normal; min-width: 7rem }
th:last-child, td:last-child { padding-right: 0 }
td { color: var(--grey) } td:first-child, .bad td { color: var(--ink) }
.bad td:nth-child(2) { color: var(--bad); font-weight: 600 }
.multiples { display: grid; gap: 1.25rem 1.5rem; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)) }
figure { margin: 0 } figcaption, .where { color: var(--grey); font-size: .85rem }
svg { display: block; width: 100%; height: auto; overflow: visible }
svg text { fill: var(--grey); font-size: 10px }
.bar { fill: var(--bar) } .gap { fill: var(--gap) }
.axis, .median { fill: none; stroke: var(--grey); stroke-width: 1 } .median { stroke: var(--ink) }
ol { list-style: none; margin: 0; padding: 0 }
.lines { display: grid; gap: 1rem 2.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 29rem), 1fr)) }
.line text { fill: var(--ink); font: 1px "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif }
details { border-bottom: 1px solid var(--rule); padding: .35rem 0 } summary { cursor: pointer }
details li { padding: .15rem 0 .15rem 1.2rem } .where { display: inline-block; min-width: 15rem; margin-right: .75rem }
"""


def to_html(report: Report, language: Language) -> str:
    """A page with all figures, histograms by groups of pages, the loosest lines and every fault."""
    title = escape(word("title", language))
    body = "\n".join(_body(report, language))
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-Hans" if language == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


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
