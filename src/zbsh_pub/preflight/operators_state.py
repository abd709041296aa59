"""Operators that change the graphics state, its colours among it (ISO 32000-2, 8.4.4 and 8.6.8)."""

from __future__ import annotations

from typing import Any

from pikepdf import Name

from zbsh_pub.preflight.colour import CMYK, GRAY, RGB, Colour, Space
from zbsh_pub.preflight.forms import draw_mask
from zbsh_pub.preflight.geometry import matrix, times
from zbsh_pub.preflight.run import Operator, Run
from zbsh_pub.preflight.settings import operand_name, set_fields, settings_of
from zbsh_pub.preflight.values import number, numbers


def save(run: Run, _: Any) -> None:
    run.stack.append(run.state.copy())


def restore(run: Run, _: Any) -> None:
    if run.stack:
        run.state = run.stack.pop()


def concatenate(run: Run, operands: Any) -> None:
    run.state.ctm = times(matrix(numbers(list(operands))), run.state.ctm)


def line_width(run: Run, operands: Any) -> None:
    run.state.line_width = number(operands[0])


def graphics_state(run: Run, operands: Any) -> None:
    """`gs`: all that it names at once; a soft mask is drawn, since what it is made of counts too."""
    for field, value in set_fields(run.state, settings_of(run.scope.resources, operand_name(operands), run.source)):
        if field == "forbidden":
            run.record.forbidden.add(value)
        else:
            run.state.masked = value is not None
            draw_mask(run, value)


def _set(run: Run, stroke: bool, colour: Colour, pattern: Any = None) -> None:
    if stroke:
        run.state.stroke, run.state.stroke_pattern = colour, pattern
    else:
        run.state.fill, run.state.fill_pattern = colour, pattern


def _space(stroke: bool) -> Operator:
    """`CS`, `cs`: a space, with its first colour."""

    def set_space(run: Run, operands: Any) -> None:
        space = run.source.spaces.read(operands[0], run.scope.resources.part("ColorSpace"))
        _set(run, stroke, Colour(space, _first(space)))

    return set_space


def _first(space: Space) -> tuple[float, ...]:
    """The colour that a space begins with (8.6.8): black, of spot colours the full tint."""
    if space.model == "spot" and space.family != "Indexed":
        return (1.0,) * space.components
    if space.family == "Pattern":
        return ()
    return (0.0, 0.0, 0.0, 1.0) if space.components == 4 else (0.0,) * space.components


def _components(stroke: bool) -> Operator:
    """`SC`, `SCN`, `sc`, `scn`: values in the current space, or a pattern."""

    def set_values(run: Run, operands: Any) -> None:
        space = (run.state.stroke if stroke else run.state.fill).space
        values, pattern = list(operands), None
        if values and isinstance(values[-1], Name):
            pattern = run.scope.resources.part("Pattern").get(operand_name(operands))
            values = values[:-1]
        _set(run, stroke, Colour(space, numbers(values)), pattern)

    return set_values


def _device(stroke: bool, space: Space) -> Operator:
    """`G`, `RG`, `K` and their small letters; a default space of the resources stands in for the device's (8.6.5.6)."""
    default = f"Default{space.family.removeprefix('Device')}"

    def set_device(run: Run, operands: Any) -> None:
        named = run.scope.resources.part("ColorSpace")
        own = run.source.spaces.read(named[default], {}) if default in named else space
        _set(run, stroke, Colour(own, numbers(list(operands))))

    return set_device


OPERATORS: dict[str, Operator] = {
    "q": save,
    "Q": restore,
    "cm": concatenate,
    "w": line_width,
    "gs": graphics_state,
    "CS": _space(True),
    "cs": _space(False),
    **{name: _components(True) for name in ("SC", "SCN")},
    **{name: _components(False) for name in ("sc", "scn")},
    "G": _device(True, GRAY),
    "g": _device(False, GRAY),
    "RG": _device(True, RGB),
    "rg": _device(False, RGB),
    "K": _device(True, CMYK),
    "k": _device(False, CMYK),
}
