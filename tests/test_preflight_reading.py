"""How the preflight reads a PDF: faces, CMaps, functions, dates, profiles, pixels; and that nothing throws it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from plants import FAULTS
from plants.fault import pictured
from plants.inks import cmyk_jpeg
from preflightpdf import good, planted, profile, typeface
from zbsh_pub.preflight import NoPdf, check_pdf, limits
from zbsh_pub.preflight.cmaps import cid_map, unicode_map
from zbsh_pub.preflight.dates import point_in_time
from zbsh_pub.preflight.facts import Samples
from zbsh_pub.preflight.fonts import Face
from zbsh_pub.preflight.functions import read_function
from zbsh_pub.preflight.icc import read_profile
from zbsh_pub.preflight.reading import read_facts
from zbsh_pub.preflight.rule import PURPOSES
from zbsh_pub.preflight.values import name
from zbsh_pub.preflight.xmp import read_xmp


# --- CMaps ---------------------------------------------------------------------------------------
def test_unicode_map() -> None:
    """Characters, ranges, lists and surrogates; what is mapped to nothing is left out."""
    cmap = b"""2 beginbfchar <01> <4E2D> <02> <FFFD> endbfchar
    3 beginbfrange <10> <12> <0041> <20> <21> [<4E00> <D842DFB7>] <30> <30> <0000> endbfrange"""
    assert unicode_map(cmap) == {
        b"\x01": "中",
        b"\x10": "A",
        b"\x11": "B",
        b"\x12": "C",
        b"\x20": "一",
        b"\x21": "𠮷",
    }


def test_cid_map() -> None:
    """Single CIDs and ranges."""
    cmap = b"1 begincidchar <0005> 9 endcidchar 1 begincidrange <0010> <0012> 100 endcidrange"
    expected = {b"\0\x05": 9, b"\0\x10": 100, b"\0\x11": 101, b"\0\x12": 102}
    assert cid_map(cmap) == expected


# --- glyphs of faces -----------------------------------------------------------------------------
def cff(*cids: int) -> bytes:
    """A CFF face with the glyphs A and B, or keyed by the CIDs given."""
    names = [".notdef", *(f"cid{cid:05}" for cid in cids)] if cids else [".notdef", "A", "B"]
    pen = T2CharStringPen(600, None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 700))
    pen.lineTo((500, 700))
    pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({65: names[1]})
    builder.setupCFF("Test", {}, {name: pen.getCharString() for name in names}, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    if cids:
        _key(builder.font["CFF "].cff.topDictIndex[0], len(names))
    out = BytesIO()
    builder.font.save(out)
    return bytes(TTFont(BytesIO(out.getvalue())).reader["CFF "])


def _key(top: Any, count: int) -> None:
    """Make a face one that is keyed by CIDs."""
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), 0xFFFF
    part = FontDict()
    part.setCFF2, part.FontName, part.Private = False, "Test-0", top.Private
    top.FDArray = FDArrayIndex()
    top.FDArray.strings, top.FDArray.GlobalSubrs = None, top.GlobalSubrs
    top.FDArray.append(part)
    top.FDSelect = FDSelect()
    top.FDSelect.format, top.FDSelect.gidArray = 0, [0] * count
    top.rawDict.pop("Private", None)
    del top.Private


def composite(kind: str, program: Stream, **entries: Any) -> Face:
    key = "FontFile2" if kind == "CIDFontType2" else "FontFile3"
    below = Dictionary(Type=Name.Font, Subtype=Name(f"/{kind}"), FontDescriptor=Dictionary({f"/{key}": program}))
    for entry, value in entries.items():
        below[f"/{entry}"] = value
    font = Dictionary(Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([below]))
    return Face("face", font)


def simple(kind: str, file: str, program: Stream, encoding: Any, flags: int = 32) -> Face:
    descriptor = Dictionary({f"/{file}": program, "/Flags": flags})
    return Face("face", Dictionary(Subtype=Name(f"/{kind}"), FontDescriptor=descriptor, Encoding=encoding))


def missing(face: Face, shown: bytes) -> frozenset[bytes]:
    return face.facts(face.codes([shown]), True).missing


@pytest.fixture
def pdf() -> Pdf:
    return pikepdf.new()


def test_cids_of_truetype(pdf: Pdf) -> None:
    """A CID is the glyph's index, or what the map says; 0 and what is beyond the last glyph are missing."""
    program = Stream(pdf, typeface())
    face = composite("CIDFontType2", program)
    assert missing(face, b"\0\1\0\x24\0\x25\0\0") == {b"\0\x25", b"\0\0"}
    mapped = composite("CIDFontType2", program, CIDToGIDMap=Stream(pdf, b"\0\0\0\0\0\5"))
    assert missing(mapped, b"\0\1\0\2\0\3") == {b"\0\1", b"\0\3"}


def test_cids_of_cff(pdf: Pdf) -> None:
    """A keyed face has the CIDs of its charset, another as many as it has glyphs."""
    keyed = Stream(pdf, cff(5, 9), Subtype=Name.CIDFontType0C)
    assert missing(composite("CIDFontType0", keyed), b"\0\5\0\6\0\x09\0\0") == {b"\0\6", b"\0\0"}
    plain = Stream(pdf, cff(), Subtype=Name.CIDFontType0C)
    assert missing(composite("CIDFontType0", plain), b"\0\1\0\2\0\3") == {b"\0\3"}


