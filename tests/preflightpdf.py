"""A small PDF that is sound for print (PDF/X-4), screen (tagged) and proof, made by pikepdf alone; plants change it."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

MM = 72 / 25.4
TRIM = (30.0, 30.0, 330.0, 430.0)
BLEED = tuple(v + 3 * MM * s for v, s in zip(TRIM, (-1, -1, 1, 1), strict=True))
MEDIA = (0.0, 0.0, 360.0, 460.0)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
PAGES = 4
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdf:Trapped="False" pdfxid:GTS_PDFXVersion="PDF/X-4"
 xmp:CreateDate="2024-02-15T08:00:00+08:00" xmp:ModifyDate="2024-02-15T00:00:00Z"
 xmp:MetadataDate="2024-02-15T00:00:00Z" xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1"
 xmpMM:RenditionClass="default"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">TITLE</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""

Plant = Callable[[Pdf], Any]


def profile(
    device: bytes = b"prtr", space: bytes = b"CMYK", major: int = 2, said: bytes = b"ISO Coated v2 300%"
) -> bytes:
    """The header and the description of an ICC profile; nobody converts a colour with it."""
    header = bytearray(128)
    header[8:20] = bytes([major, 0, 0, 0]) + device + space
    header[36:40] = b"acsp"
    text = b"desc" + bytes(4) + struct.pack(">I", len(said) + 1) + said + b"\0"
    return bytes(header) + struct.pack(">I4sII", 1, b"desc", 144, len(text)) + text


@cache
def typeface() -> bytes:
    """A TrueType face of boxes: .notdef, then LETTERS."""
    names = [".notdef", *(f"g{letter}" for letter in LETTERS)]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 700), (500, 700), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"g{letter}" for letter in LETTERS})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    out = BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(out)
    return out.getvalue()


def codes(text: str) -> str:
    """A string of the face, as it stands in content."""
    return "<" + "".join(f"{LETTERS.index(c) + 1:04x}" for c in text) + ">"


def font(pdf: Pdf, name: str = "Boxes", extra: str = "") -> Dictionary:
    """The face, composite, embedded, with its Unicode values; `extra` are more lines of bfchar."""
    lines = "".join(f"<{i:04x}> <{ord(c):04x}>\n" for i, c in enumerate(LETTERS, 1)) + extra
    cmap = (
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{lines.count(chr(10))} beginbfchar\n{lines}endbfchar"
    )
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/AAAAAA+{name}"),
        Flags=4,
        FontBBox=[0, -200, 600, 800],
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
        FontFile2=Stream(pdf, typeface()),
    )
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=descriptor.FontName,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=600,
        CIDToGIDMap=Name.Identity,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=descriptor.FontName,
            Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(below)],
            ToUnicode=Stream(pdf, cmap.encode()),
        )
    )


def picture(
    pdf: Pdf, data: bytes, space: Any = Name.DeviceCMYK, side: int = 60, bits: int = 8, **entries: Any
) -> Stream:
    """A square picture of `side` pixels."""
    own = {"Width": side, "Height": side, "BitsPerComponent": bits, "ColorSpace": space, **entries}
    image = Stream(pdf, data)
    for key, value in {"Type": Name.XObject, "Subtype": Name.Image, **own}.items():
        if value is not None:
            image[f"/{key}"] = value
    return image


def form(pdf: Pdf, content: str, resources: Any, **entries: Any) -> Stream:
    """A form as large as the page."""
    stream = Stream(pdf, content.encode())
    for key, value in {"Subtype": Name.Form, "BBox": Array(list(MEDIA)), "Resources": resources, **entries}.items():
        stream[f"/{key}"] = value
    return stream


def text(content: str, x: float = 50, y: float = 300, size: float = 10, face: str = "F0") -> str:
    return f"BT /{face} {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm {codes(content)} Tj ET"


def artifact(content: str) -> str:
    return f"/Artifact BMC q {content} Q EMC\n"


def paragraph(content: str) -> str:
    """Content within the paragraph that each page has in the structure tree."""
    return f"/P <</MCID 1>> BDC q {content} Q EMC\n"


BLACK = "/Over gs 0 0 0 1 k "


def _content(number: int) -> str:
    marks = f"/All CS 1 SCN 0.25 w 5 {TRIM[1]:g} m 15 {TRIM[1]:g} l S"
    return "".join(
        [
            artifact("0.2 0.8 0.6 0 k 30 400 300 40 re f"),
            f"/H <</MCID 0>> BDC q {BLACK}{text('TITLE', y=360, size=14)} Q EMC\n",
            paragraph(BLACK + text("TEXT")),
            "/Figure <</MCID 2>> BDC q 14.4 0 0 14.4 50 200 cm /Im0 Do Q EMC\n" if number == 1 else "",
            artifact("0.25 w 0 0 0 1 K 50 290 m 200 290 l S"),
            artifact(BLACK + text(str(number), y=40)),
            artifact(marks),
        ]
    )


def add(pdf: Pdf, content: str, page: int = 1) -> None:
    """More content at the end of a page (from 0)."""
    pdf.pages[page].contents_add(Stream(pdf, content.encode()))


def resource(pdf: Pdf, kind: str, name: str, value: Any, page: int = 1) -> None:
    """A resource of a page; the name has no stroke."""
    resources = pdf.pages[page].obj.Resources
    if f"/{kind}" not in resources:
        resources[f"/{kind}"] = Dictionary()
    resources[f"/{kind}"][f"/{name}"] = value


def _page(pdf: Pdf, number: int, face: Dictionary) -> None:
    registration = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array(list(MEDIA)),
        BleedBox=Array(list(BLEED)),
        TrimBox=Array(list(TRIM)),
        StructParents=number - 1,
        Contents=Stream(pdf, _content(number).encode()),
        Resources=Dictionary(
            Font=Dictionary(F0=face),
            ExtGState=Dictionary(Over=Dictionary(OP=True, op=True, OPM=1)),
            ColorSpace=Dictionary(All=Array([Name.Separation, Name.All, Name.DeviceCMYK, registration])),
            XObject=Dictionary(Im0=picture(pdf, bytes([50, 200, 150, 0]) * 3600)),
        ),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _structure(pdf: Pdf) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    root.K = document
    for index, page in enumerate(pdf.pages):
        kinds = [("H1" if index == 0 else "H2", 0), ("P", 1), *([("Figure", 2)] if index == 0 else [])]
        for kind, mcid in kinds:
            element = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=document, Pg=page.obj, K=mcid)
            if kind == "Figure":
                element.Alt = String("a picture")
            document.K.append(pdf.make_indirect(element))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _said(pdf: Pdf) -> None:
    """What the file says of itself."""
    pdf.docinfo["/Title"] = "TITLE"
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = "D:20240215000000Z"
    pdf.docinfo["/Trapped"] = Name("/False")
    pdf.Root.Metadata = Stream(pdf, XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String("zh-CN")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageLabels = Dictionary(Nums=[0, Dictionary(S=Name.D)])
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String("FOGRA39"),
                RegistryName=String("http://www.color.org"),
                Info=String("FOGRA39"),
                DestOutputProfile=Stream(pdf, profile(), N=4),
            )
        ]
    )


@cache
def good() -> bytes:
    pdf = pikepdf.new()
    face = font(pdf)
    for number in range(1, PAGES + 1):
        _page(pdf, number, face)
    _structure(pdf)
    _said(pdf)
    return saved(pdf)


def saved(pdf: Pdf, **options: Any) -> bytes:
    out = BytesIO()
    defaults = {"force_version": "1.6", "object_stream_mode": pikepdf.ObjectStreamMode.disable, "static_id": True}
    pdf.save(out, **{**defaults, **options})
    return out.getvalue()


def planted(plant: Plant) -> bytes:
    """The good file with one fault. A plant may give back options of saving, or a change of the saved bytes."""
    with pikepdf.open(BytesIO(good())) as pdf:
        more = plant(pdf)
        if callable(more):
            return bytes(more(saved(pdf)))
        return saved(pdf, **(more if isinstance(more, dict) else {}))
