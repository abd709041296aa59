"""The typography yardstick against pages of stock WeasyPrint: each planted fault is found, and nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pytest

from zbsh_pub.checks.typography import Report, measure, to_html, to_json, to_text
from zbsh_pub.fonts import house_faces

Measured = Callable[[str], Report]

# Two columns of 20 zi, ten lines each; with chws, as our faces have it.
STYLE = """
@page { size: 480pt 240pt; margin: 40pt 29.9pt;
  @top-left { content: "页眉与正文同号"; font: 10pt "ZB Song"; vertical-align: top }
  @bottom-right { content: counter(page); font: 10pt "ZB Song" } }
html { font: 10pt/16pt "ZB Song"; font-feature-settings: "chws" }
body { margin: 0; columns: 2; column-gap: 20pt; column-fill: auto }
p { margin: 0; text-indent: 2em; white-space: nowrap; orphans: 2; widows: 2 }
h2 { margin: 0; font: 700 14pt/16pt "ZB Hei"; break-after: avoid }
b, sup { line-height: 0 } b { font-family: "ZB Hei" } sup { font-size: 7pt; vertical-align: 4pt }
.half { font-feature-settings: "halt" } .plain { font-feature-settings: "chws" 0 }
td { padding: 0 }
.note { font-size: 7pt; line-height: 8pt; text-indent: 0 }
"""
HAN = "京津冀协同发展战略打造首都经济圈推进一体化生态环境交通产业公共服务共建共享"


def han(count: int, start: int = 0) -> str:
    """So many Han without marks."""
    return "".join(islice(cycle(HAN), start, start + count))


def paragraph(*lines: str) -> str:
    return f"<p>{'<br>'.join(lines)}</p>"


def capped(first: str, second: str, *lines: str) -> str:
    """A paragraph whose first character stands beside its first two lines, which are moved in by 3 zi."""
    cap = f'<span style="position:absolute;font-size:26pt;line-height:32pt">{han(1)}</span>'
    room = '<span style="display:inline-block;width:30pt"></span>'
    return f'<p style="text-indent:0">{cap}{"<br>".join((room + first, room + second, *lines))}</p>'


def text(lines: int = 4, last: int = 9) -> str:
    """A paragraph of full lines and a short last one."""
    return paragraph(han(18), *(han(20, i) for i in range(1, lines - 1)), han(last, 5))


def body(*parts: str, style: str = "") -> str:
    return (
        f'<html lang="zh-Hans"><meta charset="utf-8"><style>{STYLE}{style}</style><body>{"".join(parts)}</body></html>'
    )


SQUEEZED = "“" + han(8) + "”，“" + han(8, 3) + "”。"  # 21 characters; two pairs of marks give back an em
TRIMMED = "“" + han(8) + "”，" + han(9, 3) + '<span class="half">。</span>'  # its full advance would stick out
LATIN = '<span style="display:inline-block;width:11em;letter-spacing:.1em">Beijing Tianjin</span>'
LOOSE = f'<span style="letter-spacing:.1875em">{han(16)}</span>' + han(1, 16)
STOCK = "会上说：“先把路修好”，再谈别的；这条线全长10848公里，一期（含支线）已经通车。" * 4
READING = '<i style="position:absolute;font-size:5pt;margin:-8pt 0 0 -9pt;text-indent:0">zhuāng</i>'
READINGS = f'{han(9)}<span style="margin:0 5pt">津{READING}</span>{han(9, 3)}'
TABLE = "<table style='border-spacing:0'>" + "<tr><td style='width:9em'>地区<td>数目" * 3 + "</table>"

DOCUMENTS = {
    "clean": body(
        *(text() for _ in range(3)),
        f"<h2>{han(6)}</h2>",
        paragraph(han(18), SQUEEZED, TRIMMED, f"{han(10)}<b>{han(5)}</b>{han(5)}", han(6) + "PM2.5下降"),
        paragraph(han(18), f'{han(16)}<sup style="margin-right:3pt">①</sup>{han(3)}', han(4)),
        f'<p style="text-indent:0;text-align:center">{han(7)}</p>' * 2,
        paragraph(han(18), han(5) + LATIN + han(4, 9), han(4)),
        TABLE,
        *(text(lines) for lines in (3, 5, 4, 6, 4, 3, 7, 4, 4, 4, 5, 4)),
        f'<p class="note"><sup>①</sup>{han(12)}</p>',
    ),
    "drop cap": body(text(), capped(han(17), han(17, 4), han(20), han(20, 3), han(6)), *(text() for _ in "1234")),
    "short line beside a cap": body(
        text(), capped(han(17), han(16, 4), han(20), han(20, 3), han(6)), *(text() for _ in "1234")
    ),
    "short line": body(text(), paragraph(han(18), han(19), han(20), han(3)), *(text() for _ in range(4))),
    "long line": body(text(), paragraph(han(18), han(21), han(20), han(3)), *(text() for _ in range(4))),
    "line starts": body(
        text(),
        paragraph(han(18), "，" + han(19), '<sup style="margin-right:3pt">①</sup>' + han(19), "…" + han(19), han(3)),
        "<p>……" + han(16) + "<br>" + han(4) + "</p>",
        *(text() for _ in range(4)),
    ),
    "line ends": body(text(), paragraph(han(18), han(19) + "《", han(20), han(3)), *(text() for _ in range(4))),
    "unsqueezed": body(
        text(),
        paragraph(han(18), f'“{han(8)}<span class="plain">”，</span>{han(9)}', han(3)),
        *(text() for _ in "1234"),
    ),
    "loose": body(text(), paragraph(han(18), LOOSE, han(20), han(3)), *(text() for _ in range(4))),
    "readings": body(text(), paragraph(han(18), READINGS, han(20), han(3)), *(text() for _ in range(4))),
    "loose beside a reading": body(text(), paragraph(han(18), READINGS, LOOSE, han(3)), *(text() for _ in range(4))),
    "lone character": body(text(), paragraph(han(18), han(20), "年。"), *(text() for _ in range(4))),
    "lone lines": body(
        *(text(3) for _ in range(3)), text(11), text(3), text(4), *(text() for _ in "12"), style="p{orphans:1;widows:1}"
    ),
    "off the grid": body(text(5), text(5), '<div style="height:3pt"></div>', *(text() for _ in range(4))),
    "lonely heading": body(
        *(text(3) for _ in range(3)), f"<h2>{han(5)}</h2>", *(text() for _ in "1234"), style="h2{break-after:auto}"
    ),
    "missing glyph": body(text(), paragraph(han(18), han(19) + "☃", han(3)), *(text() for _ in range(4))),
    "rare face": body(
        *(text() for _ in range(40)),
        f'<p>{han(9)}<span style="font-family:ZB Kai">圈</span></p>',
        *(text() for _ in "12"),
    ),
    "page of notes": body(
        *(text(5) for _ in range(4)), f'<p class="note" style="break-before:page"><sup>①</sup>{han(12)}</p>'
    ),
    "stock": body(
        *(f"<p>{STOCK[i:]}</p>" for i in range(12)),
        style="p{white-space:normal;text-align:justify} html{font-feature-settings:normal}",
    ),
    "Latin": body(text(), paragraph(han(5) + "&nbsp;PM2.5&nbsp;" + han(5)), *(text() for _ in range(4))),
}


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """The report of a document by its name. All are set in one process without our engine in it."""
    folder = tmp_path_factory.mktemp("typography")
    fonts = house_faces()[0].path.parent
    config = folder / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}</cachedir></fontconfig>", encoding="utf-8")
    program = (
        "import json, pathlib, sys, weasyprint\n"
        "for name, html in json.load(sys.stdin).items():\n"
        "    weasyprint.HTML(string=html).write_pdf(pathlib.Path(sys.argv[1]) / f'{name}.pdf')"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
    command = [sys.executable, "-c", program, str(folder)]
    subprocess.run(command, input=json.dumps(DOCUMENTS).encode(), check=True, env=environment, capture_output=True)
    reports: dict[str, Report] = {}

    def report(name: str) -> Report:
        if name not in reports:
            reports[name] = measure((folder / f"{name}.pdf").read_bytes())
        return reports[name]

    return report


def faults(report: Report) -> dict[str, list[str]]:
    """The texts of all faults by figure, without the figures that are clean."""
    return {f.key: [fault.text for fault in f.faults] for f in report.figures if f.count}


def test_a_clean_document_has_no_faults(measured: Measured) -> None:
    """Trimmed and squeezed marks, bold, note marks, centred lines, a table, head and folio are no faults."""
    assert faults(measured("clean")) == {}
    assert measured("clean").is_clean


def test_a_drop_cap_is_no_line_and_no_indent(measured: Measured) -> None:
    """The lines beside a drop cap belong to their paragraph and end at the column's edge."""
    assert faults(measured("drop cap")) == {}
    assert measured("drop cap").body_lines == 5 + 5 * 4


