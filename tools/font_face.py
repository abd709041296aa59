"""Turn the bytes of a source font into a finished face: cut, spaced, measured and renamed.

A face is unpacked (WOFF -> TrueType), cut to the charset, given 1 em curly quotes (楷 only), given chws where it lacks
it, and then the shared vertical metrics, a neutral name (OFL: Reserved Font Names) and fixed dates. Bytes in, bytes
out: the same input gives the same output. `make_fonts.py` says which versions of the tools that holds for.
"""

from __future__ import annotations

import asyncio
import io
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uharfbuzz as hb
from east_asian_spacing import Builder
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Callable

COPYRIGHT, LICENCE, LICENCE_URL = 0, 13, 14  # name records that stay as they are
WINDOWS_ENGLISH = (3, 1, 0x409)
QUOTES, OPENING_QUOTES = "‘’“”", "‘“"
CENTRED = "，。、；：！？．"  # in the middle of their box in Traditional Chinese (clreq, 3.1.3)
MIDDLE = 0.38  # em above the baseline: the middle of a box from -.12 to .88


@dataclass(frozen=True)
class Package:
    """A pinned npm package that holds a font and its licence."""

    package: str
    version: str
    sha512: str
    sha256: str
    font: str
    licence: str
    licence_path: str
    licence_sha256: str
    licence_file: str


@dataclass(frozen=True)
class Face:
    """One face to make: its new name, and the file it is made from."""

    family: str
    weight: int
    role: str
    file: str
    source: Package
    path: str
    sha256: str
    wide_quotes: bool = False
    drop_tables: tuple[str, ...] = ()
    centre_marks: bool = False
    folder: str = "fonts"

    @property
    def style(self) -> str:
        """The style name that goes with the weight."""
        return "Bold" if self.weight == 700 else "Regular"


@dataclass(frozen=True)
class Recipe:
    """What all faces share."""

    charset: frozenset[str]
    features: tuple[str, ...]
    metrics: dict[str, float]


def opened(data: bytes) -> Any:
    """A font to work on; saving it leaves its dates alone."""
    return TTFont(io.BytesIO(data), recalcTimestamp=False)


def saved(font: Any) -> bytes:
    """The bytes of a font."""
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def unpack(data: bytes) -> bytes:
    """WOFF to plain TrueType; TrueType as it is."""
    font = opened(data)
    if font.flavor is None:
        return data
    font.flavor = None
    return saved(font)


def cut(data: bytes, recipe: Recipe) -> bytes:
    """Keep the charset and the named layout features; drop hinting."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, recipe.charset))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in recipe.features)
    wanted.name_id_set.update({COPYRIGHT, LICENCE, LICENCE_URL})
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(hb.Face(hb.Blob(data)), wanted).blob.data)


def move_right(glyph: Any, distance: int, glyf: Any) -> None:
    """Shift the outline of a glyph inside its box."""
    glyph.expand(glyf)
    for component in glyph.components if glyph.isComposite() else ():
        component.x += distance
    if not glyph.isComposite():
        glyph.coordinates.translate((distance, 0))
    glyph.recalcBounds(glyf)


def widen_quotes(data: bytes) -> bytes:
    """Put narrow curly quotes, unchanged, at the inner side of a box of 1 em, as Chinese setting has them."""
    font = opened(data)
    glyf, widths, em = font["glyf"], font["hmtx"], font["head"].unitsPerEm
    for char in QUOTES:
        name = font.getBestCmap()[ord(char)]
        glyph = glyf[name]
        move_right(glyph, em - widths[name][0] if char in OPENING_QUOTES else 0, glyf)
        widths[name] = (em, glyph.xMin)
    return saved(font)


def centre_marks(data: bytes) -> bytes:
    """Move the marks that Traditional setting has in the middle there, outlines unchanged; so upright lines too."""
    font = opened(data)
    glyf, widths, em = font["glyf"], font["hmtx"], font["head"].unitsPerEm
    cmap = font.getBestCmap()
    marks = {cmap[ord(char)] for char in CENTRED}
    for name in marks:
        glyph = glyf[name]
        glyph.expand(glyf)
        right, up = em / 2 - (glyph.xMin + glyph.xMax) / 2, em * MIDDLE - (glyph.yMin + glyph.yMax) / 2
        glyph.coordinates.translate((round(right), round(up)))
        glyph.recalcBounds(glyf)
        widths[name] = (widths[name][0], glyph.xMin)
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for name in marks & getattr(table, "mapping", {}).keys():
                del table.mapping[name]
    return saved(font)


def add_chws(data: bytes) -> bytes:
    """Add contextual half-width spacing (chws, vchw; halt, vhal too) to a font that lacks it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "face.ttf"
        path.write_bytes(data)
        builder = Builder(path)
        if builder.font.has_gpos_feature("chws"):
            return data
        asyncio.run(builder.build())
        if not builder.has_spacings:
            sys.exit("make_fonts: no chws could be made: the face lacks full-width marks")
        builder.save(path)
        return path.read_bytes()


def set_metrics(font: Any, metrics: dict[str, float]) -> None:
    """Give a font the shared ascent, descent and line gap."""
    em, hhea, os2 = font["head"].unitsPerEm, font["hhea"], font["OS/2"]
    ascent, descent, gap = (round(metrics[key] * em) for key in ("ascent", "descent", "gap"))
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, descent, gap
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, descent, gap
    os2.usWinAscent, os2.usWinDescent = ascent, -descent
    os2.fsSelection |= 1 << 7  # USE_TYPO_METRICS


def set_names(font: Any, face: Face) -> None:
    """Rename a font; its copyright and licence records stay, and one record says what it was made from."""
    table, postscript = font["name"], f"{face.family.replace(' ', '')}-{face.style}"
    kept = {i: str(table.getName(i, *WINDOWS_ENGLISH)) for i in (COPYRIGHT, LICENCE, LICENCE_URL)}
    new = {
        1: face.family,
        2: face.style,
        3: f"1.000;{postscript}",
        4: face.family if face.style == "Regular" else f"{face.family} {face.style}",
        5: "Version 1.000",
        6: postscript,
        10: f"Modified version of {face.source.font}: subset, shared metrics, contextual spacing",
    }
    table.names = []
    for name_id, text in sorted({**kept, **new}.items()):
        table.setName(text, name_id, *WINDOWS_ENGLISH)


def finish(data: bytes, face: Face, recipe: Recipe) -> bytes:
    """Metrics, names, version and dates; tables that told of the old font go."""
    font = opened(data)
    set_metrics(font, recipe.metrics)
    set_names(font, face)
    font["OS/2"].usWeightClass = face.weight
    font["head"].fontRevision = 1.0
    font["head"].modified = font["head"].created
    for tag in {"STAT", "DSIG", "FFTM", *face.drop_tables} & set(font.keys()):
        del font[tag]
    return saved(font)


def make_face(data: bytes, face: Face, recipe: Recipe) -> bytes:
    """A source file to a finished face."""
    steps: list[Callable[[bytes], bytes]] = [
        unpack,
        lambda ttf: cut(ttf, recipe),
        *([widen_quotes] if face.wide_quotes else []),
        *([centre_marks] if face.centre_marks else []),
        add_chws,
        lambda ttf: finish(ttf, face, recipe),
    ]
    for step in steps:
        data = step(data)
    return data