def test_codes_of_simple_faces(pdf: Pdf) -> None:
    """Codes go by names to the glyphs of CFF, by characters to those of TrueType."""
    names = Dictionary(Type=Name.Encoding, Differences=Array([1, Name.A, Name.B, Name("/.notdef"), Name.C]))
    face = simple("Type1", "FontFile3", Stream(pdf, cff(), Subtype=Name.Type1C), names)
    assert missing(face, b"\1\2\3\4") == {b"\3", b"\4"}
    roman = simple("TrueType", "FontFile2", Stream(pdf, typeface()), Name.WinAnsiEncoding)
    assert missing(roman, b"AZ9az") == {b"a", b"z"}
    symbolic = simple("TrueType", "FontFile2", Stream(pdf, typeface()), None, flags=4)
    assert missing(symbolic, b"Aa") == {b"a"}


def test_faces_that_need_no_map(pdf: Pdf) -> None:
    """A reader knows the characters of Adobe's collections and of standard encodings; not those of Identity."""

    def unmapped(face: Face, shown: bytes) -> int:
        return len(face.facts(face.codes([shown]), True).unmapped)

    program = Stream(pdf, typeface())
    chinese = Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=5)
    assert unmapped(composite("CIDFontType2", program, CIDSystemInfo=chinese), b"\0\1") == 0
    assert unmapped(composite("CIDFontType2", program), b"\0\1") == 1
    assert unmapped(simple("TrueType", "FontFile2", program, Name.WinAnsiEncoding), b"A") == 0
    odd = Dictionary(Differences=Array([1, Name.g17]))
    assert unmapped(simple("TrueType", "FontFile2", program, odd), b"\1") == 1


def test_names_in_gbk() -> None:
    """Old Chinese programs write the names of faces in GBK."""
    assert name(pikepdf.Object.parse(b"/#CB#CE#CC#E5,Bold")) == "宋体,Bold"


# --- functions, dates, profiles, metadata, pixels ------------------------------------------------
def test_functions(pdf: Pdf) -> None:
    """Exponential, stitched and sampled functions; of a calculator nothing."""
    power = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 1], C1=[1, 0], N=2)
    stitched = Dictionary(FunctionType=3, Domain=[0, 1], Functions=[power, power], Bounds=[0.5], Encode=[0, 1, 1, 0])
    sampled = Stream(pdf, bytes([0, 255, 0]), FunctionType=0, Domain=[0, 1], Range=[0, 1], Size=[3], BitsPerSample=8)
    calculator = Stream(pdf, b"{ 2 mul }", FunctionType=4, Domain=[0, 1], Range=[0, 1])

    def at(function: Any, t: float) -> list[float]:
        run = read_function(function)
        assert run is not None
        return [round(value, 4) for value in run(t)]

    assert at(power, 0.5) == [0.25, 0.75]
    assert [at(stitched, t)[0] for t in (0.25, 0.5, 0.75, 2)] == [0.25, 1, 0.25, 0]
    assert [at(sampled, t)[0] for t in (0, 0.25, 0.5, 1)] == [0, 0.5, 1, 0]
    assert at(Array([power, sampled]), 0.5) == [0.25, 0.75, 1]
    assert read_function(calculator) is None


def test_dates() -> None:
    """Dates of both forms are one point in time; what is no date is none."""
    assert point_in_time("D:20240215080000+08'00'") == point_in_time("2024-02-15T00:00:00Z")
    assert point_in_time("D:2024") == point_in_time("2024-01-01T00:00:00+00:00")
    assert point_in_time("2024-13-01") is point_in_time("today") is None


def test_profile() -> None:
    """Class, space, version and description are read; other bytes are no profile."""
    found = read_profile(profile(), 4)
    assert found is not None
    assert (found.device_class, found.space, found.version) == ("prtr", "CMYK", (2, 0))
    assert found.description == "ISO Coated v2 300%"
    assert read_profile(bytes(200), 4) is None


def test_xmp() -> None:
    """Properties are found as attributes and as elements; what is no XML has none."""
    packet = b"""<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description
      xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:p="http://ns.adobe.com/pdf/1.3/" p:Trapped="True">
      <d:title><r:Alt><r:li>A</r:li></r:Alt></d:title></r:Description></r:RDF>"""
    assert read_xmp(packet) == {"pdf:Trapped": "True", "dc:title": "A"}
    assert read_xmp(b"<") == {}


def test_pixels_of_jpegs() -> None:
    """A CMYK JPEG means what Ghostscript and poppler print of it, with and without the inverting Decode."""
    cyan = cmyk_jpeg((255, 0, 0, 0))
    upright = planted(pictured(cyan, Name.DeviceCMYK, Filter=Name.DCTDecode, Decode=[1, 0] * 4))
    inverted = planted(pictured(cyan, Name.DeviceCMYK, Filter=Name.DCTDecode))
    found = [read_facts(data).pages[1].placements[0].samples for data in (upright, inverted)]
    assert found == [Samples({100: 3600}, 3600), Samples({300: 3600}, 3600)]


# --- damaged files -------------------------------------------------------------------------------
SEEDS = [good(), *(planted(fault.plant) for fault in FAULTS[::40])]


@settings(max_examples=120)
@given(
    st.sampled_from(range(len(SEEDS))),
    st.lists(st.tuples(st.integers(0, 50_000), st.sampled_from(b"0123456789 /<>[]()Rn\xff\x00")), max_size=20),
    st.sampled_from(PURPOSES),
)
@example(0, [], "print")
def test_damaged_files_are_judged(seed: int, changes: list[tuple[int, int]], purpose: Any) -> None:
    """Whatever bytes are wrong: the file is judged, or it is said to be no PDF."""
    data = bytearray(SEEDS[seed])
    for place, byte in changes:
        data[place % len(data)] = byte
    try:
        judged = check_pdf(bytes(data), purpose, limits()).purpose
    except NoPdf:
        judged = purpose
    assert judged == purpose
