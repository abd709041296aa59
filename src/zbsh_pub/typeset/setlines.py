"""Finished pages as lines of text with their places: what stands where, and from which paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from zbsh_pub.typeset.drawn import SetLine, to_edges

POINTS = 0.75  # per CSS px
PARA = "data-para"
NO_TEXT = "0"  # data-para of words that the house adds to a paragraph
UNSEEN = "\u200b\u2060\u00ad"
_PSEUDO = ("::before", "::after", "::marker", "::footnote-call", "::footnote-marker")


def set_lines(pages: Iterable[Any]) -> Iterator[SetLine]:
    """The lines of page boxes, in the order in which they are set; what stands in margins is left out."""
    offsets: Counter[int] = Counter()
    for number, page in enumerate(pages):
        height = page.margin_height()
        for found in _lines(page, -1, 0):
            box, para = found.box, found.para
            texts = list(_texts(box))
            count = sum(is_seen(char) for text in texts for char in text.text) if para else 0
            first = texts[0] if texts else box
            yield SetLine(
                number,
                round(box.position_x * POINTS, 3),
                round((height - box.position_y - box.height) * POINTS, 3),
                round(box.width * POINTS, 3),
                round(box.height * POINTS, 3),
                para,
                offsets[para] if para else 0,
                found.column,
                "".join(text.text for text in texts),
                round((height - box.position_y - (box.baseline or 0.0)) * POINTS, 3),
                round(first.style["font_size"] * POINTS, 3),
                to_edges(_edges(texts)) if para else "",
            )
            offsets[para] += count


def is_seen(char: str) -> bool:
    """Is this a character that can be seen? Others are not counted."""
    return not char.isspace() and char not in UNSEEN


@dataclass(slots=True)
class _Found:
    box: Any
    para: int
    column: int


def _lines(parent: Any, column: int, para: int) -> Iterator[_Found]:
    """The outermost line boxes below `parent`; a column box gives its lines its number, an element its paragraph."""
    columns = 0
    for child in parent.children:
        kind = type(child).__name__
        if kind == "MarginBox":
            continue
        if kind == "LineBox":
            yield _Found(child, _para(child, para), column)
            continue
        if getattr(child, "is_column", False):
            yield from _lines(child, columns, para)
            columns += 1
        elif hasattr(child, "children"):
            columns = 0
            yield from _lines(child, column, _para(child, para))


def number_of(box: Any) -> int:
    """The number of the paragraph that the box's element is; 0 where it is none."""
    return int((box.element.get(PARA) if box.element is not None else None) or 0)


def _para(box: Any, inherited: int) -> int:
    """The number of the paragraph that a box belongs to."""
    number = box.element.get(PARA, "") if box.element is not None else ""
    return int(number) if number else inherited


def _texts(box: Any) -> Iterator[Any]:
    """The text boxes of a line: without readings, note marks, numbers of lists and words of the house."""
    for child in box.children:
        if _is_aside(child):
            continue
        if hasattr(child, "text"):
            yield child
        elif hasattr(child, "children"):
            yield from _texts(child)


def _is_aside(box: Any) -> bool:
    tag, element = str(getattr(box, "element_tag", "")), getattr(box, "element", None)
    if tag == "rt" or tag.endswith(_PSEUDO):
        return True
    if element is None or not hasattr(box, "children"):
        return False
    return "rt" in (element.get("class") or "").split() or element.get(PARA) == NO_TEXT


def _edges(texts: Iterable[Any]) -> Iterator[float]:
    """Where each character that is seen begins, in points from the left, and where the last one ends."""
    end = 0.0
    for box in texts:
        x = box.position_x
        for char, width in zip(box.text, _widths(box), strict=False):
            if is_seen(char):
                yield x * POINTS
                end = (x + width) * POINTS
            x += width
    yield end


def _widths(box: Any) -> list[float]:
    """The advance of each character of a text box as it was drawn, in px."""
    if hasattr(box, "chinese_advances"):
        edits = getattr(box.pango_layout, "chinese_edits", {})
        return [width + edits[i][0] if i in edits else width for i, (_, width) in enumerate(box.chinese_advances)]
    return _shaped_widths(box)


def _shaped_widths(box: Any) -> list[float]:
    """The same for a text that no plan has cut: as Pango shapes it, brought to the width of its box."""
    from zbsh_pub.typeset.chinese.shaping import advances

    box.pango_layout.reactivate(box.style)
    widths = [width for _, width in advances(box.pango_layout)][: len(box.text)]
    box.pango_layout.deactivate()
    scale = box.width / sum(widths) if sum(widths) else 1.0
    return [width * scale for width in widths]
