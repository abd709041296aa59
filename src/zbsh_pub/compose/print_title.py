"""The head of a printed article whose title is set vertically.

Each cell is a box of its own, one below the other, since WeasyPrint has no vertical writing;
everything stands in the normal flow, so that the text layer reads title, kicker, subtitle, abstract.
"""

from __future__ import annotations

from math import ceil

from lxml.etree import _Element

from zbsh_pub.compose.print_text import LINE, PrintSetting
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Title
from zbsh_pub.vertical import Cell, cells, row_length
from zbsh_pub.vertical import rows as vertical_rows

# (class, longest row in cells, height of a cell in px): the first that holds the title (print.css: .title--v-…).
SIZES = (("title--v-l", 5.0, 63.0), ("title--v-m", 7.0, 52.5), ("title--v-s", 9.0, 42.0))


def print_head(title: Title, others: list[_Element], setting: PrintSetting) -> _Element:
    """The head: the title at the left, `others` (kicker, subtitle, byline, abstract) beside it.

    The heights, in whole lines, go into the rules of `setting`.
    """
    rows = vertical_rows(line.text for line in title.lines)
    longest = max(map(row_length, rows))
    class_, _, step = next((size for size in SIZES if longest <= size[1]), SIZES[-1])
    height = ceil(longest * step / LINE) * LINE
    left = step * (len(rows) + 0.5)
    setting.rules.append(f".title--v{{height:{height:g}px}}.vrow+.vrow{{margin-top:-{height:g}px}}")
    setting.rules.append(f".beside{{margin:-{height:g}px 0 0 {left:g}px;min-height:{height:g}px}}")
    setting.rules.append(
        f".vrow{{margin-left:{step * (len(rows) - 1):g}px;height:{height:g}px}}.vrow+.vrow{{margin-left:0}}"
    )
    if any(cell.kind == "turned" for row in rows for cell in cells(row)):
        class_ += " title--turned"
    h1 = element(
        "h1", f"title title--v {class_}", *(_row(row, step, setting) for row in rows), data_bookmark=title.label
    )
    return element("header", "head head--vertical", h1, element("div", "beside", *others))


def _row(text: str, step: float, setting: PrintSetting) -> _Element:
    return element("span", "vrow", *(_cell(cell, step, setting) for cell in cells(text)))


def _cell(cell: Cell, step: float, setting: PrintSetting) -> _Element:
    if cell.kind in {"upright", "together"}:
        return element("span", f"v v--{cell.kind}", element("span", "", cell.text))
    size = round(cell.length * 100)
    height, width = cell.length * step, cell.length
    setting.rules.append(f".title--v .v--{size}{{height:{height:g}px;line-height:{height:g}px}}")
    setting.rules.append(f".title--v .v--{size} span{{width:{width:g}em;margin-left:{(1 - width) / 2:g}em}}")
    return element("span", f"v v--{cell.kind} v--{size}", element("span", "", cell.text))
