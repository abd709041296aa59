"""The seam: where WeasyPrint 70's inline layout asks for a line, it gets one of the planned lines.

Replaced while the context is open, for Chinese text in horizontal writing:

* `inline.get_next_linebox`: plans the paragraph once, then lays out the planned line;
* `inline.split_inline_box`: fits the finished line box to the measure;
* `inline.split_text_box`: cuts a text where the plan cuts it;
* `inline.justify_line`: leaves fitted lines alone;
* `preferred.split_first_line`: counts the gaps when a box is shrunk to its text;
* `Layout.get_first_line`: applies the changed advances when a line is drawn;
* `draw_text_decoration`: keeps the lines under two names apart.

Text is never changed: all spacing is in glyph advances, so the text layer stays the author's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import weasyprint
import weasyprint.draw.text as drawing
import weasyprint.layout.inline as inline
import weasyprint.layout.preferred as preferred
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi
from weasyprint.text.line_break import Layout, create_layout, first_line_metrics

from zbsh_pub.typeset.chinese.beside import GROUP, NO_CAP, Cap, cap_of, has_class, place_readings, underlining
from zbsh_pub.typeset.chinese.breaks import break_paragraph
from zbsh_pub.typeset.chinese.characters import ATOM, GLUE, OPENING, wants_gap
from zbsh_pub.typeset.chinese.house import House
from zbsh_pub.typeset.chinese.paragraph import (
    Glyph,
    Line,
    blank_half,
    end_trim,
    fit,
    looseness,
    squeeze_pair,
)
from zbsh_pub.typeset.native import WEASYPRINT

_WIDE_OPEN = 1e5


@dataclass(slots=True)
class _Plan:
    """The planned lines of one line box at one width.

    A line is laid out many times while columns are filled and balanced, always alike: `fitted`
    keeps its text boxes, by the line's start and their place in the source.
    """

    lines: dict[int, Line]
    starts: dict[int, int]
    ends: dict[int, int]
    indents: dict[int, float]
    fitted: dict[int, dict[tuple[int, int], Any]] = field(default_factory=dict)
    kept: dict[int, _Kept] = field(default_factory=dict)


@dataclass(slots=True)
class _Kept:
    """A finished line, where its line box resumes after it, and the corner that it was set from."""

    line: Any
    resume: Any
    x: float
    y: float


@dataclass(slots=True)
class _Active:
    """The line that is being laid out."""

    plan: _Plan
    line: Line
    target: float
    justify: bool
    fill_last: bool
    house: House
    steady: bool

    def ends_with(self, box: Any) -> bool:
        """Does the line end where this inline box does?"""
        return _end_of(box, self.plan.ends) == self.line.end


@dataclass(slots=True)
class _Flow:
    """The characters of a paragraph, and where each text box begins and ends among them."""

    glyphs: list[Glyph] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    plannable: bool = True
    steady: bool = True
    cap: Cap = NO_CAP


class Seam:
    """State of one open context."""

    def __init__(self, house: House):
        self.house = house
        self.active: _Active | None = None
        self.original = {
            "get_next_linebox": inline.get_next_linebox,
            "split_inline_box": inline.split_inline_box,
            "split_text_box": inline.split_text_box,
            "justify_line": inline.justify_line,
            "get_first_line": Layout.get_first_line,
            "split_first_line": preferred.split_first_line,
            "draw_text_decoration": drawing.draw_text_decoration,
        }

    def install(self) -> None:
        inline.get_next_linebox = self.get_next_linebox
        inline.split_inline_box = self.split_inline_box
        inline.split_text_box = self.split_text_box
        inline.justify_line = self.justify_line
        Layout.get_first_line = _drawing_line(self.original["get_first_line"])
        preferred.split_first_line = self.split_first_line
        drawing.draw_text_decoration = underlining(self.original["draw_text_decoration"])

    def remove(self) -> None:
        for name in ("get_next_linebox", "split_inline_box", "split_text_box", "justify_line"):
            setattr(inline, name, self.original[name])
        Layout.get_first_line = self.original["get_first_line"]
        preferred.split_first_line = self.original["split_first_line"]
        drawing.draw_text_decoration = self.original["draw_text_decoration"]

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
        outer = self.active
        active = self._activate(context, linebox, skip_stack, containing_block, rest)
        kept = active.plan.kept.get(active.line.start) if active else None
        x = containing_block.content_box_x()
        if kept is not None:
            return _moved(kept.line, x - kept.x, position_y - kept.y), kept.resume
        self.active = active
        try:
            line, resume = self.original["get_next_linebox"](
                context, linebox, position_y, bottom_space, skip_stack, containing_block, *rest
            )
        finally:
            self.active = outer
        if line is not None:
            place_readings(line)
            if active is not None and active.steady and _is_plain(line):
                active.plan.kept[active.line.start] = _Kept(_moved(line, 0.0, 0.0), resume, x, position_y)
        return line, resume

    def split_inline_box(self, context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:
        active = self.active
        if active is None or not isinstance(box, boxes.LineBox):
            result = self.original["split_inline_box"](context, box, position_x, max_x, *rest)
            if active is not None and result[1] is not None and active.ends_with(box):
                _restore_end(result[0], box)
            return result
        result = self.original["split_inline_box"](context, box, position_x, max_x + _WIDE_OPEN, *rest)
        if active.line.start not in active.plan.fitted:
            _fit_line(result[0], active)
            active.plan.fitted[active.line.start] = {part.chinese_key: part.copy() for part in _texts(result[0])}
        return result

    def split_text_box(
        self, context: Any, box: Any, available_width: float | None, skip: int, is_line_start: bool = True
    ) -> Any:
        active = self.active
        if active is None or id(box) not in active.plan.starts:
            return self.original["split_text_box"](context, box, available_width, skip, is_line_start)
        return _cut_text(context, box, skip, active)

    def split_first_line(self, text: str, style: Any, *rest: Any, **options: Any) -> Any:
        """For preferred widths only: the gaps count, so that a box shrunk to its text holds it."""
        layout, length, resume, width, *metrics = self.original["split_first_line"](text, style, *rest, **options)
        if _is_chinese(style):
            piece = text.encode()[:length].decode()
            pairs = zip(piece, piece[1:], strict=False)
            width += sum(wants_gap(a, b) for a, b in pairs) * self.house.gap * style["font_size"]
        return (layout, length, resume, width, *metrics)

    def justify_line(self, context: Any, line: Any, extra_width: float) -> Any:
        return None if self.active else self.original["justify_line"](context, line, extra_width)

    def _activate(
        self, context: Any, linebox: Any, skip_stack: Any, containing_block: Any, rest: tuple[Any, ...]
    ) -> _Active | None:
        """The planned line that begins at `skip_stack`; none where WeasyPrint shall do it."""
        first_letter_style, first_line_style = rest[-2:]
        if not _is_chinese(linebox.style) or context.excluded_shapes or first_letter_style or first_line_style:
            return None
        skip_stack = inline.skip_first_whitespace(linebox, skip_stack)
        if skip_stack == "continue":
            return None
        flow = _flow_of(context, linebox, containing_block)
        if not flow.plannable or not flow.glyphs:
            return None
        start = _offset(linebox, skip_stack, flow)
        width = containing_block.width
        plan = _plan_of(linebox, flow, start, width, linebox.text_indent, self.house)
        line = plan.lines.get(start)
        if line is None:
            return None
        linebox.text_indent = plan.indents[start]
        target = width - linebox.text_indent
        style = linebox.style
        justify, fill_last = style["text_align_all"] == "justify", style["text_align_last"] == "justify"
        return _Active(plan, line, target, justify, fill_last, self.house, flow.steady)


@contextmanager
def chinese_lines(house: House) -> Iterator[None]:
    """Set Chinese lines by the rules of this package while the context is open.

    Raises `RuntimeError` under another WeasyPrint than the one whose inside this module knows.
    """
    if weasyprint.VERSION != WEASYPRINT:
        raise RuntimeError(f"Chinese lines are made for WeasyPrint {WEASYPRINT}, not {weasyprint.VERSION}")
    seam = Seam(house)
    seam.install()
    try:
        yield
    finally:
        seam.remove()


def _is_chinese(style: Any) -> bool:
    return (
        bool(style["lang"])
        and style["lang"].lower().startswith("zh")
        and style["direction"] == "ltr"
        and style["white_space"] == "normal"
        and style["text_align_all"] != "center"
        and style["letter_spacing"] == "normal"
    )


def _is_plain(box: Any) -> bool:
    """Is there nothing in the line but text? What else it may hold has to be laid out each time."""
    if type(box) is boxes.TextBox:
        return True
    return type(box) in (boxes.LineBox, boxes.InlineBox) and all(map(_is_plain, box.children))


def _moved(box: Any, dx: float, dy: float) -> Any:
    """A copy of a plain line in another place."""
    new = box.copy()
    new.position_x += dx
    new.position_y += dy
    if type(new) is not boxes.TextBox:
        new.children = [_moved(child, dx, dy) for child in box.children]
    return new


def _plan_of(linebox: Any, flow: _Flow, start: int, width: float, indent: float, house: House) -> _Plan:
    """The plan of this line box that has a line at `start`: kept from an earlier pass, or made now."""
    plans: dict[Any, _Plan] = linebox.__dict__.setdefault("chinese_plans", {})
    key = (round(width, 3), round(indent, 3) if start == 0 else None)
    for (known_width, _), plan in plans.items():
        if known_width == key[0] and start in plan.lines and start > 0:
            return plan
    if start == 0 and key in plans:
        return plans[key]
    justify = linebox.style["text_align_all"] == "justify"
    indents = flow.cap.indents(indent) if start == 0 else (0.0,)
    lines = break_paragraph(flow.glyphs[start:], [width - i for i in indents], justify, house)
    moved = {line.start + start: Line(line.start + start, line.end + start, line.last) for line in lines}
    given = {begin: indents[min(row, len(indents) - 1)] for row, begin in enumerate(moved)}
    plan = _Plan(moved, flow.starts, flow.ends, given)
    plans[key if start == 0 else (key[0], start)] = plan
    return plan


def _flow_of(context: Any, linebox: Any, containing_block: Any) -> _Flow:
    flow: _Flow | None = linebox.__dict__.get("chinese_flow")
    if flow is None:
        flow = _Flow()
        _collect(context, linebox, containing_block, flow)
        linebox.__dict__["chinese_flow"] = flow
    return flow


def _collect(context: Any, box: Any, containing_block: Any, flow: _Flow) -> None:
    """Measure all in-flow content of `box` in order."""
    for child in box.children:
        if not child.is_in_normal_flow():
            flow.plannable = flow.plannable and not child.is_floated()
        elif isinstance(child, boxes.TextBox):
            _collect_text(context, child, flow)
        elif isinstance(child, boxes.InlineBox):
            inline.resolve_percentages(child, containing_block)
            # What shows a page number is made anew when the number is known.
            flow.steady = flow.steady and not child.missing_link
            flow.plannable = flow.plannable and not child.is_leader and child.style["white_space"] == "normal"
            start = len(flow.glyphs)
            _collect(context, child, containing_block, flow)
            if has_class(child, GROUP):
                flow.glyphs[start:-1] = [replace(glyph, joined=True) for glyph in flow.glyphs[start:-1]]
            _widen(flow, start, _side(child, "left"))
            _widen(flow, len(flow.glyphs) - 1, _side(child, "right"))
        elif isinstance(child, boxes.AtomicInlineLevelBox):
            flow.starts[id(child)] = len(flow.glyphs)
            atom = inline.atomic_box(context, child, 0, None, containing_block, [], [])
            beside = bool(flow.glyphs) and flow.glyphs[-1].char == ATOM
            flow.plannable = flow.plannable and not (beside and atom.margin_width() > 2.5 * child.style["font_size"])
            flow.cap = (not flow.glyphs and cap_of(box, atom)) or flow.cap
            flow.glyphs.append(Glyph(_atom_char(child), atom.margin_width(), child.style["font_size"]))
        else:
            flow.plannable = False


def _side(box: Any, side: str) -> float:
    sizes = (
        getattr(box, f"{kind}_{side}{'_width' if kind == 'border' else ''}") for kind in ("margin", "padding", "border")
    )
    return sum(size for size in sizes if isinstance(size, (int, float)))


def _widen(flow: _Flow, index: int, amount: float) -> None:
    """Space at an edge of an inline box goes with the character there; an empty box has none."""
    if amount and 0 <= index < len(flow.glyphs):
        glyph = flow.glyphs[index]
        flow.glyphs[index] = replace(glyph, width=glyph.width + amount)


def _atom_char(box: Any) -> str:
    """An atom breaks like the first character in it; an empty one clings to what stands before."""
    for child in box.descendants() if hasattr(box, "descendants") else ():
        if isinstance(child, boxes.TextBox) and child.text:
            return ATOM
    return ATOM if isinstance(box, boxes.ReplacedBox) else GLUE[0]


def _collect_text(context: Any, box: Any, flow: _Flow) -> None:
    style = box.style
    flow.plannable = flow.plannable and style["white_space"] == "normal" and "\n" not in box.text
    flow.starts[id(box)] = len(flow.glyphs)
    if box.text and style["font_size"]:
        layout = create_layout(box.text, style, context, None, 0)
        glyphs = [Glyph(c, w, style["font_size"]) for c, w in _advances(layout)]
        if flow.glyphs and glyphs:
            flow.glyphs[-1], glyphs[0] = squeeze_pair(flow.glyphs[-1], glyphs[0])
        flow.glyphs += glyphs
    flow.ends[id(box)] = len(flow.glyphs)


def _advances(layout: Any) -> list[tuple[str, float]]:
    """Each character and its advance in px as Pango shapes it."""
    text = layout.text
    widths = [0.0] * len(text)
    index = {byte: i for i, byte in enumerate(_byte_offsets(text))}
    first_line, _ = layout.get_first_line()
    for start, width in _clusters(first_line):
        if start in index:
            widths[index[start]] += width
    return list(zip(text, widths, strict=True))


def _byte_offsets(text: str) -> list[int]:
    offsets, position = [], 0
    for char in text:
        offsets.append(position)
        position += len(char.encode())
    return offsets


def _clusters(first_line: Any) -> Iterator[tuple[int, float]]:
    """(byte offset, advance in px) of each glyph of a Pango line."""
    run = first_line.runs
    while run != ffi.NULL:
        item = run.data
        glyphs, clusters, offset = item.glyphs.glyphs, item.glyphs.log_clusters, item.item.offset
        for i in range(item.glyphs.num_glyphs):
            yield offset + clusters[i], glyphs[i].geometry.width * FROM_UNITS
        run = run.next


def _offset(linebox: Any, skip_stack: Any, flow: _Flow) -> int:
    """The place in the paragraph that `skip_stack` means."""
    if skip_stack is None:
        return 0
    box, stack = linebox, skip_stack
    while stack is not None:
        ((index, stack),) = stack.items()
        if isinstance(box, boxes.TextBox):
            return flow.starts[id(box)] + len(box.text.encode()[:index].decode())
        if index >= len(box.children):
            return _end_of(box, flow.ends)
        box = box.children[index]
    return _start_of(box, flow)


def _start_of(box: Any, flow: _Flow) -> int:
    if id(box) in flow.starts:
        return flow.starts[id(box)]
    for child in getattr(box, "children", ()):
        start = _start_of(child, flow)
        if start >= 0:
            return start
    return -1


def _end_of(box: Any, ends: dict[int, int]) -> int:
    return max((ends[id(child)] for child in box.descendants() if id(child) in ends), default=-1)


def _restore_end(new_box: Any, box: Any) -> None:
    """Nothing of the inline box is left for the next line: its end, and the space there, stand on this one."""
    for name in ("margin_right", "padding_right", "border_right_width"):
        setattr(new_box, name, getattr(box, name))


def _cut_text(context: Any, box: Any, skip: int, active: _Active) -> Any:
    """The part of a text box that stands on the active line: (new box, next skip, preserved break)."""
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
    layout = create_layout(piece, box.style, context, None, 0)
    advances = _advances(layout)
    first_line, _ = layout.get_first_line()
    layout, _, _, _, height, baseline = first_line_metrics(first_line, piece, layout, None, True, box.style)
    new_box = box.copy_with_text(piece)
    new_box.chinese_advances, new_box.chinese_key, new_box.chinese_resume = advances, (id(box), skip), resume
    new_box.width = sum(width for _, width in advances)
    new_box.pango_layout = layout
    _set_height(new_box, height, baseline)
    return new_box, resume, False


def _set_height(box: Any, height: float, baseline: float) -> None:
    """Vertical metrics as WeasyPrint's own split_text_box sets them."""
    line_height, _ = inline.strut(box.style)
    half_leading = (line_height - height) / 2
    box.height = height
    box.margin_top = box.margin_bottom = half_leading
    box.baseline = baseline + half_leading


