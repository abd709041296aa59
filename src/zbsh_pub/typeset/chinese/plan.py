"""The planned lines of a paragraph: made once for a width, then asked for line by line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import weasyprint.layout.inline as inline

from zbsh_pub.typeset.chinese.breaks import break_paragraph
from zbsh_pub.typeset.chinese.flow import Flow, end_of, flow_of, place_of
from zbsh_pub.typeset.chinese.house import House
from zbsh_pub.typeset.chinese.kept import Kept
from zbsh_pub.typeset.chinese.paragraph import Line


@dataclass(slots=True)
class Plan:
    """The planned lines of one line box at one width, and their indents (px), by the line's first character.

    A line is laid out many times while columns are filled and balanced, always alike: `fitted`
    keeps its text boxes, by the line's start and their place in the source, `kept` all of it.
    """

    lines: dict[int, Line]
    starts: dict[int, int]
    ends: dict[int, int]
    indents: dict[int, float]
    fitted: dict[int, dict[tuple[int, int], Any]] = field(default_factory=dict)
    kept: dict[int, Kept] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Active:
    """The line that is being laid out: its plan, its measure in px, how it is filled."""

    plan: Plan
    line: Line
    target: float
    justify: bool
    fill_last: bool
    house: House
    steady: bool

    def ends_with(self, box: Any) -> bool:
        """Does the line end where this inline box does?"""
        return end_of(box, self.plan.ends) == self.line.end


def active_line(context: Any, linebox: Any, skip_stack: Any, containing_block: Any, house: House) -> Active | None:
    """The planned line that begins at `skip_stack`, its indent given to the line box; none where none is planned."""
    skip_stack = inline.skip_first_whitespace(linebox, skip_stack)
    if skip_stack == "continue":
        return None
    flow = flow_of(context, linebox, containing_block)
    if not flow.plannable or not flow.glyphs:
        return None
    start = place_of(linebox, skip_stack, flow)
    width = containing_block.width
    plan = _plan_of(linebox, flow, start, width, house)
    line = plan.lines.get(start)
    if line is None:
        return None
    linebox.text_indent = plan.indents[start]
    target = width - linebox.text_indent
    style = linebox.style
    justify, fill_last = style["text_align_all"] == "justify", style["text_align_last"] == "justify"
    return Active(plan, line, target, justify, fill_last, house, flow.steady)


def _plan_of(linebox: Any, flow: Flow, start: int, width: float, house: House) -> Plan:
    """The plan of this line box that has a line at `start`: kept from an earlier pass, or made now."""
    plans: dict[Any, Plan] = linebox.__dict__.setdefault("chinese_plans", {})
    indent = linebox.text_indent
    key = (round(width, 3), round(indent, 3) if start == 0 else None)
    for (known_width, _), plan in plans.items():
        if known_width == key[0] and start in plan.lines and start > 0:
            return plan
    if start == 0 and key in plans:
        return plans[key]
    indents = flow.cap.indents(indent) if start == 0 else (0.0,)
    justify = linebox.style["text_align_all"] == "justify"
    lines = break_paragraph(flow.glyphs[start:], [width - i for i in indents], justify, house)
    moved = {line.start + start: Line(line.start + start, line.end + start, line.last) for line in lines}
    given = {begin: indents[min(row, len(indents) - 1)] for row, begin in enumerate(moved)}
    plan = Plan(moved, flow.starts, flow.ends, given)
    plans[key if start == 0 else (key[0], start)] = plan
    return plan
