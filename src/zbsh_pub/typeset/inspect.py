"""What can be read off finished pages: how full they are, which lines could not be set well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zbsh_pub.typeset.drawn import Area, Foot, LooseLine


def loose_lines(pages: Iterable[Any], first_page: int, limit: float) -> Iterator[LooseLine]:
    """The lines of finished pages with more than `limit` em between two characters."""
    for number, page in enumerate(pages, first_page):
        for line in page._page_box.descendants():
            if hasattr(line, "children") and type(line).__name__ == "LineBox":
                texts = [box for box in line.descendants() if hasattr(box, "text")]
                gap = max((getattr(box, "chinese_looseness", 0.0) for box in texts), default=0.0)
                if gap > limit:
                    yield LooseLine(number, "".join(box.text for box in texts), gap)


def has_columns(page: Any) -> bool:
    """Does running text stand on the page box (and not only a picture)?"""
    return any(getattr(box, "is_column", False) for box in page.descendants())


def last_page_fill(page: Any) -> float:
    """How far down the type area the columns of a page box reach, from 0 to 1; 1 where it has none (a picture)."""
    bottoms = [
        column.position_y
        + max((child.position_y + child.margin_height() - column.position_y for child in column.children), default=0.0)
        for column in page.descendants()
        if getattr(column, "is_column", False)
    ]
    top: float = page.content_box_y()
    return (max(bottoms) - top) / page.height if bottoms else 1.0


def foot_of(pages: list[Any]) -> Foot:
    """What is empty on the last page box with running text, between it and its notes or the end of the type area."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    last = max((index for index, page in enumerate(pages) if has_columns(page)), default=0)
    page = pages[last]
    notes = [area.position_y for area in page.children if isinstance(area, FootnoteAreaBox) and area.children]
    bottom = min([page.content_box_y() + page.height, *notes])
    inked = max(_bottoms(page.children[0]), default=bottom)
    return Foot(last, bottom, bottom - inked if has_columns(page) else 0.0)


POINTS = 0.75  # per CSS px


def areas_of(pages: Iterable[Any]) -> Iterator[Area]:
    """The type area of each page box, with the line of its text."""
    from weasyprint.text.line_break import strut

    for page in pages:
        height = page.height if page.margin_top else 0.0
        body = next((box for box in page.children[0].children if box.element_tag == "body"), page.children[0])
        top = page.margin_height() - page.content_box_y()
        sizes = (page.content_box_x(), top, page.width, height, strut(body.style)[0])
        yield Area(*(round(size * POINTS, 3) for size in sizes))


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
