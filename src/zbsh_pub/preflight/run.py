"""A content stream while it is run: its state, and the one place where painting is noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

from zbsh_pub.preflight.facts import Kind, Overprint, Transparency
from zbsh_pub.preflight.geometry import IDENTITY, Box, Matrix, meet
from zbsh_pub.preflight.recorder import Recorder, ink_of
from zbsh_pub.preflight.source import Source
from zbsh_pub.preflight.state import Mark, Path, Pen, Scope, State, Zones

Operator = Callable[["Run", Any], None]
_WRONG = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, pikepdf.PdfError)
DEEPEST = 12  # forms within forms; more is a circle


class Seen(NamedTuple):
    """What is seen of something painted: its size in points (see `Paint`), where it lies, the text that it says."""

    size: float
    area: Box
    sample: str = ""


@dataclass
class Run:
    """One content stream at work. `table` has the operators, `record` is the page's notebook."""

    source: Source
    record: Recorder
    zones: Zones
    table: Mapping[str, Operator]
    scope: Scope
    state: State
    stack: list[State] = field(default_factory=list)
    path: Path = field(default_factory=Path)
    marks: list[Mark] = field(default_factory=list)
    text_matrix: Matrix = IDENTITY
    line_matrix: Matrix = IDENTITY

    def do(self, instructions: list[tuple[str, Any]]) -> None:
        """Run the instructions; operators that nobody needs to see are passed over."""
        table = self.table
        for operator, operands in instructions:
            action = table.get(operator)
            if action is not None:
                try:
                    action(self, operands)
                except _WRONG:
                    self.source.damaged = True  # wrong operands: a reader passes over the operator

    def enter(self, instructions: list[tuple[str, Any]], scope: Scope, state: State) -> None:
        """Run another stream from within this one."""
        if scope.depth <= DEEPEST:
            Run(self.source, self.record, self.zones, self.table, scope, state).do(instructions)

    # --- where it stands ---------------------------------------------------------------------

    @property
    def is_hidden(self) -> bool:
        return any(mark.hidden for mark in self.marks)

    @property
    def tag(self) -> str:
        """ "artifact", "tag", or nothing for what stands outside all tags."""
        if self.scope.tag == "artifact" or any(mark.artifact for mark in self.marks):
            return "artifact"
        return "tag" if self.scope.tag or any(mark.mcid is not None for mark in self.marks) else ""

    # --- what it paints ----------------------------------------------------------------------

    def visible(self, area: Box | None) -> Box | None:
        """The part of an area that the clip and the sheet leave, or None."""
        return None if area is None or self.is_hidden else meet(area, self.state.clip)

    def note(self, kind: Kind, pen: Pen, seen: Seen) -> None:
        """Note that something visible is painted."""
        scope, state = self.scope, self.state
        face = state.face.key if kind == "text" and state.face else ""
        over: Overprint = "off" if not pen.over else "nonzero" if state.overprint_mode == 1 else "on"
        ink, zone = ink_of(pen.colour, self.source.inks), self.zones.of(seen.area)
        key = (kind, pen.colour, ink, over, round(seen.size, 3), face, zone, scope.where, scope.masking)
        self.record.paint(key, seen.sample)

    def note_effects(self, alpha: float, masked: bool = False) -> None:
        """Note the live transparency under which something is painted; within a mask it shapes the mask alone."""
        state, scope = self.state, self.scope
        if scope.masking:
            return
        if alpha < 1:
            self.record.transparent(Transparency("alpha", scope.blend, scope.where))
        if state.blend != "Normal":
            self.record.transparent(Transparency("blend", scope.blend, scope.where))
        if state.masked or masked:
            self.record.transparent(Transparency("mask", scope.blend, scope.where))

    def note_tag(self, kind: str, text: str = "") -> None:
        """Note content that no tag holds, and the MCIDs of what one holds, with their text."""
        if self.scope.masking:
            return
        tag = self.tag
        if not tag:
            self.record.untagged[kind] += 1
        elif tag == "tag" and self.scope.own_marks:
            for mcid in (mark.mcid for mark in self.marks if mark.mcid is not None):
                self.record.marked.add(mcid)
                self.record.say(mcid, text)
