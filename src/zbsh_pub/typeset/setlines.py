"""Finished pages as lines of text with their places: what stands where, and from which paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from zbsh_pub.typeset.drawn import SetLine

POINTS = 0.75  # per CSS px
PARA = "data-para"
UNSEEN = "\u200b\u2060\u00ad"


def count_characters(text: str) -> int:
    """The characters of a text that are seen on paper."""
    return sum(not char.isspace() and char not in UNSEEN for char in text)


def set_lines(pages: Iterable[Any]) -> Iterator[SetLine]:
    """The lines of page boxes, in the order in which they are set; what stands in margins is left out."""
    offsets: Counter[int] = Counter()
    for number, page in enumerate(pages):
        height = page.margin_height()
        for found in _lines(page, -1, 0):
            box, para = found.box, found.para
            text = "".join(_texts(box))
            offset = offsets[para]
            offsets[para] += count_characters("".join(_texts(box, own=True))) if para else 0
            yield SetLine(
                number,
                round(box.position_x * POINTS, 3),
                round((height - box.position_y - box.height) * POINTS, 3),
                round(box.width * POINTS, 3),
                round(box.height * POINTS, 3),
                para,
                offset if para else 0,
                found.column,
                text,
            )


@dataclass(slots=True)
class _Found:
    box: Any
    para: int
    column: int


def _lines(parent: Any, column: int, para: int) -> Iterator[_Found]:
    """The outermost line boxes below `parent`; a column box gives its lines its number, a paragraph its own."""
    columns = 0
    for child in parent.children:
        kind = type(child).__name__
        if kind == "MarginBox":
            continue
        own = number_of(child) or para
        if kind == "LineBox":
            yield _Found(child, own, column)
            continue
        if getattr(child, "is_column", False):
            yield from _lines(child, columns, own)
            columns += 1
        elif hasattr(child, "children"):
            columns = 0
            yield from _lines(child, column, own)


def number_of(box: Any) -> int:
    """The number of the paragraph that the box's element is; 0 where it is none."""
    return int((box.element.get(PARA) if box.element is not None else None) or 0)


def _texts(box: Any, own: bool = False) -> Iterator[str]:
    """The words of a line without readings and note marks, which stand beside the text.

    `own` leaves out numbers and marks of lists too, and whatever else the sheets put before or after words.
    """
    for child in box.children:
        tag = str(getattr(child, "element_tag", ""))
        if _is_reading(child) or tag.endswith(("::footnote-call", "::footnote-marker")) or (own and "::" in tag):
            continue
        if hasattr(child, "text"):
            yield child.text
        elif hasattr(child, "children"):
            yield from _texts(child, own)


def _is_reading(box: Any) -> bool:
    """Is it a reading over its base (compose.print_ruby)?"""
    element = getattr(box, "element", None)
    return element is not None and "rt" in (element.get("class") or "").split()
