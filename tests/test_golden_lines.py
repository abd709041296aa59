"""Tiny paragraphs set by the engine and read back from the PDF: `fixtures/lines/`, which an editor can extend."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from lxml import html

from conftest import Golden
from zbsh_pub.checks.typography.glyphs import Glyph, read_sheets
from zbsh_pub.compose.unit import Unit
from zbsh_pub.fonts import cut_faces
from zbsh_pub.typeset import Engine, PdfFacts
from zbsh_pub.typeset.chinese import House
from zbsh_pub.typeset.chinese.characters import is_western
from zbsh_pub.xhtml import Page

FIXTURES = Path(__file__).parent / "fixtures" / "lines"
HOUSES = {"plain": House(), "strict": House(strict=True), "hang": House(hang=True)}
PARAGRAPH = re.compile(r"(?ms)^(?P<name>[^\n]+)\n\.\n(?P<source>.*?)\n\.\n(?P<lines>.*?)\.\n")
SIZE, ZI = 12.0, 12  # points; the column's width in zi
SHEET = f"""@page {{ size: {SIZE * (ZI + 4)}pt 600pt; margin: 0 {2 * SIZE}pt }}
body {{ margin: 0; font: {SIZE}pt/24pt "ZB Song"; font-feature-settings: "chws" }}
p {{ margin: 0; text-align: justify; orphans: 1; widows: 1 }} b {{ font-family: "ZB Hei"; line-height: 0 }}"""


@pytest.mark.parametrize("name", HOUSES)
def test_paragraphs_are_set_as_the_fixture_says(name: str, golden: Golden) -> None:
    """Breaks, edges and advances of each paragraph, as the finished PDF has them."""
    path = FIXTURES / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    with Engine([SHEET], cut_faces(text), {}, HOUSES[name]) as engine:
        found = PARAGRAPH.sub(lambda p: f"{p['name']}\n.\n{p['source']}\n.\n{set_lines(engine, p['source'])}.\n", text)
    golden(path, found)


def test_every_paragraph_is_read() -> None:
    """The fixtures' form has no paragraph that the pattern passes over."""
    for name in HOUSES:
        text = (FIXTURES / f"{name}.md").read_text(encoding="utf-8")
        assert re.sub(r"\s", "", PARAGRAPH.sub("", text)) == ""


def set_lines(engine: Engine, source: str) -> str:
    """The paragraph's lines in the fixture's form."""
    paragraph = html.fragment_fromstring(source, create_parent="p")
    unit = Unit("x", Page("x.html", "x", "zh-Hans", (paragraph,)))
    data = engine.pdf([engine.lay_out(unit, 1)], PdfFacts("x", (), "", (), "zh-Hans", "2024-01-01"))
    glyphs = read_sheets(data)[0].glyphs
    rows = [list(row) for _, row in groupby(glyphs, key=lambda glyph: round(glyph.y, 1))]
    return "".join(f"{shown(row)}\n" for row in rows)


def shown(row: list[Glyph]) -> str:
    """Left and right edge of a line's advances, its text, and what is not a full em wide."""
    text = "".join(glyph.text for glyph in row)
    left, right = in_em(row[0].x), in_em(row[-1].right)
    advances = [(glyph.text, (after.x - glyph.x) / SIZE) for glyph, after in pairwise(row)]
    uneven = [
        f"{char} {advance:.2f}" for char, advance in advances if abs(advance - 1) > 0.005 and not is_western(char)
    ]
    return f"{left:5.2f} {right:5.2f}  {text}" + (f"  [{', '.join(uneven)}]" if uneven else "")


def in_em(x: float) -> float:
    """From the column's left edge."""
    return x / SIZE - 2