def test_a_short_line_beside_a_drop_cap_is_found(measured: Measured) -> None:
    """The cap hides nothing: the line beside it is judged by the same edge."""
    assert faults(measured("short line beside a cap")) == {"not-flush": [han(16, 4)]}


def test_room_for_a_reading_is_no_looseness(measured: Measured) -> None:
    """A base widened for its reading is left alone; the next line is still judged."""
    assert faults(measured("readings")) == {}
    assert list(faults(measured("loose beside a reading"))) == ["too-loose"]


def test_the_body_is_found(measured: Measured) -> None:
    """Size, lines and step of the body; heads, folios, headings and tables are none of it."""
    report = measured("clean")
    assert report.body_size == 10.0
    assert pytest.approx(16.0, abs=0.01) == report.baselines.pitch
    assert 1.0 == report.baselines.on_document_grid == report.baselines.pages_with_even_columns


def test_stock_weasyprint_fails(measured: Measured) -> None:
    """What the engine was made for: WeasyPrint alone leaves lines short and marks unsqueezed."""
    report = measured("stock")
    assert report.figure("not-flush").share > 0.25
    assert report.figure("unsqueezed").share > 0.9


PLANTED = {
    "short line": {"not-flush": [han(19)]},
    "long line": {"not-flush": [han(21)]},
    "line starts": {"line-starts": ["，" + han(19), "①" + han(19), "…" + han(19)]},
    "line ends": {"line-ends": [han(19) + "《"]},
    "unsqueezed": {"unsqueezed": [f"“{han(8)}”，{han(9)}"]},
    "lone character": {"lone-characters": ["年。"]},
    "lone lines": {"orphans": [han(18)], "widows": [han(9, 5)]},
    "off the grid": {"off-grid": [han(18), han(20, 1), han(20, 2), han(9, 5)] * 2},
    "lonely heading": {"lonely-headings": [han(5)]},
    "missing glyph": {"missing-glyphs": ["☃ U+2603 ZB-Song"]},
    "rare face": {"rare-fonts": ["ZB-Kai: 圈"]},
    "page of notes": {"pages-of-notes": [""]},
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_and_no_other(name: str, measured: Measured) -> None:
    """Each document has one kind of fault."""
    assert PLANTED[name] == faults(measured(name))


def test_a_fault_has_its_place_and_value(measured: Measured) -> None:
    """Page, column and line as a reader counts them, and how far the line is off, in em."""
    (fault,) = measured("short line").figure("not-flush").faults
    assert (fault.page, fault.column, fault.line) == (1, 1, 6)
    assert pytest.approx(-1.0, abs=0.02) == fault.value
    (over,) = measured("long line").figure("not-flush").faults
    assert pytest.approx(1.0, abs=0.02) == over.value


def test_looseness_is_the_mean_gap_between_han(measured: Measured) -> None:
    """One line of 17 zi over 20 em; all others are solid."""
    report = measured("loose")
    assert pytest.approx(0.1875, abs=0.002) == report.looseness.most
    assert pytest.approx(0.0, abs=0.002) == report.looseness.median
    assert faults(report) == {"too-loose": [han(17)]}


def test_the_gap_between_han_and_latin_is_taken(measured: Measured) -> None:
    """On both sides of a Latin word: here the width of the face's blank."""
    gaps = measured("Latin").han_latin
    assert gaps.count == 2
    assert 0.2 < gaps.least <= gaps.most < 0.4


def test_columns_off_each_other_are_seen(measured: Measured) -> None:
    """Three points more in the second column: the one page with two columns is uneven."""
    report = measured("off the grid")
    assert report.baselines.pages_with_even_columns == 0.0
    assert pytest.approx(3.0, abs=0.1) == abs(report.figure("off-grid").faults[0].value)


def test_json_holds_every_fault(measured: Measured) -> None:
    data = json.loads(to_json(measured("short line")))
    assert data["figures"]["not-flush"]["count"] == 1
    assert han(19) == data["figures"]["not-flush"]["faults"][0]["text"]
    assert data["looseness"]["count"] > 0


def test_the_table_speaks_both_languages(measured: Measured) -> None:
    zh, en = (to_text(measured("short line"), language) for language in ("zh", "en"))
    assert "整行未与栏边对齐" in zh
    assert "第 1 页（1）1 栏 6 行" in zh
    assert "full lines off the column's edge" in en
    assert not re.search(r"\{\w+\}", zh + en)


def test_the_page_loads_nothing(measured: Measured) -> None:
    """One file, in the reader's language, with histograms and the loosest lines drawn."""
    page = to_html(measured("loose"), "zh")
    assert '<html lang="zh-Hans">' in page
    assert not re.search(r"https?:|src=|url\(|<script|@import", page)
    assert page.count("<figure>") >= 1
    assert page.count('<svg class="line"') == min(20, len(measured("loose").lines))


@pytest.mark.parametrize(
    ("name", "verdict"), [("clean", "13 项全部合格"), ("lone character", "13 项中 1 项有例外，共 1 处")]
)
def test_the_page_begins_with_a_verdict(measured: Measured, name: str, verdict: str) -> None:
    """Before all figures the page says whether anything is wrong, and how much."""
    page = to_html(measured(name), "zh")
    assert page.index(verdict) < page.index("<table>")


def test_an_empty_page_is_measured(tmp_path: Path) -> None:
    """A PDF without text has no lines and no faults."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    document.save(str(tmp_path / "empty.pdf"))
    report = measure((tmp_path / "empty.pdf").read_bytes())
    assert (report.pages, report.body_lines, faults(report)) == (1, 0, {})
    assert to_text(report, "en")
    assert to_html(report, "en")
