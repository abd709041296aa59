"""Sheets, faces, pictures (X35–X47)."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from plants.fault import (
    ALL,
    annotate,
    fault,
    of_file,
    pictured,
)
from preflightpdf import (
    BLACK,
    MM,
    TRIM,
    Plant,
    add,
    artifact,
    font,
    paragraph,
    picture,
    resource,
    text,
)


def _box(name: str, box: tuple[float, ...] | None, page: int = 1) -> Plant:
    def plant(pdf: Pdf) -> None:
        if box is None:
            del pdf.pages[page].obj[f"/{name}"]
        else:
            pdf.pages[page].obj[f"/{name}"] = Array([round(v, 3) for v in box])

    return plant


def _beyond(by: float) -> tuple[float, ...]:
    return TRIM[0] - by, TRIM[1] - by, TRIM[2] + by, TRIM[3] + by


@fault("X35", "TrimBox")
def _no_trim(pdf: Pdf) -> None:
    """Without it the page is as large as what is shown; that is kept equal, so that this alone is wrong."""
    _box("TrimBox", None)(pdf)
    _box("CropBox", TRIM)(pdf)


fault("X36", "BleedBox", "print", "screen", "proof")(_box("BleedBox", (20, -5, 340, 440)))
fault("X36", "CropBox", "print", "screen", "proof")(_box("CropBox", (0, 0, 400, 460)))
fault("X37", "BleedBox (110.8×146.1 mm)")(_box("BleedBox", _beyond(2.5 * MM)))
fault("X37", "BleedBox")(_box("BleedBox", (*_beyond(3 * MM)[:3], TRIM[3])))
fault("X37", "BleedBox")(_box("BleedBox", TRIM))


@fault("X38", "TrimBox", "print", "screen", page=3)
def _other_size(pdf: Pdf) -> None:
    _box("TrimBox", (TRIM[0], TRIM[1], TRIM[2], TRIM[3] - 10), 2)(pdf)


@of_file("X39", "3 pages")
def _odd(pdf: Pdf) -> None:
    del pdf.pages[-1]


URI = Dictionary(S=Name.URI, URI=String("https://example.org/"))
fault("X40", "1 × Link annotation")(lambda pdf: annotate(pdf, "Link", (50, 50, 90, 60), A=URI))
fault("X40", "1 × Text annotation")(lambda pdf: annotate(pdf, "Text", (TRIM[2] + 2, 50, TRIM[2] + 20, 60)))


def _other_face(pdf: Pdf, extra: str = "") -> Dictionary:
    face = font(pdf, "Other", extra)
    resource(pdf, "Font", "F1", face)
    return face


@fault("X41", "font Other", *ALL)
def _not_embedded(pdf: Pdf) -> None:
    del _other_face(pdf).DescendantFonts[0].FontDescriptor.FontFile2
    add(pdf, paragraph(BLACK + text("OTHER", y=250, face="F1")))


@fault("X41", "font Helvetica", *ALL)
def _standard_face(pdf: Pdf) -> None:
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    resource(pdf, "Font", "F1", helvetica)
    add(pdf, paragraph(f"{BLACK} BT /F1 10 Tf 50 250 Td (Other) Tj ET"))


@fault("X42", "font Drawn", "print", "screen")
def _type3(pdf: Pdf) -> None:
    cmap = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <61> <0061> endbfchar"
    face = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        Name=Name.Drawn,
        FontBBox=[0, 0, 10, 10],
        FontMatrix=[0.1, 0, 0, 0.1, 0, 0],
        CharProcs=Dictionary(a=Stream(pdf, b"10 0 d0 0 0 8 8 re f")),
        Encoding=Dictionary(Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=[10],
        ToUnicode=Stream(pdf, cmap),
    )
    resource(pdf, "Font", "F1", face)
    add(pdf, paragraph(f"{BLACK} BT /F1 10 Tf 50 250 Td (a) Tj ET"))


@fault("X43", "font Other", *ALL)
def _no_unicode(pdf: Pdf) -> None:
    del _other_face(pdf).ToUnicode
    add(pdf, paragraph(BLACK + text("OTHER", y=250, face="F1")))


@fault("X43", "font Boxes", *ALL)
def _one_code_without(pdf: Pdf) -> None:
    """A code whose ToUnicode is U+FFFD."""
    cmap = pdf.pages[1].obj.Resources.Font.F0.ToUnicode
    cmap.write(cmap.read_bytes().replace(b"<001a> <005a>", b"<001a> <fffd>"))
    add(pdf, paragraph(BLACK + text("Z", y=250)))


def _glyph(code: str) -> Plant:
    def plant(pdf: Pdf) -> None:
        _other_face(pdf, f"<{code}> <4e00>\n")
        add(pdf, paragraph(f"{BLACK} BT /F1 10 Tf 50 250 Td <{code}> Tj ET"))

    return plant


fault("X44", "font Other", *ALL)(_glyph("0000"))
fault("X44", "font Other")(_glyph("0123"))


def _placed(matrix: str, data: bytes, space: Any, side: int = 60, bits: int = 8, **entries: Any) -> Plant:
    def plant(pdf: Pdf) -> None:
        resource(pdf, "XObject", "Im1", picture(pdf, data, space, side, bits, **entries))
        add(pdf, artifact(f"0 0 0 1 k q {matrix} cm /Im1 Do Q"))

    return plant


fault("X45", "Im1 (60×60 pixels, 150 ppi)")(_placed("28.8 0 0 28.8 60 120", bytes(14400), Name.DeviceCMYK))
fault("X45", "Im1 (60×60 pixels, 150 ppi)")(_placed("14.4 0 0 28.8 60 120", bytes(14400), Name.DeviceCMYK))
fault("X45", "Im1 (60×60 pixels, 150 ppi)")(_placed("0 28.8 -28.8 0 90 120", bytes(3600), Name.DeviceGray))
fault("X45", "Im1 (60×60 pixels, 150 ppi)")(
    _placed("0.5 0 0 0.5 0 0 cm 57.6 0 0 57.6 120 240", bytes(14400), Name.DeviceCMYK)
)
fault("X46", "Im1 (600×600 pixels, 600 ppi)")(_placed("72 0 0 72 60 120", bytes(45000), Name.DeviceGray, 600, 1))
fault("X46", "Im1 (600×600 pixels, 600 ppi)")(_placed("72 0 0 72 60 120", bytes(45000), None, 600, 1, ImageMask=True))
fault("X47", "Im1")(pictured(b"no picture", Name.DeviceCMYK, Filter=Name.JPXDecode))
