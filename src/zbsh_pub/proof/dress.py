"""Sheets as drawn units: a finished unit with its pages on larger sheets, and the list as a unit of its own.

A page keeps its content and its coordinates: the sheet is a larger MediaBox round it (ISO 32000-1, 14.11.2), what
belongs to the proof follows the page's content as an artifact (14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from zbsh_pub.model import PageSpan
from zbsh_pub.proof.ink import POINTS, Canvas, Faces, Sheet
from zbsh_pub.proof.listing import ListPage
from zbsh_pub.proof.looks import Looks
from zbsh_pub.proof.sheet import Spot
from zbsh_pub.typeset.drawn import Anchor, Bookmark, DrawnUnit, Foot

LIST = "proof_list"
# The linker packs what it takes in: nothing is gained by packing it here.
_AS_IT_IS: dict[str, Any] = {
    "object_stream_mode": pikepdf.ObjectStreamMode.disable,
    "compress_streams": False,
    "deterministic_id": True,
}


Draw = Callable[[int, Canvas], Sequence[Spot]]  # draws on the sheet of a page; gives what can be clicked


def dressed(unit: DrawnUnit, looks: Looks, draw: Draw, anchors: Sequence[Anchor], names: Collection[str]) -> DrawnUnit:
    """The unit on sheets on which `draw` has drawn; links to other places than `names` lead nowhere any more."""
    out, faces = BytesIO(), Faces()
    with Pdf.open(BytesIO(unit.pdf)) as pdf:
        for index, page in enumerate(pdf.pages):
            canvas = Canvas(_sheet(page, looks), faces)
            _close_links(page, names)
            _add_links(pdf, page, draw(index, canvas))
            _lay_on_sheet(page, canvas)
        pdf.save(out, **_AS_IT_IS)
    return replace(unit, pdf=out.getvalue(), fonts=(*unit.fonts, *faces.uses()), anchors=(*unit.anchors, *anchors))


def without_links(unit: DrawnUnit, names: Collection[str]) -> DrawnUnit:
    """The unit with no links but those to `names`."""
    out = BytesIO()
    with Pdf.open(BytesIO(unit.pdf)) as pdf:
        for page in pdf.pages:
            _close_links(page, names)
        pdf.save(out, **_AS_IT_IS)
    return replace(unit, pdf=out.getvalue())


def _sheet(page: pikepdf.Page, looks: Looks) -> Sheet:
    left, bottom, right, top = (float(value) for value in page.mediabox)
    return Sheet(looks["trim", "x"], looks["trim", "y"], (right - left) / POINTS, (top - bottom) / POINTS, looks)


def _lay_on_sheet(page: pikepdf.Page, canvas: Canvas) -> None:
    """A larger sheet round the page; what stood out over the page's edge is cut off there."""
    trim = [float(value) for value in page.mediabox]
    edge = " ".join(f"{value:g}" for value in (trim[0], trim[1], trim[2] - trim[0], trim[3] - trim[1]))
    page.obj.TrimBox, page.obj.BleedBox = Array(trim), Array(trim)
    page.obj.MediaBox = Array([round(value, 3) for value in canvas.sheet.box])
    page.contents_add(f"q {edge} re W n".encode(), prepend=True)
    page.contents_add(b"Q /Artifact BMC q\n" + canvas.content() + b"\nQ EMC")


def _add_links(pdf: Pdf, page: pikepdf.Page, spots: Sequence[Spot]) -> None:
    links = [pdf.make_indirect(_link(spot)) for spot in spots]
    if links:
        page.obj.Annots = Array([*page.obj.get("/Annots", ()), *links])


def _link(spot: Spot) -> Dictionary:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([round(value, 2) for value in spot.box]),
        Border=Array([0, 0, 0]),
        Dest=String(spot.target),
    )


def _close_links(page: pikepdf.Page, names: Collection[str]) -> None:
    """A link keeps its place in the structure, but not a target that is not in the file."""
    for annotation in page.obj.get("/Annots", ()):
        if "/Dest" in annotation and str(annotation.Dest) not in names:
            del annotation["/Dest"]


def list_unit(pages: Sequence[ListPage], faces: Faces, title: str) -> DrawnUnit:
    """The list as a tagged unit: a paragraph for each row."""
    pdf = Pdf.new()
    fonts = pdf.make_indirect(Dictionary())
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    numbers: list[Any] = []
    for index, page in enumerate(pages):
        numbers += [index, _list_page(pdf, page, fonts, document)]
        pdf.pages[-1].obj.StructParents = index
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    pdf.Root.StructTreeRoot = root
    out = BytesIO()
    pdf.save(out, **_AS_IT_IS)
    anchors = tuple(Anchor(name, index, x, y) for index, page in enumerate(pages) for name, x, y in page.anchors)
    top = pages[0].canvas.sheet.box[3]
    marks = (Bookmark(1, title, 0, 0.0, top, False),)
    span = PageSpan(1, len(pages))
    return DrawnUnit(LIST, span, Foot(0, 0.0, 0.0), out.getvalue(), faces.uses(), marks, anchors)


def _list_page(pdf: Pdf, page: ListPage, fonts: Dictionary, document: Dictionary) -> Array:
    """Add a sheet of the list; gives the elements that its marked content belongs to."""
    box = Array([round(value, 3) for value in page.canvas.sheet.box])
    pieces = [b"/P <</MCID %d>> BDC\n%s\nEMC" % (number, piece) for number, piece in enumerate(page.pieces)]
    obj = pdf.make_indirect(
        Dictionary(
            Type=Name.Page,
            MediaBox=box,
            Resources=Dictionary(Font=fonts),
            Contents=pdf.make_stream(b"\n".join(pieces)),
        )
    )
    if page.spots:
        obj.Annots = Array([pdf.make_indirect(_link(spot)) for spot in page.spots])
    pdf.pages.append(pikepdf.Page(obj))
    own = pdf.pages[-1].obj
    elements = Array()
    for number in range(len(pieces)):
        paragraph = Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=own, K=Array([number]))
        elements.append(pdf.make_indirect(paragraph))
    document.K.extend(elements)
    return elements
