"""Finished pages: how far down they are filled, and blocks put on them afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Foot:
    """The empty foot of a page in px of 1/96 inch: its lower edge from the top of the sheet, and its height."""

    bottom: float
    room: float


def has_columns(page: Any) -> bool:
    """Does running text stand on the page (and not only a picture)?"""
    return any(getattr(box, "is_column", False) for box in page._page_box.descendants())


def last_page_fill(page: Any) -> float:
    """How far down the type area a page's columns reach, from 0 to 1; 1 where it has none (a picture)."""
    box = page._page_box
    bottoms = [
        column.position_y
        + max((child.position_y + child.margin_height() - column.position_y for child in column.children), default=0.0)
        for column in box.descendants()
        if getattr(column, "is_column", False)
    ]
    top: float = box.content_box_y()
    return (max(bottoms) - top) / box.height if bottoms else 1.0


def foot_of(page: Any) -> Foot:
    """What is empty between the text of a page and its notes, or the end of the type area."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    box = page._page_box
    notes = [area.position_y for area in box.children if isinstance(area, FootnoteAreaBox) and area.children]
    bottom = min([box.content_box_y() + box.height, *notes])
    inked = max(_bottoms(box.children[0]), default=bottom)
    return Foot(bottom, bottom - inked if has_columns(page) else 0.0)


def _bottoms(root: Any) -> Iterator[float]:
    """The lower edges of everything that shows: lines, pictures, grounds and rules."""
    from weasyprint.formatting_structure.boxes import LineBox, ReplacedBox

    for box in root.descendants():
        if isinstance(box, (LineBox, ReplacedBox)):
            yield box.position_y + box.margin_height()
        elif isinstance(box.border_bottom_width, (int, float)) and _shows(box):
            yield box.border_box_y() + box.border_height()


def _shows(box: Any) -> bool:
    return bool(box.border_bottom_width) or box.style["background_color"].alpha > 0


def with_panel(page: Any, panel: Any) -> Any:
    """`page` with the content of the page `panel` over it; its links and anchors come along."""
    from weasyprint.document import Page

    box = page._page_box
    return Page(box.copy_with_children([*box.children, panel._page_box.children[0]]))
