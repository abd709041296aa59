"""Operators that make and paint paths (ISO 32000-2, 8.5)."""

from __future__ import annotations

from typing import Any

from zbsh_pub.preflight.geometry import Box, meet, scale, size, transformed
from zbsh_pub.preflight.painting import lay
from zbsh_pub.preflight.run import Operator, Run, Seen
from zbsh_pub.preflight.values import numbers

_SLIVER = 0.02  # points: what a clip leaves of an area by rounding is not seen


def move(run: Run, operands: Any) -> None:
    run.path.start(*numbers(list(operands)))


def line(run: Run, operands: Any) -> None:
    run.path.add(*numbers(list(operands)))


def curve(run: Run, operands: Any) -> None:
    """The box round a curve's control points holds the curve."""
    values = numbers(list(operands))
    for at in range(0, len(values) - 1, 2):
        run.path.add(values[at], values[at + 1])


def rectangle(run: Run, operands: Any) -> None:
    x, y, width, height = numbers(list(operands))
    run.path.start(x, y)
    run.path.add(x + width, y + height)


def clip(run: Run, _: Any) -> None:
    run.path.clips = True


def _painting(fill: bool, stroke: bool) -> Operator:
    """Paint the path, let it clip if it was told to, and forget it."""

    def paint(run: Run, _: Any) -> None:
        parts = [_box(part) for part in run.path.boxes]
        if parts and not run.is_hidden:
            if fill:
                fill_path(run, parts, run.state.line_width if stroke else 0.0)
            if stroke:
                stroke_path(run, parts)
        if run.path.clips:
            clip_path(run, parts)
        run.path.clear()

    return paint


def _box(part: list[float]) -> Box:
    return part[0], part[1], part[2], part[3]


def _whole(parts: list[Box]) -> Box:
    left, bottom, right, top = zip(*parts, strict=True)
    return min(left), min(bottom), max(right), max(top)


def fill_path(run: Run, parts: list[Box], rim: float = 0.0) -> None:
    """A filled area; its size is the lesser side of its thinnest part that is seen, with the `rim` of its stroke."""
    state = run.state
    seen = [(part, run.visible(transformed(state.ctm, part))) for part in parts if max(size(part)) > 0]
    sides = [side for part, area in seen if area and (side := _side(part, area, scale(state.ctm))) is not None]
    if sides and (area := run.visible(transformed(state.ctm, _whole(parts)))):
        run.note_tag("area")
        lay(run, "area", Seen(min(sides) + rim * scale(state.ctm), area))


def _side(part: Box, area: Box, factor: float) -> float | None:
    """The lesser side of a part as it is seen; None where a clip leaves nothing but a sliver."""
    own, left = min(size(part)) * factor, min(size(area))
    if left < _SLIVER < own:
        return None
    return min(own, left)


def stroke_path(run: Run, parts: list[Box]) -> None:
    width = run.state.line_width * scale(run.state.ctm)
    if area := run.visible(transformed(run.state.ctm, _whole(parts))):
        run.note_tag("line")
        lay(run, "line", Seen(width, area), stroke=True)


def clip_path(run: Run, parts: list[Box]) -> None:
    """The clip is kept as a box: it never leaves out what is seen."""
    area = transformed(run.state.ctm, _whole(parts)) if parts else None
    run.state.clip = (meet(area, run.state.clip) if area else None) or (0.0, 0.0, -1.0, -1.0)


OPERATORS: dict[str, Operator] = {
    "m": move,
    "l": line,
    **dict.fromkeys(("c", "v", "y"), curve),
    "re": rectangle,
    **dict.fromkeys(("W", "W*"), clip),
    **dict.fromkeys(("S", "s"), _painting(False, True)),
    **dict.fromkeys(("f", "F", "f*"), _painting(True, False)),
    **dict.fromkeys(("B", "B*", "b", "b*"), _painting(True, True)),
    "n": _painting(False, False),
}
