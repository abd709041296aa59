"""The inline content of a paragraph as one row of characters, each with the advance that Pango gives it (px)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import weasyprint.layout.inline as inline
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import create_layout

from zbsh_pub.typeset.chinese.beside import GROUP, NO_CAP, Cap, cap_of, has_class
from zbsh_pub.typeset.chinese.characters import ATOM, GLUE
from zbsh_pub.typeset.chinese.paragraph import Glyph, squeeze_pair
from zbsh_pub.typeset.chinese.shaping import advances

WIDE = 2.5  # em: an atom wider than this cannot stand beside another one


@dataclass(slots=True)
class Flow:
    """The characters of a paragraph, and where each text box begins and ends among them, by the box's id.

    `plannable` says that its lines can be planned, `steady` that they are the same each time they are
    laid out; `cap` is the drop cap at its head.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    plannable: bool = True
    steady: bool = True
    cap: Cap = NO_CAP


def flow_of(context: Any, linebox: Any, containing_block: Any) -> Flow:
    """The content of a paragraph's line box, measured when it is first asked for."""
    flow: Flow | None = linebox.__dict__.get("chinese_flow")
    if flow is None:
        flow = Flow()
        _collect(context, linebox, containing_block, flow)
        linebox.__dict__["chinese_flow"] = flow
    return flow


def place_of(linebox: Any, skip_stack: Any, flow: Flow) -> int:
    """The index of the character that `skip_stack` means."""
    if skip_stack is None:
        return 0
    box, stack = linebox, skip_stack
    while stack is not None:
        ((index, stack),) = stack.items()
        if isinstance(box, boxes.TextBox):
            return flow.starts[id(box)] + len(box.text.encode()[:index].decode())
        if index >= len(box.children):
            return end_of(box, flow.ends)
        box = box.children[index]
    return _start_of(box, flow)


def end_of(box: Any, ends: dict[int, int]) -> int:
    """Where the last text in the box ends; -1 where it has none."""
    return max((ends[id(child)] for child in box.descendants() if id(child) in ends), default=-1)


def side(box: Any, name: str) -> float:
    """Margin, padding and border of an inline box on its "left" or "right" (px)."""
    sizes = (
        getattr(box, f"{kind}_{name}{'_width' if kind == 'border' else ''}") for kind in ("margin", "padding", "border")
    )
    return sum(size for size in sizes if isinstance(size, (int, float)))


def atom_char(box: Any) -> str:
    """An atom breaks like the first character in it; an empty one clings to what stands before."""
    for child in box.descendants() if hasattr(box, "descendants") else ():
        if isinstance(child, boxes.TextBox) and child.text:
            return ATOM
    return ATOM if isinstance(box, boxes.ReplacedBox) else GLUE[0]


def _start_of(box: Any, flow: Flow) -> int:
    """Where the first text or atom in the box begins; -1 where it has none."""
    if id(box) in flow.starts:
        return flow.starts[id(box)]
    for child in getattr(box, "children", ()):
        start = _start_of(child, flow)
        if start >= 0:
            return start
    return -1


def _collect(context: Any, box: Any, containing_block: Any, flow: Flow) -> None:
    """Measure all in-flow content of `box` in order."""
    for child in box.children:
        if not child.is_in_normal_flow():
            flow.plannable = flow.plannable and not child.is_floated()
        elif isinstance(child, boxes.TextBox):
            _collect_text(context, child, flow)
        elif isinstance(child, boxes.InlineBox):
            _collect_inline(context, child, containing_block, flow)
        elif isinstance(child, boxes.AtomicInlineLevelBox):
            atom = inline.atomic_box(context, child, 0, None, containing_block, [], [])
            flow.cap = (not flow.glyphs and cap_of(box, atom)) or flow.cap
            _collect_atom(child, atom.margin_width(), flow)
        else:
            flow.plannable = False


def _collect_text(context: Any, box: Any, flow: Flow) -> None:
    """Marks that meet where two texts meet are squeezed (clreq 3.1.6.2)."""
    style = box.style
    flow.plannable = flow.plannable and style["white_space"] == "normal" and "\n" not in box.text
    flow.starts[id(box)] = len(flow.glyphs)
    if box.text and style["font_size"]:
        layout = create_layout(box.text, style, context, None, 0)
        glyphs = [Glyph(c, w, style["font_size"]) for c, w in advances(layout)]
        if flow.glyphs and glyphs:
            flow.glyphs[-1], glyphs[0] = squeeze_pair(flow.glyphs[-1], glyphs[0])
        flow.glyphs += glyphs
    flow.ends[id(box)] = len(flow.glyphs)


def _collect_inline(context: Any, box: Any, containing_block: Any, flow: Flow) -> None:
    """What stands at an edge of an inline box is as much wider as the box has space there."""
    inline.resolve_percentages(box, containing_block)
    # What shows a page number is made anew when the number is known.
    flow.steady = flow.steady and not box.missing_link
    flow.plannable = flow.plannable and not box.is_leader and box.style["white_space"] == "normal"
    start = len(flow.glyphs)
    _collect(context, box, containing_block, flow)
    if has_class(box, GROUP):
        flow.glyphs[start:-1] = [replace(glyph, joined=True) for glyph in flow.glyphs[start:-1]]
    _widen(flow, start, side(box, "left"))
    _widen(flow, len(flow.glyphs) - 1, side(box, "right"))


def _widen(flow: Flow, index: int, amount: float) -> None:
    """Space at an edge of an inline box goes with the character there; an empty box has none."""
    if amount and 0 <= index < len(flow.glyphs):
        glyph = flow.glyphs[index]
        flow.glyphs[index] = replace(glyph, width=glyph.width + amount)


def _collect_atom(box: Any, width: float, flow: Flow) -> None:
    """An atomic box is a character of its own."""
    em = box.style["font_size"]
    flow.starts[id(box)] = len(flow.glyphs)
    beside = bool(flow.glyphs) and flow.glyphs[-1].char == ATOM
    flow.plannable = flow.plannable and not (beside and width > WIDE * em)
    flow.glyphs.append(Glyph(atom_char(box), width, em))
