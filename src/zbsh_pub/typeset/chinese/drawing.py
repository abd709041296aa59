"""Changed advances, applied when a line is drawn.

WeasyPrint shapes a text anew to draw it. A fitted text keeps its edits with its layout until then;
`Layout.get_first_line` is replaced so that it applies them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.text.ffi import TO_UNITS

from zbsh_pub.typeset.chinese.shaping import byte_offsets, shaped

Edit = tuple[float, float]  # px: how much wider a character's advance is, how far right its glyph stands


def edits_of(box: Any) -> dict[int, Edit]:
    """The edits of a text box by the index of the character, to be added to."""
    layout = box.pango_layout
    if not hasattr(layout, "chinese_edits"):
        layout.chinese_edits = {}
    edits: dict[int, Edit] = layout.chinese_edits
    return edits


def drawing_line(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`Layout.get_first_line` that applies the edits of a fitted text once it is laid out again to be drawn."""

    def get_first_line(layout: Any) -> Any:
        line, index = original(layout)
        edits = getattr(layout, "chinese_edits", None)
        if edits and getattr(layout, "chinese_drawn", None) is not layout.layout:
            layout.chinese_drawn = layout.layout
            _edit_glyphs(line, layout.text, edits)
        return line, index

    return get_first_line


def _edit_glyphs(line: Any, text: str, edits: dict[int, Edit]) -> None:
    """Change the first glyph of each edited character."""
    offsets = byte_offsets(text)
    by_byte = {offsets[i]: edit for i, edit in edits.items() if i < len(offsets)}
    for start, geometry in shaped(line):
        edit = by_byte.pop(start, None)
        if edit:
            geometry.width += round(edit[0] * TO_UNITS)
            # WeasyPrint writes x_offset as thousandths of an em without the factor 1000/1024.
            geometry.x_offset += round(edit[1] * 1000)
