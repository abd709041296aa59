"""Painting with a colour, a pattern or a shading (ISO 32000-2, 8.7): what patterns are made of is painted too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zbsh_pub.preflight.colour import Colour, total_ink
from zbsh_pub.preflight.facts import Kind
from zbsh_pub.preflight.functions import read_function
from zbsh_pub.preflight.geometry import Box, matrix, meet, times, transformed
from zbsh_pub.preflight.run import Run, Seen
from zbsh_pub.preflight.state import Pen, State
from zbsh_pub.preflight.values import box, entry, identity, number, numbers

_UNCOLOURED = 2
_STEPS = 256  # places along a shading at which its inks are summed


def lay(run: Run, kind: Kind, seen: Seen, stroke: bool = False) -> None:
    """Paint what is seen of something, stroked or filled, by the state's colour or pattern."""
    pen = run.state.pen(stroke)
    run.note_effects(pen.alpha)
    if pen.pattern is not None:
        draw_pattern(run, pen.pattern, pen.colour, seen.area)
    elif pen.colour.space.family != "Pattern":
        run.note(kind, pen, seen)


def draw_pattern(run: Run, pattern: Any, colour: Colour, area: Box) -> None:
    """Paint an area with a pattern: a tile is run as a stream, a shading noted."""
    if int(number(entry(pattern, "/PatternType"))) == 2:
        draw_shading(run, entry(pattern, "/Shading"), area)
        return
    key = (identity(pattern), colour if int(number(entry(pattern, "/PaintType"))) == _UNCOLOURED else None)
    if key in run.record.masks:
        return
    run.record.masks.add(key)
    state = State(times(matrix(numbers(entry(pattern, "/Matrix"))), run.scope.base), area)
    if key[1] is not None and colour.space.base:
        own = Colour(colour.space.base, colour.values)
        state = replace(state, fill=own, stroke=own)
    tile = box(entry(pattern, "/BBox"))
    state.clip = _reach(state, tile, area)
    resources = run.source.resources(entry(pattern, "/Resources"))
    scope = run.scope.below("pattern", resources=resources, base=state.ctm, tag=run.tag or "artifact")
    run.enter(run.source.instructions(pattern), scope, state)


def _reach(state: State, tile: Box | None, area: Box) -> Box:
    """The clip of a tile. It is laid many times, so one that lies off the area still counts as lying on it."""
    if tile is None:
        return area
    whole = transformed(state.ctm, tile)
    if meet(whole, area) is None:
        state.ctm = times(state.ctm, (1.0, 0.0, 0.0, 1.0, area[0] - whole[0], area[1] - whole[1]))
        whole = transformed(state.ctm, tile)
    return whole


def draw_shading(run: Run, shading: Any, area: Box | None) -> None:
    """Note a shading's space, with the colour of most ink along it."""
    seen = run.visible(area)
    if seen is None or shading is None:
        return
    space = run.source.spaces.read(entry(shading, "/ColorSpace"), run.scope.resources.part("ColorSpace"))
    colours = [Colour(space, values) for values in _values(shading)]
    fullest = max(colours, key=total_ink, default=Colour(space))
    run.note("shading", Pen(fullest, None, 1.0, False), Seen(0.0, seen))


def _values(shading: Any) -> list[tuple[float, ...]]:
    """The colours along an axial or radial shading; of others (functions of a plane, meshes) none."""
    function = read_function(entry(shading, "/Function"))
    if function is None or int(number(entry(shading, "/ShadingType"))) not in (2, 3):
        return []
    first, last = numbers(entry(shading, "/Domain")) or (0.0, 1.0)
    return [function(first + (last - first) * step / _STEPS) for step in range(_STEPS + 1)]
