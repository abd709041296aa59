"""One baseline grid for all columns: figures, tables, boxes and headings end on a line, columns begin on one.

Replaces `block.block_level_layout`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.text.line_break import strut

from zbsh_pub.typeset.columns.blocks import floats, is_heading

NEAR = 0.1  # px: what stands this near to a line stands on it


def on_line(y: float, unit: float) -> float:
    """The next line of the page's grid at or below `y` (px): the sheet's upper page margin is whole lines."""
    over = y % unit
    return y + unit - over if NEAR < over < unit - NEAR else y


def on_grid(original: Callable[..., Any]) -> Callable[..., Any]:
    """`block_level_layout` that ends figures, tables, boxes and headings on a line of the column's grid.

    The space is added to the lower margin, after which the text goes on.
    """

    def block_level_layout(context: Any, box: Any, *rest: Any, **options: Any) -> Any:
        result = original(context, box, *rest, **options)
        new, resume = result[0], result[1]
        column = rest[2]
        stands_in_column = context.in_column and getattr(column, "is_column", False)
        if new is None or resume or not stands_in_column or not (is_heading(box) or floats(box)):
            return result
        return _ended_on_line(result, column)

    return block_level_layout


def _ended_on_line(result: Any, column: Any) -> Any:
    """What `block_level_layout` gave, with a lower margin that reaches to a line of the column."""
    new = result[0]
    unit = strut(column.style)[0]
    end = new.border_box_y() + new.border_height() + new.margin_bottom
    over = (end - column.content_box_y()) % unit
    if not NEAR < over < unit - NEAR:
        return result
    before = new.margin_bottom
    new.margin_bottom += unit - over
    margins = [new.margin_bottom if margin == before else margin for margin in result[3]]
    return (*result[:3], margins, *result[4:])
