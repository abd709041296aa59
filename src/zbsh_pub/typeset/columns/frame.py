"""The values that the columns of one box share: what WeasyPrint asks for, and the measures that follow from it.

All lengths are in px.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.layout.block import block_level_width, collapse_margin
from weasyprint.layout.percent import percentage, resolve_percentages
from weasyprint.text.line_break import strut

HOLE = 2.5  # lines left empty at the foot of a column that are worth filling
NO_BREAK = {"break": "any", "page": None}


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of WeasyPrint's `columns_layout`, in its order; `source` is the box before layout."""

    context: Any
    source: Any
    bottom_space: float
    skip_stack: Any
    containing_block: Any
    page_is_empty: bool
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    adjoining_margins: list[float]
    first_letter_style: Any
    first_line_style: Any


@dataclass(frozen=True, slots=True)
class Frame:
    """The multi-column box that is being laid out, and what all its columns share.

    `unit` is the height of a line; `notes` that of the notes which the page had before.
    """

    context: Any
    box: Any
    source: Any
    containing_block: Any
    width: float
    gap: float
    count: int
    unit: float
    bottom_space: float
    notes: float
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]

    def room(self, top: float) -> float:
        """From `top` to the page's foot, less the notes that this box has brought in so far."""
        context = self.context
        room: float = context.page_bottom - top - self.bottom_space - (notes_height(context) - self.notes)
        return room

    def column(self, children: list[Any], top: float, number: int) -> Any:
        """The column of this number (from 0) with these children, not yet laid out."""
        column = self.box.anonymous_from(self.box, children=children)
        resolve_percentages(column, self.containing_block)
        column.is_column = True
        column.width = self.width
        column.position_x = self.box.content_box_x() + number * (self.width + self.gap)
        column.position_y = top
        return column


def frame_of(call: Call) -> Frame:
    """A new box in its place, and the measures of its columns."""
    box = call.source.copy_with_children(call.source.children)
    box.position_y += collapse_margin(call.adjoining_margins)
    block_level_width(box, call.containing_block)
    style = box.style
    count = style["column_count"] if style["column_count"] != "auto" else 1
    gap = style["font_size"] if style["column_gap"] == "normal" else percentage(style["column_gap"], style, box.width)
    return Frame(
        call.context,
        box,
        call.source,
        call.containing_block,
        width=max(0.0, box.width - (count - 1) * gap) / count,
        gap=gap,
        count=count,
        unit=strut(style)[0],
        bottom_space=call.bottom_space,
        notes=notes_height(call.context),
        absolute_boxes=call.absolute_boxes,
        fixed_boxes=call.fixed_boxes,
    )


def notes_height(context: Any) -> float:
    """The height of the notes that stand at the page's foot so far."""
    area = context.current_footnote_area
    return 0.0 if area.height == "auto" else float(area.margin_height())
