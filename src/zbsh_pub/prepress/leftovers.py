"""What no press unit may hold: colours that are no ink (ISO 15930-7, 6.2.3), looked for in its finished objects."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

_SPACES = (Name.DeviceGray, Name.DeviceCMYK)
_COLOURS = frozenset({"rg", "RG"})
_CHOOSING = frozenset({"cs", "CS"})


def leftovers(data: bytes) -> Iterator[str]:
    """Every operator, picture, shading, group and annotation of a PDF that is not for the press, by what it is."""
    with Pdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            yield from _in_stream(page)
        for item in pdf.objects:
            if isinstance(item, (Dictionary, Stream)):
                yield from _in_object(item)


def _in_object(item: Any) -> Iterator[str]:
    if item.get("/Type") == "/Annot":
        yield "annotation"
    if "/ShadingType" in item and item.ColorSpace not in _SPACES:
        yield f"shading {item.ColorSpace}"
    if not isinstance(item, Stream):
        return
    if item.get("/Subtype") == Name.Image and not item.get("/ImageMask", False) and item.ColorSpace not in _SPACES:
        yield f"picture {item.ColorSpace}"
    if item.get("/Subtype") == Name.Form or item.get("/PatternType", 0) == 1:
        if "/Group" in item and item.Group.get("/CS", Name.DeviceCMYK) not in _SPACES:
            yield f"group {item.Group.CS}"
        yield from _in_stream(item)


def _in_stream(stream: Any) -> Iterator[str]:
    for instruction in pikepdf.parse_content_stream(stream):
        name = str(instruction.operator)
        if name in _COLOURS or name == "INLINE IMAGE":
            yield name
        elif name in _CHOOSING and str(instruction.operands[0]) not in ("/Pattern", "/DeviceCMYK", "/DeviceGray"):
            yield f"{name} {instruction.operands[0]}"
