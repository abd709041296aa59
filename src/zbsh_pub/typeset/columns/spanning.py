"""A block over all columns, laid out where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import weasyprint.layout.block as block
from weasyprint.layout.block import collapse_margin, remove_placeholders
from weasyprint.layout.percent import resolve_percentages

from zbsh_pub.typeset.columns.frame import Frame


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block goes: below `top` (px) and the `margins` that collapse with its own."""

    top: float
    margins: list[float]
    page_is_empty: bool

    @property
    def below(self) -> float:
        """Where what has no margin of its own begins."""
        y: float = self.top + collapse_margin(self.margins)
        return y


@dataclass(frozen=True, slots=True)
class Spanning:
    """The laid-out block, none where it finds no room; where it goes on, and what WeasyPrint says of its end."""

    box: Any
    rest: Any
    next_page: Any
    margins: list[float]


def lay_out_spanning(frame: Frame, source: Any, skip: Any, place: Place) -> Spanning:
    """Lay out the block `source`, from `skip` on, over all columns."""
    context, positioned = frame.context, (frame.absolute_boxes, frame.fixed_boxes)
    child = source.copy()
    resolve_percentages(child, frame.containing_block)
    child.position_x, child.position_y = frame.box.content_box_x(), place.top
    new, rest, next_page, margins, _, _ = block.block_level_layout(
        context,
        child,
        context.page_bottom - place.top - frame.room(place.top),
        skip,
        frame.containing_block,
        place.page_is_empty,
        *positioned,
        place.margins,
        None,
        None,
    )
    if new is not None and not place.page_is_empty and not rest and _runs_over(frame, new):
        remove_placeholders(context, [new], *positioned)
        new = None
    return Spanning(None, None, next_page, []) if new is None else Spanning(new, rest, next_page, margins)


def _runs_over(frame: Frame, new: Any) -> bool:
    """Does a box of fixed height run over the page's foot?"""
    return bool(new.border_height() > frame.room(new.border_box_y()) + 0.5)
