"""What stands on a laid-out line: its characters, its texts, the space between them; and how they are moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from zbsh_pub.typeset.chinese.characters import ATOM
from zbsh_pub.typeset.chinese.flow import atom_char, side


class Part(NamedTuple):
    """A character of a line as it was shaped, its width and type size in px.

    It is the character `place` of the text box; one that is no text, or not cut by the plan, has no box.
    """

    box: Any
    place: int
    char: str
    width: float
    em: float


def parts_of(box: Any) -> Iterator[Part]:
    """The characters of a laid-out line, in order."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.TextBox):
            yield from _characters(child)
        elif isinstance(child, boxes.InlineBox):
            yield from parts_of(child)
        else:
            yield Part(None, 0, atom_char(child), child.margin_width(), child.style["font_size"])


def _characters(box: Any) -> Iterator[Part]:
    advances, em = getattr(box, "chinese_advances", None), box.style["font_size"]
    if advances is None:
        yield Part(None, 0, ATOM, box.width, em)
        return
    for i, (char, width) in enumerate(advances):
        yield Part(box, i, char, width, em)


def texts_of(box: Any) -> Iterator[Any]:
    """The text boxes of a laid-out line that the plan has cut."""
    for child in box.children:
        if isinstance(child, boxes.TextBox) and hasattr(child, "chinese_key"):
            yield child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from texts_of(child)


def inner_space(box: Any) -> float:
    """Margins, borders and padding of the inline boxes on the line (px)."""
    total = 0.0
    for child in box.children:
        if child.is_in_normal_flow() and isinstance(child, boxes.InlineBox):
            total += side(child, "left") + side(child, "right") + inner_space(child)
    return total


def widen(box: Any, changes: Mapping[int, float], x: float = 0.0) -> float:
    """Widen text boxes by their changes (px, by the box's id) and move what follows; gives the distance moved."""
    if isinstance(box, boxes.TextBox):
        box.position_x += x
        change = changes.get(id(box), 0.0)
        box.width += change
        return x + change
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += x
        before = x
        for child in box.children:
            if child.is_in_normal_flow():
                x = widen(child, changes, x)
        box.width += x - before
        return x
    box.translate(x, 0)
    return x
