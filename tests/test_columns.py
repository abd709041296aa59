"""Columns as the engine fills and balances them, read from the laid-out boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from lxml.etree import _Element

from zbsh_pub.compose.unit import Unit
from zbsh_pub.fonts import cut_faces
from zbsh_pub.markdown.trees import element
from zbsh_pub.typeset import Engine, LaidOut
from zbsh_pub.xhtml import Page

LINE = 20
LINES = 20
SHEET = """@page { size: 540px 440px; margin: 20px }
body { margin: 0; font: 10px/20px "ZB Song" }
p, h2, figure { margin: 0 }
p { text-align: justify; orphans: 2; widows: 2 }
h2 { margin: 20px 0; font: 700 10px/20px "ZB Hei"; break-after: avoid }
.body { columns: 2; column-gap: 20px }
.span { column-span: all }
.figure { height: 100px; margin: 20px 0; break-inside: avoid }
.odd { height: 93px }
.span.figure { height: 120px }
.fn { float: footnote; font: 10px/20px "ZB Song" }"""
LINE_TEXT = "京津冀协同发展规划纲要铁路公里里程创新北天河京津"


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine([SHEET], cut_faces(LINE_TEXT), {}) as engine:
        yield engine


def text(lines: int) -> _Element:
    """A paragraph of so many lines (24 characters fit a line)."""
    return element("p", "", (LINE_TEXT * lines)[: lines * 24 - 2])


def heading() -> _Element:
    return element("h2", "", "规划")


def figure(class_: str = "figure") -> _Element:
    return element("figure", class_, element("p", "", "图"))


def lay_out(engine: Engine, *blocks: _Element) -> LaidOut:
    page = Page("x.html", "x", "zh-Hans", (element("div", "body", *blocks),))
    return engine.lay_out(Unit("x", page), 1)


def columns(page: Any) -> list[Any]:
    return [box for box in page._page_box.descendants() if getattr(box, "is_column", False)]


def used(column: Any) -> float:
    """How far down the column's content reaches, in lines."""
    bottom = max(child.position_y + child.margin_height() - child.margin_bottom for child in column.children)
    return float(bottom - column.position_y) / LINE


def tops(page: Any) -> list[float]:
    """The first line of each column, in px from the page's type area."""
    top = page._page_box.content_box_y()
    return [round(column.children[0].content_box_y() - top, 2) for column in columns(page)]


def baselines(page: Any) -> set[float]:
    """Phases of all text lines, modulo the grid."""
    top = page._page_box.content_box_y()
    boxes = page._page_box.descendants()
    return {round((b.position_y - top) % LINE, 2) for b in boxes if type(b).__name__ == "LineBox"}


def test_a_heading_at_a_column_head_has_no_margin(engine: Engine) -> None:
    """Both columns begin on the first line, also where one opens with a heading."""
    page = lay_out(engine, text(20), heading(), text(30)).pages[0]
    assert tops(page) == [0, 0]


def test_full_page_is_filled_to_the_foot(engine: Engine) -> None:
    """Text that goes on leaves no hole above the foot of the page."""
    page = lay_out(engine, *(text(9) for _ in range(8))).pages[0]
    assert [used(column) for column in columns(page)] == [LINES, LINES]


def test_last_columns_are_balanced_in_whole_lines(engine: Engine) -> None:
    """Eleven lines stand as six and five."""
    laid_out = lay_out(engine, text(11))
    assert [round(used(column)) for column in columns(laid_out.pages[0])] == [6, 5]


def test_a_figure_that_does_not_fit_waits_for_the_next_column(engine: Engine) -> None:
    """The text after it fills the hole; the figure opens the next column."""
    page = lay_out(engine, text(17), figure(), text(12), text(12)).pages[0]
    first, second = columns(page)
    assert used(first) == LINES
    assert any(child.element_tag == "figure" for child in second.children)


def test_no_text_is_lost_where_blocks_wait(engine: Engine) -> None:
    """Every block stands on some page, once."""
    blocks = [text(17), figure(), heading(), text(12), figure(), text(25), figure("figure span"), text(40), text(9)]
    laid_out = lay_out(engine, *blocks)
    figures = [box for page in laid_out.pages for box in page._page_box.descendants() if box.element_tag == "figure"]
    lines = [
        box
        for page in laid_out.pages
        for box in page._page_box.descendants()
        if type(box).__name__ == "LineBox" and box.element_tag == "p"
    ]
    assert len(figures) == 3
    assert len(lines) == 17 + 12 + 25 + 40 + 9 + 3


def test_a_spanning_figure_waits_for_the_head_of_the_next_page(engine: Engine) -> None:
    """Where it finds no room the text goes on, and the figure opens the next page."""
    first, second = lay_out(engine, text(34), figure("figure span"), text(40)).pages[:2]
    assert [used(column) for column in columns(first)] == [LINES, LINES]
    body = next(box for box in second._page_box.descendants() if box.element_tag == "div")
    assert body.children[0].element_tag == "figure"


def test_a_waiting_figure_comes_where_the_text_ends_on_the_page(engine: Engine) -> None:
    """A spanning figure is never lost where the text after it is short."""
    laid_out = lay_out(engine, text(34), figure("figure span"), text(2))
    assert sum(b.element_tag == "figure" for p in laid_out.pages for b in p._page_box.descendants()) == 1


def test_text_below_a_figure_of_any_height_is_on_the_grid(engine: Engine) -> None:
    """A figure of 4.65 lines takes whole lines, so both columns keep one grid."""
    page = lay_out(engine, text(3), figure("figure odd"), text(30)).pages[0]
    assert baselines(page) == {0}


def test_a_heading_is_never_last_in_a_column(engine: Engine) -> None:
    """A heading keeps with its text, wherever the column ends."""
    for lines in range(12, 22):
        page = lay_out(engine, text(lines), heading(), text(30)).pages[0]
        assert columns(page)[0].children[-1].element_tag != "h2"


def test_notes_stay_with_their_page(engine: Engine) -> None:
    """Each note is set once, on the page of its call, and no page holds only notes."""
    blocks = []
    for lines in (9, 17, 12, 22, 14):
        paragraph = text(lines)
        paragraph.append(element("span", "fn", "北天河规划"))
        blocks.append(paragraph)
    laid_out = lay_out(engine, *blocks)
    areas = [b for p in laid_out.pages for b in p._page_box.descendants() if type(b).__name__ == "FootnoteAreaBox"]
    notes = sum("北天河规划" in "".join(t.text for t in area.descendants() if hasattr(t, "text")) for area in areas)
    assert notes >= 1
    whole = "".join(t.text for area in areas for t in area.descendants() if hasattr(t, "text"))
    assert whole.count("北天河规划") == 5
    assert all(columns(page) for page in laid_out.pages)
