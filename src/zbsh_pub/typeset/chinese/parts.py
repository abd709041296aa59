"""What stands on a laid-out line: its characters, its texts, the space between them; and how they are moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from weasyprint.formatting_structure import boxes

from zbsh_pub.typeset.chinese.characters import ATOM
from zbsh_pub.typeset.chinese.flow import atom_char, side
from zbsh_pub.typeset.chinese.paragraph import Glyph

# A text box, the index of a character in it, and the character as it was shaped. What is no text, or was
# not cut by the plan, has no box.
Part = tuple[Any, int, Glyph]


def parts_of(box: Any) -> Iterator[Part]:
    """The characters of a laid-out line, in order."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        em = child.style["font_size"]
        if isinstance(child, boxes.InlineBox):
            yield from parts_of(child)
        elif not isinstance(child, boxes.TextBox):
            yield None, 0, Glyph(atom_char(child), child.margin_width(), em)
        elif hasattr(child, "chinese_advances"):
            for i, (char, width) in enumerate(child.chinese_advances):
                yield child, i, Glyph(char, width, em)
        else:
            yield None, 0, Glyph(ATOM, child.width, em)


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
