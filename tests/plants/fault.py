"""How a fault is planted: a table of plants, and what they are made with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from preflightpdf import (
    Plant,
    add,
    artifact,
    picture,
    profile,
    resource,
    text,
)


@dataclass(frozen=True)
class Fault:
    """A plant and what has to be found: the code alone, on a page (from 1; 0: the file), of an object."""

    code: str
    purpose: str
    page: int
    thing: str
    plant: Plant

    def __str__(self) -> str:
        return f"{self.code} {self.purpose} {self.thing}"


FAULTS: list[Fault] = []


def fault(code: str, thing: str, *purposes: str, page: int = 2) -> Callable[[Plant], Plant]:
    """Enter a plant for one or more purposes, by default for print."""

    def enter(plant: Plant) -> Plant:
        FAULTS.extend(Fault(code, purpose, page, thing, plant) for purpose in purposes or ("print",))
        return plant

    return enter


def shows(code: str, thing: str, content: str) -> None:
    """A fault that is nothing but content."""
    fault(code, thing)(lambda pdf: add(pdf, content))


def icc(pdf: Pdf, space: bytes = b"RGB ", components: int = 3) -> Array:
    return Array([Name.ICCBased, Stream(pdf, profile(b"mntr", space), N=components)])


RGB_PIXELS = bytes([200, 10, 10]) * 3600
WORD = text("COLOUR", y=250)
AREA = "60 120 40 40 re f"
PLACED = "q 14.4 0 0 14.4 60 120 cm /Im1 Do Q"
WHITE = Array([0.9505, 1, 1.089])
ALL = ("print", "screen", "proof")


def area_in(space: Callable[[Pdf], Any], values: str) -> Plant:
    def plant(pdf: Pdf) -> None:
        resource(pdf, "ColorSpace", "Own", space(pdf))
        add(pdf, artifact(f"/Own cs {values} scn {AREA}"))

    return plant


def axial(space: Any, first: list[float], last: list[float]) -> Dictionary:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=Array(first), C1=Array(last), N=1)
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=[60, 120, 100, 160], Function=function)


def tile_of(pdf: Pdf, content: str, resources: Any = None, kind: int = 1) -> Stream:
    tile = Stream(pdf, content.encode())
    entries = {"PatternType": 1, "PaintType": kind, "TilingType": 1, "XStep": 8, "YStep": 8}
    for key, value in {**entries, "BBox": Array([0, 0, 8, 8]), "Resources": resources or Dictionary()}.items():
        tile[f"/{key}"] = value
    return tile


def masked(pdf: Pdf, mask: Stream) -> None:
    resource(pdf, "ExtGState", "Mask", Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
    add(pdf, artifact(f"/Mask gs 0.5 0 0 0 k {AREA}"))


def pictured(data: bytes = RGB_PIXELS, space: Any = Name.DeviceRGB, **entries: Any) -> Plant:
    def plant(pdf: Pdf) -> None:
        own = space(pdf) if callable(space) else space
        resource(pdf, "XObject", "Im1", picture(pdf, data, own, **entries))
        add(pdf, artifact(PLACED))

    return plant


def xmp(pdf: Pdf, old: str, new: str) -> None:
    text = pdf.Root.Metadata.read_bytes().decode()
    assert old in text
    pdf.Root.Metadata.write(text.replace(old, new).encode())


def of_file(code: str, thing: str, *purposes: str) -> Callable[[Plant], Plant]:
    return fault(code, thing, *purposes, page=0)


def without(path: str) -> Plant:
    """Take an entry out of the catalogue, or of something below it."""

    def plant(pdf: Pdf) -> None:
        *parents, last = path.split("/")
        holder: Any = pdf.Root
        for key in parents:
            holder = holder[int(key)] if key.isdigit() else holder[f"/{key}"]
        del holder[f"/{last}"]

    return plant


def annotate(pdf: Pdf, kind: str, box: tuple[float, ...], **entries: Any) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(list(box)), **entries)
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(note)])
