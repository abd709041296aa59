"""Lines of all pages as paragraphs: where one begins, where one ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zbsh_pub.checks.typography.columns import Line
from zbsh_pub.checks.typography.marks import NUMBER, OPENING
from zbsh_pub.checks.typography.roles import Role

_INDENT = 0.7  # em: a line moved in by this much is indented
_SHORT = 0.12  # em: a line that ends this much before the edge is short
_GAP = 1.4  # pitches


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line with its role, and whether a paragraph begins or ends with it."""

    line: Line
    role: Role
    begins: bool = False
    ends: bool = False

    @property
    def is_judged(self) -> bool:
        """A line of the body that should be full: not the last of its paragraph."""
        return self.role == "body" and not self.ends

    @property
    def place(self) -> tuple[int, float, float, int]:
        """The column on its page, within its band."""
        return place_of(self.line)


def place_of(line: Line) -> tuple[int, float, float, int]:
    return line.page, line.left, line.right, line.band


def set_lines(lines: Sequence[Line], roles: Sequence[Role], pitch: float) -> list[SetLine]:
    """All lines in reading order with the beginnings and ends of paragraphs found."""
    begins = _beginnings(lines, roles, pitch)
    ends = _endings(lines, roles, begins, pitch)
    return [SetLine(line, roles[i], i in begins, i in ends) for i, line in enumerate(lines)]


def _beginnings(lines: Sequence[Line], roles: Sequence[Role], pitch: float) -> set[int]:
    begins: set[int] = set()
    before: int | None = None
    broken = False
    for i, role in enumerate(roles):
        if role == "heading":
            before = None
        elif role == "body":
            broken = broken or (before is not None and _is_apart(lines[before], lines[i], pitch))
            if before is None or _begins(lines[before], lines[i], before in begins, broken):
                begins.add(i)
            before, broken = i, False
        elif role != "note":
            broken = True
    return begins


def _endings(lines: Sequence[Line], roles: Sequence[Role], begins: set[int], pitch: float) -> set[int]:
    """A line ends its paragraph where the next begins, or where it is short and something stands between."""
    ends: set[int] = set()
    after: int | None = None
    broken = False
    for i in reversed(range(len(lines))):
        if roles[i] == "heading":
            after = None
        elif roles[i] == "body":
            broken = broken or (after is not None and _is_apart(lines[i], lines[after], pitch))
            if after is None or after in begins or (broken and _is_short(lines[i])):
                ends.add(i)
            after, broken = i, False
        elif roles[i] != "note":
            broken = True
    return ends


def _begins(before: Line, line: Line, before_begins: bool, broken: bool) -> bool:
    """The line begins a paragraph, judged by its indent against the line before it in reading order."""
    if line.run.beside:
        return line.run.beside == 1
    if abs((before.right - before.left) - (line.right - line.left)) > before.run.size:
        return True
    indent, was = indent_of(line), indent_of(before)
    numbered = bool(NUMBER.match(line.run.text))
    if broken and place_of(before) == place_of(line):
        return indent >= _INDENT or _is_short(before)
    if indent >= _INDENT:
        if abs(indent - was) < 0.3:  # a block moved in as a whole, or two paragraphs of one line
            return _is_short(before)
        return _is_short(before) or not _hangs(before, line)
    if was >= _INDENT:  # after a first line, or after a block moved in
        return numbered or (not before_begins and _is_short(before))
    return numbered and _is_short(before)


def indent_of(line: Line) -> float:
    """How far a line is moved in, in em; a trimmed opening mark counts as if it were whole, a drop cap not at all."""
    if line.run.beside:
        return 0.0
    indent = (line.run.left - line.left) / line.run.size
    if line.run.glyphs[0].text in OPENING and abs(indent - round(indent)) > 0.3:
        indent += 0.5
    return indent


def _is_short(line: Line) -> bool:
    return line.right - line.run.right > _SHORT * line.run.size


def _is_apart(above: Line, below: Line, pitch: float) -> bool:
    """More than a line's step within one column."""
    return place_of(above) == place_of(below) and above.baseline - below.baseline > _GAP * pitch


def _hangs(before: Line, line: Line) -> bool:
    """The line before begins with a number or a bullet, and its text where this line begins."""
    edge = before.left + indent_of(line) * line.run.size
    starts = [g.x + g.size / 2 * (g.text in OPENING) for g in before.run.glyphs[1:6]]
    starts += [g.x for g in before.run.glyphs[1:6]]
    return bool(NUMBER.match(before.run.text)) and any(abs(x - edge) < 0.2 * line.run.size for x in starts)
