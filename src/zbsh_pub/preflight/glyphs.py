"""Which codes of a face have a glyph: the face's program asked by fontTools (ISO 32000-2, 9.6.5 and 9.7.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from zbsh_pub.preflight.values import data, entries, entry, items, name, number

HasGlyph = Callable[[int], bool]  # of a CID, or of a code of a simple face
_SYMBOLIC = 4  # bit 3 of /Flags
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def program(descriptor: Any) -> Any:
    """The stream of the embedded face, or None."""
    return next((entry(descriptor, key) for key in _PROGRAMS if entry(descriptor, key) is not None), None)


def glyphs_of_cids(font: Any) -> HasGlyph:
    """For a CIDFont: does a CID have a glyph other than .notdef?"""
    stream = program(entry(font, "/FontDescriptor"))
    if stream is None:
        return bool
    if name(entry(font, "/Subtype")) == "CIDFontType2":
        return _by_index(font, stream)
    face = _cff(stream)
    return bool if face is None else face.cids.difference({0}).__contains__


def _by_index(font: Any, stream: Any) -> HasGlyph:
    """TrueType: CIDToGIDMap gives the glyph's index, by default the CID itself."""
    table, count = data(entry(font, "/CIDToGIDMap")), _count(stream)

    def has(cid: int) -> bool:
        index = int.from_bytes(table[2 * cid : 2 * cid + 2], "big") if table else cid
        return 0 < index < count

    return has


def _count(stream: Any) -> int:
    from fontTools.ttLib import TTFont

    try:
        return int(TTFont(BytesIO(data(stream)), lazy=True)["maxp"].numGlyphs)
    except Exception:  # as in _cff
        return 0x10000


class _Cff(NamedTuple):
    """What is asked of a CFF face: its glyphs' names in order, whether they are CIDs, its own encoding."""

    charset: tuple[str, ...]
    is_keyed: bool
    encoding: Mapping[int, str]

    @property
    def cids(self) -> frozenset[int]:
        """The CIDs of a CID-keyed face; of another the indices of its glyphs (9.7.4.2)."""
        if not self.is_keyed:
            return frozenset(range(len(self.charset)))
        return frozenset(int(glyph[3:]) for glyph in self.charset if glyph.startswith("cid"))


def _cff(stream: Any) -> _Cff | None:
    """The first face of a CFF program, bare or in an OpenType file; None where there is none to be read."""
    from fontTools.cffLib import CFFFontSet
    from fontTools.ttLib import TTFont

    raw = data(stream)
    try:
        if raw[:4] == b"OTTO":
            face = TTFont(BytesIO(raw), lazy=True)["CFF "].cff[0]
        else:
            fonts = CFFFontSet()
            fonts.decompile(BytesIO(raw), None)
            face = fonts[0]
        is_keyed = hasattr(face, "ROS")
        return _Cff(tuple(face.charset), is_keyed, {} if is_keyed else _own_encoding(face.Encoding))
    except Exception:  # fontTools raises whatever the damaged bytes lead to
        return None


def _own_encoding(encoding: Any) -> Mapping[int, str]:
    from fontTools.encodings.StandardEncoding import StandardEncoding

    if isinstance(encoding, str):
        return dict(enumerate(StandardEncoding)) if encoding == "StandardEncoding" else {}
    return dict(enumerate(encoding))


def glyphs_of_codes(font: Any) -> HasGlyph:
    """For a simple face: does a code have a glyph?

    Where the face's program names its glyphs (CFF) or has a table of characters (TrueType) it is asked; else only
    what /Encoding itself sends to .notdef has none.
    """
    names = encoding_names(font)
    stream = program(entry(font, "/FontDescriptor"))
    if stream is None:
        return lambda code: names.get(code) != ".notdef"
    if name(entry(font, "/Subtype")) == "TrueType":
        return _by_character(font, stream, names)
    cff = _cff(stream) if name(entry(stream, "/Subtype")) in ("Type1C", "OpenType") else None
    if cff is None:
        return lambda code: names.get(code) != ".notdef"
    known = frozenset(cff.charset) - {".notdef"}
    return lambda code: names.get(code, cff.encoding.get(code, ".notdef")) in known


def encoding_names(font: Any) -> dict[int, str]:
    """Code → glyph name where /Encoding says so: its base encoding and its differences."""
    encoding = entry(font, "/Encoding")
    base = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    codec = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac-roman"}.get(base)
    names = {code: glyph for code in range(32, 256) if (glyph := _glyph(code, codec))} if codec else {}
    at = 0
    for item in items(entry(encoding, "/Differences")):
        if name(item):
            names[at] = name(item)
            at += 1
        else:
            at = int(number(item))
    return names


def _glyph(code: int, codec: str) -> str:
    from fontTools.agl import UV2AGL

    character = bytes([code]).decode(codec, "ignore")
    return str(UV2AGL.get(ord(character), "")) if character else ""


def _by_character(font: Any, stream: Any, names: dict[int, str]) -> HasGlyph:
    """TrueType: a symbolic face by its own table, another by the Unicode values of the encoding's names."""
    tables = _character_tables(stream)
    if tables is None:
        return lambda code: names.get(code) != ".notdef"
    symbolic = bool(int(number(entry(entry(font, "/FontDescriptor"), "/Flags"))) & _SYMBOLIC)

    def has(code: int) -> bool:
        wanted = {code, 0xF000 + code}
        if code in names and not (symbolic and not entries(entry(font, "/Encoding"))):
            wanted |= _values(names[code])
        return bool(wanted & tables)

    return has


def _values(glyph: str) -> set[int]:
    from fontTools.agl import toUnicode

    return {ord(character) for character in toUnicode(glyph)}


def _character_tables(stream: Any) -> frozenset[int] | None:
    """All characters that the face's tables lead to a glyph; None where it has no table that can be read."""
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(BytesIO(data(stream)), lazy=True)
        found = [table.cmap for table in font["cmap"].tables if hasattr(table, "cmap")]
    except Exception:  # as in _cff
        return None
    return frozenset(code for table in found for code, glyph in table.items() if glyph not in (".notdef", "glyph00000"))