def _fit_line(line: Any, active: _Active) -> None:
    """Trim the edges of a laid-out line, bring it to the measure, move what stands on it."""
    parts = list(_parts(line))
    glyphs = [Glyph(char, width, em) for _, _, char, width, em in parts]
    if not glyphs:
        return
    gaps = [
        active.house.gap * a.em if wants_gap(a.char, b.char) else 0.0 for a, b in zip(glyphs, glyphs[1:], strict=False)
    ]
    glyphs = [Glyph(g.char, g.width + gap, g.em) for g, gap in zip(glyphs, [*gaps, 0.0], strict=True)]
    shifts = _squeeze_runs(parts, glyphs) | _trim_edges(glyphs, active.house)
    inner = _inner_space(line)
    changes = [] if _is_short(glyphs, active, inner) else fit(glyphs, active.target - inner, [*gaps, 0.0])
    _apply(line, parts, glyphs, changes, shifts)
    if not (active.line.last and active.fill_last):  # 均排 is wide on purpose
        _note_looseness(line, looseness(glyphs, changes))


def _note_looseness(line: Any, gap: float) -> None:
    """Keep a line's looseness with its first text, which is what later passes copy."""
    for part in _texts(line):
        part.chinese_looseness = gap
        return


def _is_short(glyphs: list[Glyph], active: _Active, inner: float) -> bool:
    """A last line that need not be filled; an overfull one is squeezed like any other."""
    ragged = not active.justify or (active.line.last and not active.fill_last)
    return ragged and sum(g.width for g in glyphs) + inner <= active.target


