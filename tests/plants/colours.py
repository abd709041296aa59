"""Colours that are none of inks, and plates that nobody ordered (X01–X06)."""

from __future__ import annotations

from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Pdf, String

from plants.fault import (
    AREA,
    PLACED,
    RGB_PIXELS,
    WHITE,
    WORD,
    area_in,
    axial,
    fault,
    icc,
    masked,
    pictured,
    shows,
    tile_of,
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

shows("X01", "“COLOUR” (Boxes, 10 pt)", paragraph(f"1 0 0 rg {WORD}"))
shows("X01", "“COLOUR”", paragraph(f"/DeviceRGB cs 1 0 0 sc {WORD}"))
shows("X01", "“COLOUR”", paragraph(f"0 0 1 RG 1 Tr {WORD}"))
shows("X01", "“COLOUR” (Boxes, 20 pt)", paragraph(f"2 0 0 2 0 -100 cm 1 0 0 rg {text('COLOUR', x=30, y=150)}"))


@fault("X01", "“COLOUR”")
def _text_in_icc(pdf: Pdf) -> None:
    resource(pdf, "ColorSpace", "Own", icc(pdf))
    add(pdf, paragraph(f"/Own cs 1 0 0 scn {WORD}"))


@fault("X01", "“COLOUR” (Boxes, 10 pt) in Fm0/Fm1")
def _text_in_nested_forms(pdf: Pdf) -> None:
    resources = Dictionary(Font=pdf.pages[1].obj.Resources.Font)
    inner = form(pdf, f"0 1 0 rg {WORD}", resources)
    resource(pdf, "XObject", "Fm0", form(pdf, "/Fm1 Do", Dictionary(XObject=Dictionary(Fm1=inner))))
    add(pdf, paragraph("/Fm0 Do"))


shows("X02", "area", artifact(f"1 0 0 rg {AREA}"))
shows("X02", "line of 1.5 pt", artifact("1 0 0 RG 1.5 w 60 120 m 90 150 l S"))


@fault("X02", "area")
def _default_rgb(pdf: Pdf) -> None:
    """A default space does not make RGB an ink."""
    resource(pdf, "ColorSpace", "DefaultRGB", icc(pdf))
    add(pdf, artifact(f"1 0 0 rg {AREA}"))


fault("X02", "area")(area_in(icc, "1 0 0"))
fault("X02", "area")(area_in(lambda _: Array([Name.CalRGB, Dictionary(WhitePoint=WHITE)]), "1 0 0"))
fault("X02", "area")(area_in(lambda _: Array([Name.Lab, Dictionary(WhitePoint=WHITE)]), "50 20 20"))
fault("X02", "area")(area_in(lambda _: Array([Name.Indexed, Name.DeviceRGB, 1, String("\0\0\0\0\0\0")]), "1"))


@fault("X02", "shading")
def _shading(pdf: Pdf) -> None:
    resource(pdf, "Shading", "Sh0", axial(Name.DeviceRGB, [1, 0, 0], [0, 0, 1]))
    add(pdf, artifact("60 120 40 40 re W n /Sh0 sh"))


@fault("X02", "shading")
def _shading_pattern(pdf: Pdf) -> None:
    shading = axial(Name.DeviceRGB, [1, 0, 0], [0, 0, 1])
    resource(pdf, "Pattern", "P0", Dictionary(PatternType=2, Shading=shading))
    add(pdf, artifact(f"/Pattern cs /P0 scn {AREA}"))


@fault("X02", "area in pattern")
def _coloured_tile(pdf: Pdf) -> None:
    resource(pdf, "Pattern", "P0", tile_of(pdf, "0 0 1 rg 0 0 4 4 re f"))
    add(pdf, artifact(f"/Pattern cs /P0 scn {AREA}"))


@fault("X02", "area in pattern")
def _uncoloured_tile(pdf: Pdf) -> None:
    resource(pdf, "Pattern", "P0", tile_of(pdf, "0 0 4 4 re f", kind=2))
    resource(pdf, "ColorSpace", "Own", Array([Name.Pattern, Name.DeviceRGB]))
    add(pdf, artifact(f"/Own cs 1 0 0 /P0 scn {AREA}"))


@fault("X02", "area in SMask")
def _in_soft_mask(pdf: Pdf) -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = form(pdf, f"1 0 0 rg {AREA}", Dictionary(), Group=group)
    masked(pdf, mask)


@fault("X02", "stencil")
def _stencil(pdf: Pdf) -> None:
    resource(pdf, "XObject", "Im1", picture(pdf, b"\xaa" * 250 * 1000, None, 1000, 1, ImageMask=True))
    add(pdf, artifact("1 0 0 rg q 57 0 0 57 60 120 cm /Im1 Do Q"))


PALETTE = Array([Name.Indexed, Name.DeviceRGB, 1, String("\0\0\0\x7f\x7f\x7f")])
fault("X03", "Im1 (60×60 pixels, 300 ppi)")(pictured())
fault("X03", "Im1")(pictured(space=icc))
fault("X03", "Im1")(pictured(space=lambda _: Array([Name.CalRGB, Dictionary(WhitePoint=WHITE)])))
fault("X03", "Im1")(pictured(space=lambda _: Array([Name.Lab, Dictionary(WhitePoint=WHITE)])))
fault("X03", "Im1")(pictured(bytes(3600), PALETTE))
shows(
    "X03",
    "picture inline (8×8 pixels, 300 ppi)",
    artifact(f"q 1.92 0 0 1.92 60 120 cm BI /W 8 /H 8 /BPC 8 /CS /RGB /F /AHx ID {'c80a0a' * 64}> EI Q"),
)


@fault("X03", "Im1 (60×60 pixels, 300 ppi) in Fm0")
def _picture_in_form(pdf: Pdf) -> None:
    resources = Dictionary(XObject=Dictionary(Im1=picture(pdf, RGB_PIXELS, Name.DeviceRGB)))
    resource(pdf, "XObject", "Fm0", form(pdf, PLACED, resources))
    add(pdf, artifact("/Fm0 Do"))


@fault("X03", "Im1 (60×60 pixels, 540 ppi) in pattern")
def _picture_in_tile(pdf: Pdf) -> None:
    resources = Dictionary(XObject=Dictionary(Im1=picture(pdf, RGB_PIXELS, Name.DeviceRGB)))
    resource(pdf, "Pattern", "P0", tile_of(pdf, "8 0 0 8 0 0 cm /Im1 Do", resources))
    add(pdf, artifact(f"/Pattern cs /P0 scn {AREA}"))


@fault("X03", "Im1 (60×60 pixels, 300 ppi) in SMask")
def _picture_in_soft_mask(pdf: Pdf) -> None:
    resources = Dictionary(XObject=Dictionary(Im1=picture(pdf, RGB_PIXELS, Name.DeviceRGB)))
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    masked(pdf, form(pdf, PLACED, resources, Group=group))


fault("X04", "area")(area_in(lambda pdf: icc(pdf, b"CMYK", 4), "0 0 0 1"))
fault("X04", "area")(area_in(lambda pdf: icc(pdf, b"GRAY", 1), "0"))
fault("X04", "Im1")(pictured(bytes(3600 * 4), lambda pdf: icc(pdf, b"CMYK", 4)))


def spot(name: str) -> Callable[[Pdf], Array]:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    return lambda _: Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


fault("X05", "“PANTONE 186 C”")(area_in(spot("PANTONE 186 C"), "1"))
fault("X06", "area")(area_in(spot("All"), "1"))
