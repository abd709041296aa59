"""What can be read off finished pages: how full they are, which lines could not be set well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zbsh_pub.typeset.drawn import Area, Foot, LooseLine, PageFill

POINTS = 0.75  # per CSS px


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
    last = max((index for index, page in enumerate(pages) if has_columns(page)), default=0)
    page = pages[last]
    bottom = _text_bottom(page)
    inked = max(_bottoms(page.children[0]), default=bottom)
    return Foot(last, bottom, bottom - inked if has_columns(page) else 0.0)


def areas_of(pages: Iterable[Any]) -> Iterator[Area]:
    """The type area of each page box, with the line of its text."""
    from weasyprint.text.line_break import strut

    for page in pages:
        height = page.height if page.margin_top else 0.0
        body = next((box for box in page.children[0].children if box.element_tag == "body"), page.children[0])
        top = page.margin_height() - page.content_box_y()
        sizes = (page.content_box_x(), top, page.width, height, strut(body.style)[0])
        yield Area(*(round(size * POINTS, 3) for size in sizes))


def _text_bottom(page: Any) -> float:
    """Down to where text may stand on the page box: its notes, or the end of the type area."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    notes = [area.position_y for area in page.children if isinstance(area, FootnoteAreaBox) and area.children]
    bottom: float = min([page.content_box_y() + page.height, *notes])
    return bottom


def fills_of(pages: list[Any]) -> Iterator[PageFill]:
    """How full the columns of each page box with running text are: the lowest ones on it, if there are several."""
    from weasyprint.text.line_break import strut

    for index, page in enumerate(pages):
        texts = [box for box in page.descendants() if any(_is_column(c) for c in getattr(box, "children", ()))]
        if not texts:
            continue
        text = max(texts, key=_lowest_column)
        top = _lowest_column(text)
        columns = [child for child in text.children if _is_column(child) and child.position_y == top]
        bottom, inked = _text_bottom(page), [max(_bottoms(column), default=column.position_y) for column in columns]
        inked += [top] * (int(text.style["column_count"]) - len(columns))
        floor = max(_bottoms(page.children[0], without=columns), default=0.0)
        empty = tuple(max(0.0, bottom - max(y, floor)) for y in inked)
        zi = float(columns[0].style["font_size"])
        yield PageFill(index, page.height, strut(columns[0].style)[0], zi, columns[0].width, empty)


def _is_column(box: Any) -> bool:
    return bool(getattr(box, "is_column", False))


def _lowest_column(text: Any) -> float:
    """Where the lowest columns of a box begin."""
    top: float = max(child.position_y for child in text.children if _is_column(child))
    return top


def _bottoms(root: Any, without: Iterable[Any] = ()) -> Iterator[float]:
    """The lower edges of everything that shows: lines, pictures, grounds and rules; not of what is in `without`."""
    from weasyprint.formatting_structure.boxes import LineBox, ReplacedBox

    passed = {id(inner) for box in without for inner in box.descendants()}
    for box in root.descendants():
        if id(box) in passed:
            continue
        if isinstance(box, (LineBox, ReplacedBox)):
            yield box.position_y + box.margin_height()
        elif isinstance(box.border_bottom_width, (int, float)) and _shows(box):
            yield box.border_box_y() + box.border_height()


def _shows(box: Any) -> bool:
    return bool(box.border_bottom_width) or box.style["background_color"].alpha > 0
