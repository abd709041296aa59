"""Gradients of hard stops as plain shapes: rails become rectangles, dots under emphasis discs, each of one ink.

WeasyPrint draws gradients with `transparent` as a shading under a soft mask. Where each piece of both has one value
only, this is the same as shapes (ISO 32000-1, 7.10.4: stitching functions), and the page needs no blending.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

from zbsh_pub.prepress.marks import circle
from zbsh_pub.prepress.matrix import Box
from zbsh_pub.prepress.sheet import numbers

_AXIAL, _RADIAL, _STITCHING = 2, 3, 3
EDGE = 0.5  # px: a ramp no wider than this is an edge
_SMALL = 1e-5
Piece = tuple[float, float, tuple[float, ...]]


def flatten_bands(pdf: Pdf) -> None:
    """Replace each form that draws nothing but a hard-stop gradient by rectangles."""
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Form and "/BBox" in item:
            _flatten(item)


def _flatten(form: Any) -> None:
    drawn = _gradient_of(form)
    if drawn is None:
        return
    turn, shading, alpha, box = drawn
    shapes = list(_disc(shading, alpha, box) if int(shading.ShadingType) == _RADIAL else _bands(shading, alpha, box))
    if shapes and all(shape is not None for shape in shapes):
        form.write("\n".join(["q", turn, *(shape for shape in shapes if shape), "Q"]).encode())
        form.Resources = Dictionary()
        if "/Group" in form:
            del form["/Group"]


def _gradient_of(form: Any) -> tuple[str, Any, Any, Box] | None:
    """(coordinates, shading, shading of its mask, extent) of a form that draws a gradient and nothing else."""
    turn, state, shading = "", None, None
    resources = form.get("/Resources", Dictionary())
    for instruction in pikepdf.parse_content_stream(form):
        name, operands = str(instruction.operator), instruction.operands
        if name == "cm" and shading is None and state is None:
            turn += f"{numbers(tuple(float(value) for value in operands))} cm "
        elif name == "gs" and state is None and shading is None:
            state = resources.get("/ExtGState", Dictionary()).get(str(operands[0]))
        elif name == "sh" and shading is None:
            shading = resources.get("/Shading", Dictionary()).get(str(operands[0]))
        elif name not in {"BMC", "BDC", "EMC"}:
            return None
    if shading is None or shading.ColorSpace != Name.DeviceRGB:
        return None
    mask = state.get("/SMask") if state is not None else None
    if not isinstance(mask, Dictionary):
        return (turn, shading, None, _box(form)) if not turn else None
    inner = _mask_of(mask)
    return (turn, shading, inner, _box(mask.G)) if inner is not None else None


def _box(form: Any) -> Box:
    return Box(*(float(value) for value in form.BBox))


def _mask_of(mask: Any) -> Any:
    """The shading of a mask that holds nothing else."""
    names = [(str(i.operator), i.operands) for i in pikepdf.parse_content_stream(mask.G)]
    drawn = [operands for name, operands in names if name == "sh"]
    other = {name for name, _ in names} - {"sh", "cm", "BMC", "BDC", "EMC"}
    if len(drawn) != 1 or other or str(mask.S) != "/Luminosity":
        return None
    return mask.G.Resources.Shading.get(str(drawn[0][0]))


def _bands(shading: Any, alpha: Any, box: Box) -> Iterator[str | None]:
    """Each band as content, empty where nothing shows; none where the gradient is not one of bands."""
    if not _is_straight(shading) or (alpha is not None and list(alpha.Coords) != list(shading.Coords)):
        yield None
        return
    colours = list(_pieces(shading))
    shown = list(_pieces(alpha)) if alpha is not None else [(start, end, (1.0,)) for start, end, _ in colours]
    if [piece[:2] for piece in colours] != [piece[:2] for piece in shown]:
        yield None
        return
    for (start, end, colour), (_, _, (opacity, *soft)) in zip(colours, shown, strict=True):
        if len(colour) != 3 or soft or opacity not in (0, 1):
            yield None
        else:
            yield f"{numbers(colour)} rg {_rectangle(shading, start, end, box)} re f" if opacity else ""


def _is_straight(shading: Any) -> bool:
    """Does it run along an axis, not beyond its ends?"""
    if int(shading.ShadingType) != _AXIAL or int(shading.Function.FunctionType) != _STITCHING:
        return False
    x0, y0, x1, y1 = (float(value) for value in shading.Coords)
    extends = any(bool(value) for value in shading.get("/Extend", ()))
    return not extends and (abs(x0 - x1) < _SMALL) != (abs(y0 - y1) < _SMALL)


def _disc(shading: Any, alpha: Any, box: Box) -> Iterator[str | None]:
    """A disc of one colour, where a circle is opaque up to an edge and nothing shows beyond; else none."""
    x, y, start, x1, y1, radius = (float(value) for value in shading.Coords)
    stitched = int(shading.Function.FunctionType) == _STITCHING
    if alpha is None or not stitched or start or (x, y) != (x1, y1) or list(alpha.Coords) != list(shading.Coords):
        yield None
        return
    colours = {piece[2] for piece in _pieces(shading)}
    edge = _edge(list(_pieces(alpha)))
    if edge is None or len(colours) != 1 or len(colour := colours.pop()) != 3:
        yield None
        return
    inner, outer = (part * radius for part in edge)
    size = (inner + outer) / 2
    fits = box.left <= x - size and x + size <= box.right and box.bottom <= y - size and y + size <= box.top
    yield f"{numbers(colour)} rg {circle(x, y, size)} f" if fits and outer - inner <= EDGE else None


def _edge(pieces: list[Piece]) -> tuple[float, float] | None:
    """Between which parameters opacity falls from one to nothing, once, for good; none where it does otherwise."""
    solid = [piece for piece in pieces if piece[2] == (1.0,)]
    falls = [piece for piece in pieces if piece[2] == (1.0, 0.0)]
    clear = [piece for piece in pieces if piece[2] == (0.0,)]
    if not solid or len(falls) != 1 or pieces != [*solid, *falls, *clear]:
        return None
    return falls[0][0], falls[0][1]


def _pieces(shading: Any) -> Iterator[Piece]:
    """(start, end, value) of each piece that has a length; two values one after the other where it changes."""
    function = shading.Function
    start, stop = (float(value) for value in function.Domain)
    ends = [start, *(float(value) for value in function.Bounds), stop]
    for left, right, piece in zip(ends[:-1], ends[1:], function.Functions, strict=True):
        if right - left < _SMALL:
            continue
        first = tuple(float(value) for value in piece.C0)
        last = tuple(float(value) for value in piece.C1)
        yield left, right, first if first == last else (*first, *last)


def _rectangle(shading: Any, start: float, end: float, box: Box) -> str:
    """The band between two parameters, as wide as the form."""
    x0, y0, x1, y1 = (float(value) for value in shading.Coords)
    first, last = (float(value) for value in shading.get("/Domain", (0, 1)))
    near, far = ((value - first) / (last - first) for value in (start, end))
    left, bottom, right, top = box
    if abs(x0 - x1) < _SMALL:
        edges = sorted((y0 + near * (y1 - y0), y0 + far * (y1 - y0)))
        return numbers((left, edges[0], right - left, edges[1] - edges[0]))
    edges = sorted((x0 + near * (x1 - x0), x0 + far * (x1 - x0)))
    return numbers((edges[0], bottom, edges[1] - edges[0], top - bottom))
