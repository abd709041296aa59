"""What stands beside the characters of a line: drop caps, readings over their bases, lines under names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.line_break import strut

CAP, READING_BOX, READING = "dropcap", "rt", "reading"
GROUP = "ruby--group"  # one reading for several characters, which stay on one line
# em: the line under a name ends this much before its last character does, so that two lines never meet (clreq 3.1.8)
SHORTER = 0.07
WAVE, CREST = 0.5, 0.1  # em: length of a wave, height of its control points


@dataclass(frozen=True, slots=True)
class Cap:
    """A drop cap: how many lines it stands beside, and its width with its margins in px."""

    lines: int = 1
    width: float = 0.0

    def indents(self, first: float) -> tuple[float, ...]:
        """The indents of a paragraph's lines; the last is that of all further lines."""
        return (first, *[self.width] * (self.lines - 1), 0.0)


NO_CAP = Cap()


def has_class(box: Any, name: str) -> bool:
    return box.element is not None and name in (box.element.get("class") or "").split()


def cap_of(linebox: Any, atom: Any) -> Cap | None:
    """The drop cap that a laid-out atomic box at the head of `linebox` is, by its line height; else none."""
    if not has_class(atom, CAP):
        return None
    return Cap(max(1, round(strut(atom.style)[0] / strut(linebox.style)[0])), atom.margin_width())


def place_readings(box: Any) -> None:
    """Move each reading of a finished line to the upper left corner of its base; the sheet does the rest."""
    children = getattr(box, "children", ())
    base = next((child for child in children if isinstance(child, boxes.TextBox)), None)
    for child in children:
        if isinstance(child, AbsolutePlaceholder):
            if base is not None and has_class(child, READING_BOX):
                top = base.position_y + base.margin_top
                child.translate(base.position_x - child.position_x, top - child.position_y)
        elif isinstance(child, boxes.InlineBox):
            place_readings(child)


def underlining(original: Callable[..., None]) -> Callable[..., None]:
    """`draw_text_decoration` with underlines a little shorter than their text, and none under readings."""

    def draw_text_decoration(
        stream: Any, textbox: Any, offset_x: float, offset_y: float, thickness: float, color: Any
    ) -> None:
        if has_class(textbox, READING):
            return
        if "underline" not in textbox.style["text_decoration_line"]:
            original(stream, textbox, offset_x, offset_y, thickness, color)
            return
        em = textbox.style["font_size"]
        line, inset = textbox.copy(), SHORTER * em
        line.position_x, line.width = line.position_x + inset, line.width - 2 * inset
        if line.style["text_decoration_style"] == "wavy":
            _draw_wave(stream, line, offset_y, thickness, color)
        else:
            original(stream, line, offset_x, offset_y, thickness, color)

    return draw_text_decoration


def _draw_wave(stream: Any, line: Any, offset_y: float, thickness: float, color: Any) -> None:
    """甲式书名号: whole waves under the title, about half an em long each."""
    em = line.style["font_size"]
    count = max(1, round(line.width / (WAVE * em)))
    step, height = line.width / count / 2, CREST * em
    x, y = line.position_x, line.position_y + offset_y
    with stream.stacked():
        stream.set_color(color, stroke=True)
        stream.set_line_width(thickness)
        stream.move_to(x, y)
        for half in range(2 * count):
            crest = y - height if half % 2 else y + height
            stream.curve_to(x + step * 0.36, crest, x + step * 0.64, crest, x + step, y)
            x += step
        stream.stroke()
