"""The faults that are planted into the sound PDF, one a row: code, purpose, page, words of the object, plant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from preflightpdf import (
    BLACK,
    MEDIA,
    MM,
    TRIM,
    Plant,
    add,
    artifact,
    font,
    form,
    paragraph,
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

# --- X01 RGB text --------------------------------------------------------------------------------
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


# --- X02 RGB art ---------------------------------------------------------------------------------
shows("X02", "area", artifact(f"1 0 0 rg {AREA}"))
shows("X02", "line of 1.5 pt", artifact("1 0 0 RG 1.5 w 60 120 m 90 150 l S"))


@fault("X02", "area")
def _default_rgb(pdf: Pdf) -> None:
    """A default space does not make RGB an ink."""
    resource(pdf, "ColorSpace", "DefaultRGB", icc(pdf))
    add(pdf, artifact(f"1 0 0 rg {AREA}"))


def _area_in(space: Callable[[Pdf], Any], values: str) -> Plant:
    def plant(pdf: Pdf) -> None:
        resource(pdf, "ColorSpace", "Own", space(pdf))
        add(pdf, artifact(f"/Own cs {values} scn {AREA}"))

    return plant


WHITE = Array([0.9505, 1, 1.089])
fault("X02", "area")(_area_in(icc, "1 0 0"))
fault("X02", "area")(_area_in(lambda _: Array([Name.CalRGB, Dictionary(WhitePoint=WHITE)]), "1 0 0"))
fault("X02", "area")(_area_in(lambda _: Array([Name.Lab, Dictionary(WhitePoint=WHITE)]), "50 20 20"))
fault("X02", "area")(_area_in(lambda _: Array([Name.Indexed, Name.DeviceRGB, 1, String("\0\0\0\0\0\0")]), "1"))


def _axial(space: Any, first: list[float], last: list[float]) -> Dictionary:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=Array(first), C1=Array(last), N=1)
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=[60, 120, 100, 160], Function=function)


@fault("X02", "shading")
def _shading(pdf: Pdf) -> None:
    resource(pdf, "Shading", "Sh0", _axial(Name.DeviceRGB, [1, 0, 0], [0, 0, 1]))
    add(pdf, artifact("60 120 40 40 re W n /Sh0 sh"))


@fault("X02", "shading")
def _shading_pattern(pdf: Pdf) -> None:
    shading = _axial(Name.DeviceRGB, [1, 0, 0], [0, 0, 1])
    resource(pdf, "Pattern", "P0", Dictionary(PatternType=2, Shading=shading))
    add(pdf, artifact(f"/Pattern cs /P0 scn {AREA}"))


def _tile(pdf: Pdf, content: str, resources: Any = None, kind: int = 1) -> Stream:
    tile = Stream(pdf, content.encode())
    entries = {"PatternType": 1, "PaintType": kind, "TilingType": 1, "XStep": 8, "YStep": 8}
    for key, value in {**entries, "BBox": Array([0, 0, 8, 8]), "Resources": resources or Dictionary()}.items():
        tile[f"/{key}"] = value
    return tile


@fault("X02", "area in pattern")
def _coloured_tile(pdf: Pdf) -> None:
    resource(pdf, "Pattern", "P0", _tile(pdf, "0 0 1 rg 0 0 4 4 re f"))
    add(pdf, artifact(f"/Pattern cs /P0 scn {AREA}"))


@fault("X02", "area in pattern")
def _uncoloured_tile(pdf: Pdf) -> None:
    resource(pdf, "Pattern", "P0", _tile(pdf, "0 0 4 4 re f", kind=2))
    resource(pdf, "ColorSpace", "Own", Array([Name.Pattern, Name.DeviceRGB]))
    add(pdf, artifact(f"/Own cs 1 0 0 /P0 scn {AREA}"))


@fault("X02", "area in SMask")
def _in_soft_mask(pdf: Pdf) -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = form(pdf, f"1 0 0 rg {AREA}", Dictionary(), Group=group)
    _masked(pdf, mask)


def _masked(pdf: Pdf, mask: Stream) -> None:
    resource(pdf, "ExtGState", "Mask", Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
    add(pdf, artifact(f"/Mask gs 0.5 0 0 0 k {AREA}"))


@fault("X02", "stencil")
def _stencil(pdf: Pdf) -> None:
    resource(pdf, "XObject", "Im1", picture(pdf, b"\xaa" * 250 * 1000, None, 1000, 1, ImageMask=True))
    add(pdf, artifact("1 0 0 rg q 57 0 0 57 60 120 cm /Im1 Do Q"))


# --- X03 RGB pictures ----------------------------------------------------------------------------
def _rgb(data: bytes = RGB_PIXELS, space: Any = Name.DeviceRGB, **entries: Any) -> Plant:
    def plant(pdf: Pdf) -> None:
        own = space(pdf) if callable(space) else space
        resource(pdf, "XObject", "Im1", picture(pdf, data, own, **entries))
        add(pdf, artifact(PLACED))

    return plant


PALETTE = Array([Name.Indexed, Name.DeviceRGB, 1, String("\0\0\0\x7f\x7f\x7f")])
fault("X03", "Im1 (60×60 pixels, 300 ppi)")(_rgb())
fault("X03", "Im1")(_rgb(space=icc))
fault("X03", "Im1")(_rgb(space=lambda _: Array([Name.CalRGB, Dictionary(WhitePoint=WHITE)])))
fault("X03", "Im1")(_rgb(space=lambda _: Array([Name.Lab, Dictionary(WhitePoint=WHITE)])))
fault("X03", "Im1")(_rgb(bytes(3600), PALETTE))
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
    resource(pdf, "Pattern", "P0", _tile(pdf, "8 0 0 8 0 0 cm /Im1 Do", resources))
    add(pdf, artifact(f"/Pattern cs /P0 scn {AREA}"))


@fault("X03", "Im1 (60×60 pixels, 300 ppi) in SMask")
def _picture_in_soft_mask(pdf: Pdf) -> None:
    resources = Dictionary(XObject=Dictionary(Im1=picture(pdf, RGB_PIXELS, Name.DeviceRGB)))
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    _masked(pdf, form(pdf, PLACED, resources, Group=group))


# --- X04–X06 profiles, plates --------------------------------------------------------------------
fault("X04", "area")(_area_in(lambda pdf: icc(pdf, b"CMYK", 4), "0 0 0 1"))
fault("X04", "area")(_area_in(lambda pdf: icc(pdf, b"GRAY", 1), "0"))
fault("X04", "Im1")(_rgb(bytes(3600 * 4), lambda pdf: icc(pdf, b"CMYK", 4)))


def _spot(name: str) -> Callable[[Pdf], Array]:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    return lambda _: Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


fault("X05", "“PANTONE 186 C”")(_area_in(_spot("PANTONE 186 C"), "1"))
fault("X06", "area")(_area_in(_spot("All"), "1"))

# --- X07–X13 inks --------------------------------------------------------------------------------
shows("X07", "area", artifact(f"0.9 0.8 0.8 0.6 k {AREA}"))
shows("X07", "line of 2 pt", artifact("1 1 1 0.1 K 2 w 60 120 m 90 150 l S"))


@fault("X07", "shading")
def _full_shading(pdf: Pdf) -> None:
    """No end of the shading is over the limit, its middle is."""
    parts = Array([_step([0, 0, 0, 0], [1, 1, 1, 0.5]), _step([1, 1, 1, 0.5], [0, 0, 0, 0])])
    shading = _axial(Name.DeviceCMYK, [], [])
    shading.Function = Dictionary(FunctionType=3, Domain=[0, 1], Functions=parts, Bounds=[0.5], Encode=[0, 1, 0, 1])
    resource(pdf, "Shading", "Sh0", shading)
    add(pdf, artifact("60 120 40 40 re W n /Sh0 sh"))


def _step(first: list[float], last: list[float]) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=Array(first), C1=Array(last), N=1)


FULL = bytes([230, 230, 230, 128]) * 3600  # 321 %
fault("X08", "Im1")(_rgb(FULL, Name.DeviceCMYK))
fault("X08", "Im1")(_rgb(bytes(255 - b for b in FULL), Name.DeviceCMYK, Decode=[1, 0] * 4))
fault("X08", "Im1")(_rgb(bytes([1]) * 3600, lambda _: Array([Name.Indexed, Name.DeviceCMYK, 1, FULL_TABLE])))
fault("X08", "Im1")(_rgb(bytes(b for b in FULL for _ in (0, 1)), Name.DeviceCMYK, bits=16))
FULL_TABLE = String("\0\0\0\0\x7f\x7f\x7f\x7f".replace("\x7f", "\xe6"))


def cmyk_jpeg(values: tuple[int, int, int, int]) -> bytes:
    """A JPEG of one colour as Pillow and Photoshop write it: inverted."""
    out = BytesIO()
    Image.new("CMYK", (60, 60), values).save(out, "JPEG", quality=95)
    return out.getvalue()


fault("X08", "Im1")(_rgb(cmyk_jpeg((230, 230, 230, 128)), Name.DeviceCMYK, Filter=Name.DCTDecode, Decode=[1, 0] * 4))

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


# --- X14–X17 transparency, forbidden constructs --------------------------------------------------
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


# --- X18–X29 output intent, what the file says of itself -----------------------------------------
def xmp(pdf: Pdf, old: str, new: str) -> None:
    text = pdf.Root.Metadata.read_bytes().decode()
    assert old in text
    pdf.Root.Metadata.write(text.replace(old, new).encode())


def of_file(code: str, thing: str, *purposes: str) -> Callable[[Plant], Plant]:
    return fault(code, thing, *purposes, page=0)


def _intent(pdf: Pdf) -> Any:
    return pdf.Root.OutputIntents[0]


def _set_profile(*arguments: Any, components: int = 4) -> Plant:
    return lambda pdf: _intent(pdf).DestOutputProfile.write(profile(*arguments)) or setattr(
        _intent(pdf).DestOutputProfile, "N", components
    )


def _delete(path: str) -> Plant:
    """Take an entry out of the catalogue, or of something below it."""

    def plant(pdf: Pdf) -> None:
        *parents, last = path.split("/")
        holder: Any = pdf.Root
        for key in parents:
            holder = holder[int(key)] if key.isdigit() else holder[f"/{key}"]
        del holder[f"/{last}"]

    return plant


of_file("X18", "OutputIntents/GTS_PDFX")(_delete("OutputIntents"))
of_file("X18", "OutputIntents/GTS_PDFX")(lambda pdf: setattr(_intent(pdf), "S", Name.GTS_PDFA1))
of_file("X19", "OutputIntents/GTS_PDFX")(lambda pdf: pdf.Root.OutputIntents.append(_intent(pdf)))
of_file("X20", "“FOGRA39”")(_delete("OutputIntents/0/DestOutputProfile"))
of_file("X20", "“FOGRA39”")(lambda pdf: _intent(pdf).DestOutputProfile.write(b"no profile"))
of_file("X20", "“FOGRA39”")(_set_profile(b"mntr"))
of_file("X20", "“FOGRA39”")(_set_profile(b"prtr", b"RGB "))
of_file("X20", "“FOGRA39”")(_set_profile(b"prtr", b"CMYK", 5))
of_file("X20", "“FOGRA39”")(_set_profile(components=3))
of_file("X21", "“FOGRA39”")(_set_profile(b"prtr", b"CMYK", 2, b"GRACoL2006_Coated1v2"))
of_file("X21", "“—”")(_delete("OutputIntents/0/OutputConditionIdentifier"))
of_file("X21", "“ISO Coated v2 300%”")(
    lambda pdf: setattr(_intent(pdf), "OutputConditionIdentifier", String("ISO Coated v2 300%"))
)
of_file("X22", "“FOGRA39”")(_delete("OutputIntents/0/RegistryName"))
of_file("X22", "“FOGRA39”")(lambda pdf: setattr(_intent(pdf), "RegistryName", String("http://example.org")))
of_file("X23", "GTS_PDFXVersion")(lambda pdf: xmp(pdf, ' pdfxid:GTS_PDFXVersion="PDF/X-4"', ""))
of_file("X24", "Trapped")(
    lambda pdf: (xmp(pdf, ' pdf:Trapped="False"', ""), pdf.docinfo.__delitem__("/Trapped")) and None
)
of_file("X25", "ModDate")(lambda pdf: pdf.docinfo.__delitem__("/ModDate"))
of_file("X25", "xmp:MetadataDate")(lambda pdf: xmp(pdf, ' xmp:MetadataDate="2024-02-15T00:00:00Z"', ""))
of_file("X26", "xmpMM:DocumentID")(lambda pdf: xmp(pdf, ' xmpMM:DocumentID="uuid:1"', ""))
of_file("X26", "xmpMM:VersionID, xmpMM:RenditionClass")(
    lambda pdf: (xmp(pdf, ' xmpMM:VersionID="1"', ""), xmp(pdf, 'xmpMM:RenditionClass="default"', "")) and None
)
of_file("X26", "trailer/ID")(lambda _: lambda data: data.replace(b"/ID [", b"/Id ["))
of_file("X27", "Title, dc:title", "print", "screen")(lambda pdf: xmp(pdf, ">TITLE<", ">OTHER<"))
of_file("X27", "CreationDate, xmp:CreateDate")(lambda pdf: xmp(pdf, "T08:00:00+08:00", "T08:00:00Z"))
of_file("X28", "PDF 2.0")(lambda _: {"force_version": "2.0"})


@of_file("X28", "PDF 1.6")
def _late_version(pdf: Pdf) -> None:
    xmp(pdf, "PDF/X-4", "PDF/X-3:2003")


@of_file("X29", "Title", "print", "screen")
def _no_title(pdf: Pdf) -> None:
    xmp(pdf, ">TITLE<", "><")
    del pdf.docinfo["/Title"]


# --- X30–X34 security ----------------------------------------------------------------------------
of_file("X30", "file", "print", "proof")(lambda _: {"encryption": pikepdf.Encryption(owner="o", user="", R=6)})
of_file("X30", "file", "print", "screen")(lambda _: {"encryption": pikepdf.Encryption(owner="o", user="u", R=6)})
of_file("X31", "file", "screen")(
    lambda _: {
        "encryption": pikepdf.Encryption(
            owner="o", user="", R=4, allow=pikepdf.Permissions(accessibility=False, extract=False)
        )
    }
)
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
of_file("X32", "OpenAction", "print", "screen", "proof")(lambda pdf: setattr(pdf.Root, "OpenAction", SCRIPT))
of_file("X32", "Names/JavaScript")(
    lambda pdf: setattr(pdf.Root, "Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT]))))
)
of_file("X33", "OpenAction Launch", "print", "screen")(
    lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.Launch, F=String("a.exe")))
)
fault("X33", "AA O", "print", "screen")(
    lambda pdf: setattr(pdf.pages[1].obj, "AA", Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage)))
)
of_file("X34", "file", "print", "screen", "proof")(
    lambda _: lambda data: data.replace(b"startxref\n", b"startxref\n9")
)
of_file("X34", "file")(lambda pdf: add(pdf, artifact("(open")))

# --- X35–X40 sheets ------------------------------------------------------------------------------


def _box(name: str, box: tuple[float, ...] | None, page: int = 1) -> Plant:
    def plant(pdf: Pdf) -> None:
        if box is None:
            del pdf.pages[page].obj[f"/{name}"]
        else:
            pdf.pages[page].obj[f"/{name}"] = Array([round(v, 3) for v in box])

    return plant


def _beyond(by: float) -> tuple[float, ...]:
    return TRIM[0] - by, TRIM[1] - by, TRIM[2] + by, TRIM[3] + by


@fault("X35", "TrimBox", "print", "proof")
def _no_trim(pdf: Pdf) -> None:
    """Without it the page is as large as what is shown; that is kept equal, so that this alone is wrong."""
    _box("TrimBox", None)(pdf)
    _box("CropBox", TRIM)(pdf)


fault("X36", "BleedBox", "print", "screen", "proof")(_box("BleedBox", (-5, 20, 340, 440)))
fault("X36", "CropBox", "print", "screen", "proof")(_box("CropBox", (0, 0, 400, 460)))
fault("X37", "BleedBox (110.8×146.1 mm)")(_box("BleedBox", _beyond(2.5 * MM)))
fault("X37", "BleedBox")(_box("BleedBox", (*_beyond(3 * MM)[:3], TRIM[3])))
fault("X37", "BleedBox")(_box("BleedBox", TRIM))


@fault("X38", "TrimBox", "print", "screen", "proof", page=3)
def _other_size(pdf: Pdf) -> None:
    _box("TrimBox", (TRIM[0], TRIM[1], TRIM[2], TRIM[3] - 10), 2)(pdf)


@of_file("X39", "3 pages")
def _odd(pdf: Pdf) -> None:
    del pdf.pages[-1]


def annotate(pdf: Pdf, kind: str, box: tuple[float, ...], **entries: Any) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(list(box)), **entries)
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(note)])


URI = Dictionary(S=Name.URI, URI=String("https://example.org/"))
fault("X40", "1 Link annotations")(lambda pdf: annotate(pdf, "Link", (50, 50, 90, 60), A=URI))
fault("X40", "1 Text annotations")(lambda pdf: annotate(pdf, "Text", (TRIM[2] + 2, 50, TRIM[2] + 20, 60)))


# --- X41–X44 faces -------------------------------------------------------------------------------
def _other_face(pdf: Pdf, extra: str = "") -> Dictionary:
    face = font(pdf, "Other", extra)
    resource(pdf, "Font", "F1", face)
    return face


ALL = ("print", "screen", "proof")


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


# --- X45–X47 pictures ----------------------------------------------------------------------------
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
fault("X47", "Im1")(_rgb(b"no picture", Name.DeviceCMYK, Filter=Name.JPXDecode))


# --- X48–X51 pages as they are read --------------------------------------------------------------
def _labels(first: int) -> Plant:
    return lambda pdf: setattr(pdf.Root, "PageLabels", Dictionary(Nums=[0, Dictionary(S=Name.D, St=first)]))


fault("X48", "page label “2”", *ALL, page=1)(_labels(2))


@fault("X48", "page label “3”", *ALL, page=3)
def _wrong_folio(pdf: Pdf) -> None:
    _replace(pdf, 2, text("3", y=40), text("9", y=40))


def _replace(pdf: Pdf, page: int, old: str, new: str) -> None:
    stream = pdf.pages[page].obj.Contents
    content = stream.read_bytes()
    assert old.encode() in content
    stream.write(content.replace(old.encode(), new.encode()))


of_file("X49", "PageLabels", "screen", "proof")(_delete("PageLabels"))


@fault("X50", "page", "screen", "proof")
def _scan(pdf: Pdf) -> None:
    """A page that is one picture."""
    resource(pdf, "XObject", "Im1", picture(pdf, bytes(3600), Name.DeviceGray))
    width, height = MEDIA[2], MEDIA[3]
    pdf.pages[1].obj.Contents = Stream(pdf, artifact(f"q {width:g} 0 0 {height:g} 0 0 cm /Im1 Do Q").encode())


@fault("X50", "page", "screen", "proof", page=3)
def _codes_without_meaning(pdf: Pdf) -> None:
    """Invisible text, such as a failed recognition leaves, is none where it is blank."""
    blank = font(pdf, "Other")
    cmap = blank.ToUnicode
    cmap.write(b"1 beginbfrange <0001> <0024> <0020> endbfrange".replace(b"<0020>", b"[" + b"<0020>" * 36 + b"]"))
    pdf.pages[2].obj.Resources.Font = Dictionary(F0=blank)


# --- X52–X60 structure ---------------------------------------------------------------------------
def _screen(code: str, thing: str, page: int = 0) -> Callable[[Plant], Plant]:
    return fault(code, thing, "screen", page=page)


def _elements(pdf: Pdf) -> Any:
    return pdf.Root.StructTreeRoot.K.K


_screen("X52", "MarkInfo")(_delete("StructTreeRoot"))
_screen("X52", "MarkInfo")(_delete("MarkInfo"))
_screen("X53", "1 × text", 2)(lambda pdf: add(pdf, text("LOST", y=250)))
_screen("X53", "1 × picture", 1)(lambda pdf: add(pdf, "q 9 0 0 9 60 120 cm /Im0 Do Q", 0))
_screen("X53", "1 × marked content", 2)(lambda pdf: add(pdf, f"/P <</MCID 77>> BDC {text('LOST', y=250)} EMC"))
_screen("X54", "Figure", 1)(lambda pdf: _elements(pdf)[2].__delitem__("/Alt"))
_screen("X55", "H3", 2)(lambda pdf: setattr(_elements(pdf)[3], "S", Name.H3))
_screen("X55", "H2", 1)(lambda pdf: setattr(_elements(pdf)[0], "S", Name.H2))


@_screen("X55", "Deep", 2)
def _own_role(pdf: Pdf) -> None:
    """A type of the file's own that stands for H4."""
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Deep=Name.H4)
    _elements(pdf)[3].S = Name.Deep


