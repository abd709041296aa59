"""Shadings in inks: the colours of their functions turned (ISO 32000-1, 7.10 and 8.7.4.5)."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Name

from zbsh_pub.prepress.content import UnknownSpace
from zbsh_pub.prepress.ink import Ink
from zbsh_pub.prepress.separator import Separator

_EXPONENTIAL, _STITCHING = 2, 3


def turn_shading(shading: Any, separator: Separator, mask: bool = False) -> None:
    """Change a shading to DeviceCMYK, one of a mask to DeviceGray. Raises `UnknownSpace` for any but RGB and grey."""
    space = str(shading.ColorSpace)
    if mask:
        if space == "/DeviceRGB":
            _turn(shading.Function, lambda rgb: [0.3 * rgb[0] + 0.59 * rgb[1] + 0.11 * rgb[2]])
            shading.ColorSpace = Name.DeviceGray
        return
    if space == "/DeviceCMYK":
        return
    if space == "/DeviceRGB":
        _turn(shading.Function, lambda rgb: list(separator.ink(*rgb)))
    elif space == "/DeviceGray":
        _turn(shading.Function, lambda grey: list(Ink(0, 0, 0, 1 - grey[0])))
    else:
        raise UnknownSpace(space)
    shading.ColorSpace = Name.DeviceCMYK


def _turn(function: Any, colour: Any) -> None:
    """The colours at both ends of each piece; between them inks run as colours did."""
    kind = int(function.FunctionType)
    if kind == _STITCHING:
        for piece in function.Functions:
            _turn(piece, colour)
    elif kind == _EXPONENTIAL:
        for key, default in (("/C0", [0.0]), ("/C1", [1.0])):
            values = [float(value) for value in function.get(key, default)]
            function[key] = Array([round(part, 4) for part in colour(values)])
    else:
        raise UnknownSpace(f"function {kind}")
