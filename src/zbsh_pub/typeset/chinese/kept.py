"""Finished lines, kept to be moved: columns are tried at many heights, a line is laid out once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished line, where its line box resumes after it, and the corner that it was set from (px)."""

    line: Any
    resume: Any
    x: float
    y: float

    def at(self, x: float, y: float) -> Any:
        """A copy of the line, set from another corner."""
        return _moved(self.line, x - self.x, y - self.y)


def keep(line: Any, resume: Any, x: float, y: float) -> Kept:
    """Keep a copy of a finished line."""
    return Kept(_moved(line, 0.0, 0.0), resume, x, y)


def is_plain(box: Any) -> bool:
    """Is there nothing in the line but text? What else it may hold has to be laid out each time."""
    if type(box) is boxes.TextBox:
        return True
    return type(box) in (boxes.LineBox, boxes.InlineBox) and all(map(is_plain, box.children))


def _moved(box: Any, dx: float, dy: float) -> Any:
    """A copy of a plain line in another place."""
    new = box.copy()
    new.position_x += dx
    new.position_y += dy
    if type(new) is not boxes.TextBox:
        new.children = [_moved(child, dx, dy) for child in box.children]
    return new
