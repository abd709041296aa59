"""A text cut where the plan ends its line."""

from __future__ import annotations

from typing import Any

import weasyprint.layout.inline as inline
from weasyprint.text.line_break import create_layout, first_line_metrics

from zbsh_pub.typeset.chinese.plan import Active
from zbsh_pub.typeset.chinese.shaping import advances


def cut_text(context: Any, box: Any, skip: int, active: Active) -> Any:
    """The part of a text box that stands on the active line: (new box, next skip, preserved break).

    `skip` and the next one are bytes of the box's text.
    """
    kept = active.plan.fitted.get(active.line.start, {}).get((id(box), skip))
    if kept is not None:
        new_box = kept.copy()
        new_box.position_x, new_box.position_y = box.position_x, box.position_y
        return new_box, kept.chinese_resume, False
    raw = box.text.encode()
    text = raw[skip:].decode()
    start = active.plan.starts[id(box)] + len(raw[:skip].decode())
    length = min(len(text), active.line.end - start)
    if not text or box.style["font_size"] == 0 or length <= 0:
        return None, (skip if text and length <= 0 else None), False
    ends_line = start + length == active.line.end and not active.line.last
    piece = text[:length].rstrip(" ") if ends_line else text[:length]
    resume = skip + len(text[:length].encode()) if ends_line else None
    if not piece:
        return None, resume, False
    new_box = _shaped(context, box, piece)
    new_box.chinese_key, new_box.chinese_resume = (id(box), skip), resume
    return new_box, resume, False


def restore_end(new_box: Any, box: Any) -> None:
    """Nothing of the inline box is left for the next line: its end, and the space there, stand on this one."""
    for name in ("margin_right", "padding_right", "border_right_width"):
        setattr(new_box, name, getattr(box, name))


def _shaped(context: Any, box: Any, piece: str) -> Any:
    """A text box for a piece of the text of `box`, with its layout, advances and measures."""
    layout = create_layout(piece, box.style, context, None, 0)
    new_box = box.copy_with_text(piece)
    new_box.chinese_advances = advances(layout)
    new_box.width = sum(width for _, width in new_box.chinese_advances)
    first_line, _ = layout.get_first_line()
    layout, _, _, _, height, baseline = first_line_metrics(first_line, piece, layout, None, True, box.style)
    new_box.pango_layout = layout
    _set_height(new_box, height, baseline)
    return new_box


def _set_height(box: Any, height: float, baseline: float) -> None:
    """Vertical metrics as WeasyPrint's own split_text_box sets them."""
    line_height, _ = inline.strut(box.style)
    half_leading = (line_height - height) / 2
    box.height = height
    box.margin_top = box.margin_bottom = half_leading
    box.baseline = baseline + half_leading
