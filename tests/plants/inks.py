"""Inks on paper and transparency (X07–X17)."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from plants.fault import (
    AREA,
    PLACED,
    WORD,
    axial,
    fault,
    icc,
    pictured,
    shows,
    xmp,
)
from preflightpdf import (
    add,
    artifact,
    form,
    paragraph,
    picture,
    resource,
    text,
)

shows("X07", "area", artifact(f"0.9 0.8 0.8 0.6 k {AREA}"))
shows("X07", "line of 2 pt", artifact("1 1 1 0.1 K 2 w 60 120 m 90 150 l S"))


@fault("X07", "shading")
def _full_shading(pdf: Pdf) -> None:
    """No end of the shading is over the limit, its middle is."""
    parts = Array([_step([0, 0, 0, 0], [1, 1, 1, 0.5]), _step([1, 1, 1, 0.5], [0, 0, 0, 0])])
    shading = axial(Name.DeviceCMYK, [], [])
    shading.Function = Dictionary(FunctionType=3, Domain=[0, 1], Functions=parts, Bounds=[0.5], Encode=[0, 1, 0, 1])
    resource(pdf, "Shading", "Sh0", shading)
    add(pdf, artifact("60 120 40 40 re W n /Sh0 sh"))


def _step(first: list[float], last: list[float]) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=Array(first), C1=Array(last), N=1)


FULL_TABLE = String("\0\0\0\0\xe6\xe6\xe6\xe6")
FULL = bytes([230, 230, 230, 128]) * 3600  # 321 %
fault("X08", "Im1")(pictured(FULL, Name.DeviceCMYK))
fault("X08", "Im1")(pictured(bytes(255 - b for b in FULL), Name.DeviceCMYK, Decode=[1, 0] * 4))
fault("X08", "Im1")(pictured(bytes([1]) * 3600, Array([Name.Indexed, Name.DeviceCMYK, 1, FULL_TABLE])))
fault("X08", "Im1")(pictured(bytes(b for b in FULL for _ in (0, 1)), Name.DeviceCMYK, bits=16))


def cmyk_jpeg(values: tuple[int, int, int, int]) -> bytes:
    """A JPEG of one colour as Pillow and Photoshop write it: inverted."""
    out = BytesIO()
    Image.new("CMYK", (60, 60), values).save(out, "JPEG", quality=95)
    return out.getvalue()


fault("X08", "Im1")(
    pictured(cmyk_jpeg((230, 230, 230, 128)), Name.DeviceCMYK, Filter=Name.DCTDecode, Decode=[1, 0] * 4)
)

shows("X09", "“COLOUR” (Boxes, 10 pt)", paragraph(f"0.4 0.3 0.3 1 k {WORD}"))
shows("X09", "“COLOUR” (Boxes, 30 pt)", paragraph(f"0.7 0.7 0.6 0.9 k {text('COLOUR', y=250, size=30)}"))
shows("X09", "“COLOUR”", paragraph(f"0.97 0.97 0.97 0 k {WORD}"))
shows("X10", "“COLOUR” (Boxes, 7 pt)", paragraph(f"0.5 0.8 0.2 0 k {text('COLOUR', y=250, size=7)}"))
shows("X11", "“COLOUR”", paragraph(f"0 0 0 1 k {WORD}"))
shows("X11", "“COLOUR”", paragraph(f"/Over gs 0 g {WORD}"))
shows("X12", "area", artifact(f"/Over gs 0 0 0 0 k {AREA}"))
shows("X13", "line of 0.2 pt", artifact("0 0 0 1 K 0.2 w 60 120 m 90 150 l S"))
shows("X13", "line of 0.2 pt", artifact("0 0 0 1 K 0.5 0 0 0.5 0 0 cm 0.4 w 120 240 m 180 300 l S"))
shows("X13", "line of 0 pt", artifact("0 0 0 1 K 0 w 60 120 m 90 150 l S"))
shows("X13", "area", artifact("0 0 0 1 k 60 120 100 0.1 re f"))


def _alpha(pdf: Pdf, space: Any, **settings: Any) -> None:
    pdf.pages[1].obj.Group = Dictionary(S=Name.Transparency, CS=space)
    resource(pdf, "ExtGState", "Half", Dictionary(**(settings or {"ca": 0.5})))
    add(pdf, artifact(f"/Half gs 0.5 0 0 0 k {AREA}"))


fault("X14", "alpha")(lambda pdf: _alpha(pdf, Name.DeviceRGB))
fault("X14", "blend mode")(lambda pdf: _alpha(pdf, Name.DeviceRGB, BM=Name.Multiply))
fault("X15", "alpha")(lambda pdf: _alpha(pdf, icc(pdf)))


@fault("X14", "soft mask")
def _masked_picture(pdf: Pdf) -> None:
    pdf.pages[1].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    soft = picture(pdf, bytes(3600), Name.DeviceGray)
    resource(pdf, "XObject", "Im1", picture(pdf, bytes(3600 * 4), SMask=soft))
    add(pdf, artifact(PLACED))


@fault("X14", "alpha in Fm0")
def _nested_group(pdf: Pdf) -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    resources = Dictionary(ExtGState=Dictionary(Half=Dictionary(ca=0.5)))
    resource(pdf, "XObject", "Fm0", form(pdf, f"/Half gs 0.5 0 0 0 k {AREA}", resources, Group=group))
    add(pdf, artifact("/Fm0 Do"))


@fault("X16", "alpha")
def _old_pdfx(pdf: Pdf) -> dict[str, str]:
    _alpha(pdf, Name.DeviceCMYK)
    xmp(pdf, "PDF/X-4", "PDF/X-1a:2003")
    return {"force_version": "1.4"}


@fault("X17", "“TR”")
def _transfer(pdf: Pdf) -> None:
    resource(pdf, "ExtGState", "Tr", Dictionary(TR=Name.Identity))
    add(pdf, artifact(f"/Tr gs 0.5 0 0 0 k {AREA}"))


@fault("X17", "“PS”")
def _postscript(pdf: Pdf) -> None:
    resource(pdf, "XObject", "Ps", Stream(pdf, b"showpage", Type=Name.XObject, Subtype=Name.PS))
    add(pdf, artifact("/Ps Do"))
