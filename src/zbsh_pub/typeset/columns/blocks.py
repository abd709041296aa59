"""The blocks that columns are made of: which of them span, float or head a text, and how one opens a column."""

from __future__ import annotations

from typing import Any

FLOATING = frozenset({"figure", "tablebox", "facts", "qr", "pullquote", "poem", "photo"})
HEADINGS = frozenset({"h2", "h3", "h4"})


def spans(block: Any) -> bool:
    """Does the block stand over all columns (`column-span: all`, CSS Multi-column Layout 6.1)?"""
    return bool(block.style["column_span"] == "all")


def floats(block: Any) -> bool:
    """May the text after the block go before it, as it may with figures, tables and boxes?"""
    classes = set((block.element.get("class") or "").split()) if block.element is not None else set()
    return bool(classes & FLOATING)


def is_heading(block: Any) -> bool:
    """Does the block head the text after it?"""
    return block.element_tag in HEADINGS


def opening(block: Any) -> Any:
    """A copy of the block without upper margin."""
    opener = block.copy()
    if opener.style["margin_top"] not in (0, "auto"):
        opener.style = opener.style.copy()
        opener.style["margin_top"] = type(opener.style["margin_top"])(0, "px")
    return opener


def group_end(source: Any, start: int) -> int:
    """The index of the next spanning block after `start` among the children of `source`, or of the end."""
    for index in range(start, len(source.children)):
        if spans(source.children[index]):
            return index
    return len(source.children)


def used_height(column: Any, top: float) -> float:
    """The height in px of what stands in the column below `top`, without the last margin."""
    in_flow = [child for child in column.children if child.is_in_normal_flow()]
    if not in_flow:
        return 0.0
    last = in_flow[-1]
    height: float = last.position_y + last.margin_height() - last.margin_bottom - top
    return height
