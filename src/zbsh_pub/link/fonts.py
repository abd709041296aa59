"""The faces of an issue, made once for all its units: cut to the glyphs that are used, glyph ids kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from zbsh_pub.fonts import FaceSource, house_faces
from zbsh_pub.house import Script
from zbsh_pub.typeset.drawn import FontUse

_KEPT = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
# A CIDFont of type 2 needs glyf, head, hhea, hmtx, loca, maxp (ISO 32000-1, 9.9): glyphs go by their ids.
_DROPPED = (
    "BASE",
    "DSIG",
    "GDEF",
    "GPOS",
    "GSUB",
    "OS/2",
    "STAT",
    "VORG",
    "cmap",
    "gasp",
    "name",
    "post",
    "vhea",
    "vmtx",
)
_STEM = 80


@dataclass(slots=True)
class _Face:
    """A face and all that the units use of it."""

    first: FontUse
    widths: dict[int, int] = field(default_factory=dict)
    text: dict[int, str] = field(default_factory=dict)


def shared_fonts(pdf: Pdf, uses: Iterable[FontUse], script: Script = "sc") -> Dictionary:
    """The font dictionary that all pages share; keys are the names in their content (ISO 32000-1, 9.7)."""
    faces: dict[str, _Face] = {}
    for use in uses:
        face = faces.setdefault(use.hash, _Face(use))
        face.widths.update({glyph: width for glyph, width in use.widths.items() if glyph not in face.widths})
        face.text.update({glyph: text for glyph, text in use.text.items() if glyph not in face.text})
    return Dictionary({f"/{key}": _font(pdf, faces[key], script) for key in sorted(faces)})


def _font(pdf: Pdf, face: _Face, script: Script) -> Object:
    descriptor = pdf.make_indirect(_descriptor(pdf, face, script))
    cid_font = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{face.first.name}"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        W=Array(list(_runs(face.widths))),
        FontDescriptor=descriptor,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{face.first.name}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(cid_font)]),
            ToUnicode=pdf.make_stream(to_unicode(face.text)),
        )
    )


def _descriptor(pdf: Pdf, face: _Face, script: Script) -> Dictionary:
    use = face.first
    data = cut_to_glyphs(source_of(use, script), frozenset(face.text))
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{use.name}"),
        FontFamily=String(use.family),
        Flags=use.flags,
        FontBBox=Array([0, use.descent, max(face.widths.values(), default=0), use.ascent]),
        ItalicAngle=0,
        Ascent=use.ascent,
        Descent=use.descent,
        CapHeight=use.ascent,
        StemV=_STEM,
        StemH=_STEM,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )


def _runs(widths: dict[int, int]) -> Iterator[object]:
    """Widths as `W` has them: a first glyph, then the widths of it and of those that follow it."""
    run: list[int] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            if run:
                yield Array(run)
            yield glyph
            run = []
        run.append(widths[glyph])
    if run:
        yield Array(run)


def source_of(use: FontUse, script: Script = "sc") -> FaceSource:
    """The house's face that a unit used. Raises `LookupError` for another one."""
    for face in house_faces(script):
        if (face.family, face.weight) == (use.family, use.weight):
            return face
    raise LookupError(f"{use.family} {use.weight} is no face of the house")


@lru_cache(maxsize=16)
def cut_to_glyphs(source: FaceSource, glyphs: frozenset[int]) -> bytes:
    """The face with these glyphs under the ids they have, without tables that a PDF has no use for."""
    face = hb.Face(hb.Blob.from_file_path(str(source.path)))
    cut = hb.SubsetInput()
    cut.glyph_set.update(glyphs)
    cut.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _DROPPED)
    cut.flags = _KEPT
    subset = hb.subset(face, cut)
    assert subset is not None, source.path
    return bytes(subset.blob.data)


def to_unicode(text: dict[int, str]) -> bytes:
    """A CMap from glyphs to what they read as (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
    ]
    glyphs = sorted(text)
    for start in range(0, len(glyphs), 100):
        batch = glyphs[start : start + 100]
        lines.append(f"{len(batch)} beginbfchar")
        lines += [f"<{glyph:04x}> <{text[glyph].encode('utf-16-be').hex()}>" for glyph in batch]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