def _squeeze_runs(parts: list[Any], glyphs: list[Glyph]) -> dict[int, float]:
    """Marks that meet where two runs meet; gives how far opening marks have to be moved to the left."""
    shifts = {}
    for i in range(1, len(parts)):
        if parts[i][0] is not parts[i - 1][0]:
            before = glyphs[i]
            glyphs[i - 1], glyphs[i] = squeeze_pair(glyphs[i - 1], glyphs[i])
            if glyphs[i].width < before.width:
                shifts[i] = before.width - glyphs[i].width
    return shifts


def _trim_edges(glyphs: list[Glyph], house: House) -> dict[int, float]:
    """Half width for an opening mark at the start and a closing one at the end (clreq 3.1.6.3).

    Gives how far glyphs have to be moved to the left in their place.
    """
    shifts = {}
    first = next((i for i, g in enumerate(glyphs) if g.char not in GLUE), 0)
    last = len(glyphs) - 1
    half = blank_half(glyphs[first]) if glyphs[first].char in OPENING else 0.0
    if half:
        glyphs[first] = Glyph(glyphs[first].char, glyphs[first].width - half, glyphs[first].em)
        shifts[first] = half
    if last > first:
        end = glyphs[last]
        glyphs[last] = Glyph(end.char, end.width - end_trim(end, house.hang), end.em)
    return shifts


