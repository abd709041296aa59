"""The seam: where WeasyPrint 70's inline layout asks for a line, it gets one of the planned lines.

Replaced while the context is open, for Chinese text in horizontal writing:

* `inline.get_next_linebox`: plans the paragraph once, then lays out the planned line (`plan`);
* `inline.split_inline_box`: fits the finished line box to the measure (`fitting`);
* `inline.split_text_box`: cuts a text where the plan cuts it (`cutting`);
* `inline.justify_line`: leaves fitted lines alone;
* `inline.avoid_collisions`: where there is no float, a line has the whole width;
* `preferred.split_first_line`: counts the gaps when a box is shrunk to its text;
* `Layout.get_first_line`: applies the changed advances when a line is drawn (`drawing`);
* `draw_text_decoration`: keeps the lines under two names apart (`beside`).

Text is never changed: all spacing is in glyph advances, so the text layer stays the author's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint
import weasyprint.draw.text as drawing
import weasyprint.layout.inline as inline
import weasyprint.layout.preferred as preferred
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import Layout

from zbsh_pub.typeset.chinese.beside import place_readings, underlining
from zbsh_pub.typeset.chinese.characters import wants_gap
from zbsh_pub.typeset.chinese.cutting import cut_text, restore_end
from zbsh_pub.typeset.chinese.drawing import drawing_line
from zbsh_pub.typeset.chinese.fitting import fit_line
from zbsh_pub.typeset.chinese.house import House
from zbsh_pub.typeset.chinese.kept import is_plain, keep
from zbsh_pub.typeset.chinese.parts import texts_of
from zbsh_pub.typeset.chinese.plan import Active, active_line
from zbsh_pub.typeset.native import WEASYPRINT

_REPLACED: dict[str, Any] = {
    "get_next_linebox": inline,
    "split_inline_box": inline,
    "split_text_box": inline,
    "justify_line": inline,
    "avoid_collisions": inline,
    "split_first_line": preferred,
    "get_first_line": Layout,
    "draw_text_decoration": drawing,
}
_WIDE_OPEN = 1e5  # px: room for a whole line before it is fitted


@contextmanager
def chinese_lines(house: House) -> Iterator[None]:
    """Set Chinese lines by the rules of this package while the context is open.

    Raises `RuntimeError` under another WeasyPrint than the one whose inside this package knows.
    """
    if weasyprint.VERSION != WEASYPRINT:
        raise RuntimeError(f"Chinese lines are made for WeasyPrint {WEASYPRINT}, not {weasyprint.VERSION}")
    seam = Seam(house)
    seam.install()
    try:
        yield
    finally:
        seam.remove()


class Seam:
    """State of one open context. Methods named like WeasyPrint's functions keep their contracts."""

    def __init__(self, house: House):
        self.house = house
        self.active: Active | None = None
        self.original = {name: getattr(place, name) for name, place in _REPLACED.items()}

    def install(self) -> None:
        """Put this seam's functions in place of WeasyPrint's."""
        own = {
            "get_first_line": drawing_line(self.original["get_first_line"]),
            "draw_text_decoration": underlining(self.original["draw_text_decoration"]),
        }
        for name, place in _REPLACED.items():
            setattr(place, name, own.get(name) or getattr(self, name))

    def remove(self) -> None:
        """Put WeasyPrint's own functions back."""
        for name, place in _REPLACED.items():
            setattr(place, name, self.original[name])

    def get_next_linebox(
        self,
        context: Any,
        linebox: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *rest: Any,
    ) -> Any:
        """The planned line that begins at `skip_stack`: as it was kept, or laid out by WeasyPrint."""
        outer = self.active
        active = self._activate(context, linebox, skip_stack, containing_block, rest)
        kept = active.plan.kept.get(active.line.start) if active else None
        x = containing_block.content_box_x()
        if kept is not None:
            return kept.at(x, position_y), kept.resume
        self.active = active
        try:
            line, resume = self.original["get_next_linebox"](
                context, linebox, position_y, bottom_space, skip_stack, containing_block, *rest
            )
        finally:
            self.active = outer
        if line is not None:
            place_readings(line)
            if active is not None and active.steady and is_plain(line):
                active.plan.kept[active.line.start] = keep(line, resume, x, position_y)
        return line, resume

    def split_inline_box(self, context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:
        """A line box is cut by the plan, however wide its text is, and fitted when it is first laid out."""
        active = self.active
        if active is None or not isinstance(box, boxes.LineBox):
            result = self.original["split_inline_box"](context, box, position_x, max_x, *rest)
            if active is not None and result[1] is not None and active.ends_with(box):
                restore_end(result[0], box)
            return result
        result = self.original["split_inline_box"](context, box, position_x, max_x + _WIDE_OPEN, *rest)
        if active.line.start not in active.plan.fitted:
            fit_line(result[0], active)
            active.plan.fitted[active.line.start] = {part.chinese_key: part.copy() for part in texts_of(result[0])}
        return result

    def split_text_box(
        self, context: Any, box: Any, available_width: float | None, skip: int, is_line_start: bool = True
    ) -> Any:
        """A text of a planned paragraph ends where the plan ends the line."""
        active = self.active
        if active is None or id(box) not in active.plan.starts:
            return self.original["split_text_box"](context, box, available_width, skip, is_line_start)
        return cut_text(context, box, skip, active)

    def split_first_line(self, text: str, style: Any, *rest: Any, **options: Any) -> Any:
        """For preferred widths only: the gaps count, so that a box shrunk to its text holds it."""
        layout, length, resume, width, *metrics = self.original["split_first_line"](text, style, *rest, **options)
        if _is_chinese(style):
            piece = text.encode()[:length].decode()
            pairs = zip(piece, piece[1:], strict=False)
            width += sum(wants_gap(a, b) for a, b in pairs) * self.house.gap * style["font_size"]
        return (layout, length, resume, width, *metrics)

    def avoid_collisions(
        self, context: Any, box: Any, containing_block: Any, outer: bool = True
    ) -> tuple[float, float, float]:
        """Where a box may stand beside floats, and how much room it has there: (x, y, width) in px."""
        if outer or context.excluded_shapes or containing_block.style["direction"] != "ltr":
            found: tuple[float, float, float] = self.original["avoid_collisions"](context, box, containing_block, outer)
            return found
        return containing_block.content_box_x(), box.position_y, containing_block.width

    def justify_line(self, context: Any, line: Any, extra_width: float) -> Any:
        """A planned line is flush already."""
        return None if self.active else self.original["justify_line"](context, line, extra_width)

    def _activate(
        self, context: Any, linebox: Any, skip_stack: Any, containing_block: Any, rest: tuple[Any, ...]
    ) -> Active | None:
        """The planned line that begins at `skip_stack`; none where WeasyPrint shall do it."""
        first_letter_style, first_line_style = rest[-2:]
        if not _is_chinese(linebox.style) or context.excluded_shapes or first_letter_style or first_line_style:
            return None
        return active_line(context, linebox, skip_stack, containing_block, self.house)


def _is_chinese(style: Any) -> bool:
    """Is this Chinese text in horizontal writing, set as running text is?"""
    return (
        bool(style["lang"])
        and style["lang"].lower().startswith("zh")
        and style["direction"] == "ltr"
        and style["white_space"] == "normal"
        and style["text_align_all"] != "center"
        and style["letter_spacing"] == "normal"
    )