@_screen("X56", "Table", 2)
def _table(pdf: Pdf) -> None:
    document, page = pdf.Root.StructTreeRoot.K, pdf.pages[1].obj
    cell = Dictionary(Type=Name.StructElem, S=Name.TD, Pg=page, K=1)
    row = Dictionary(Type=Name.StructElem, S=Name.TR, K=Array([pdf.make_indirect(cell)]))
    table = Dictionary(Type=Name.StructElem, S=Name.Table, P=document, K=Array([pdf.make_indirect(row)]))
    document.K.append(pdf.make_indirect(table))


_screen("X57", "Lang")(_delete("Lang"))
_screen("X58", "DisplayDocTitle")(_delete("ViewerPreferences"))


def _link(target: Any) -> Plant:
    return lambda pdf: annotate(pdf, "Link", (50, 50, 90, 60), Dest=target(pdf))


PROOF_TOO = ("screen", "proof")
fault("X59", "link “nowhere”", *PROOF_TOO)(_link(lambda _: String("nowhere")))


@fault("X59", "link “gone”", *PROOF_TOO)
def _to_a_page_that_is_gone(pdf: Pdf) -> None:
    page = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array(list(MEDIA))))
    names = Array([String("gone"), Array([page, Name.Fit]), String("here"), Array([pdf.pages[0].obj, Name.Fit])])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=names))
    _link(lambda _: String("gone"))(pdf)


@fault("X59", "bookmark “CHAPTER → nowhere”", *PROOF_TOO, page=0)
def _bookmark(pdf: Pdf) -> None:
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
    item = pdf.make_indirect(Dictionary(Title=String("CHAPTER"), Dest=String("nowhere"), Parent=outlines))
    outlines.First = outlines.Last = item
    pdf.Root.Outlines = outlines