def _parts(box: Any) -> Iterator[tuple[Any, int, str, float, float]]:
    """(text box or none, index of the character in it, character, advance, em) of a laid-out line."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.TextBox):
            advances = getattr(child, "chinese_advances", None)
            if advances is None:
                yield None, 0, ATOM, child.width, child.style["font_size"]
            else:
                for i, (char, width) in enumerate(advances):
                    yield child, i, char, width, child.style["font_size"]
        elif isinstance(child, boxes.InlineBox):
            yield from _parts(child)
        else:
            yield None, 0, _atom_char(child), child.margin_width(), child.style["font_size"]


def _texts(box: Any) -> Iterator[Any]:
    """The text boxes of a laid-out line that this module has cut."""
    for child in box.children:
        if isinstance(child, boxes.TextBox) and hasattr(child, "chinese_key"):
            yield child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from _texts(child)


def _inner_space(box: Any) -> float:
    """Margins, borders and padding of the inline boxes on the line."""
    total = 0.0
    for child in box.children:
        if child.is_in_normal_flow() and isinstance(child, boxes.InlineBox):
            total += _side(child, "left") + _side(child, "right") + _inner_space(child)
    return total


def _apply(line: Any, parts: list[Any], glyphs: list[Glyph], changes: list[float], shifts: dict[int, float]) -> None:
    """Give each text box its edits in thousandths of an em, without a rest that adds up."""
    moved: dict[int, float] = {}
    owed = 0.0
    for i, (box, index, char, width, em) in enumerate(parts):
        if box is None:
            continue
        wanted = glyphs[i].width - width + (changes[i] if changes else 0.0) + owed
        step = em / 1000
        change = round(wanted / step) * step
        owed = wanted - change
        shift = shifts.get(i, 0.0)
        if char in OPENING and changes and changes[i] < 0:
            shift -= changes[i]  # the blank of an opening mark is on its left
        if change or shift:
            _edits(box)[index] = (change, -shift)
        moved[id(box)] = moved.get(id(box), 0.0) + change
    _move(line, moved, 0.0)


def _edits(box: Any) -> dict[int, tuple[float, float]]:
    layout = box.pango_layout
    if not hasattr(layout, "chinese_edits"):
        layout.chinese_edits = {}
    edits: dict[int, tuple[float, float]] = layout.chinese_edits
    return edits


def _move(box: Any, changes: dict[int, float], x: float) -> float:
    """Widen boxes by their changes and move what follows; gives the distance moved."""
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
                x = _move(child, changes, x)
        box.width += x - before
        return x
    box.translate(x, 0)
    return x


def _drawing_line(original: Any) -> Any:
    """`Layout.get_first_line` that applies the edits of a fitted text once it is laid out again to be drawn."""

    def get_first_line(layout: Any) -> Any:
        line, index = original(layout)
        edits = getattr(layout, "chinese_edits", None)
        if edits and getattr(layout, "chinese_drawn", None) is not layout.layout:
            layout.chinese_drawn = layout.layout
            _edit_glyphs(line, layout.text, edits)
        return line, index

    return get_first_line


def _edit_glyphs(line: Any, text: str, edits: dict[int, tuple[float, float]]) -> None:
    offsets = _byte_offsets(text)
    by_byte = {offsets[i]: edit for i, edit in edits.items() if i < len(offsets)}
    run = line.runs
    while run != ffi.NULL:
        item = run.data
        glyphs, clusters, offset = item.glyphs.glyphs, item.glyphs.log_clusters, item.item.offset
        for i in range(item.glyphs.num_glyphs):
            edit = by_byte.pop(offset + clusters[i], None)
            if edit:
                glyphs[i].geometry.width += round(edit[0] * TO_UNITS)
                # WeasyPrint writes x_offset as thousandths of an em without the factor 1000/1024.
                glyphs[i].geometry.x_offset += round(edit[1] * 1000)
        run = run.next
