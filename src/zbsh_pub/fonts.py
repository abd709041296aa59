"""Cut the house's faces to the characters of one issue; EPUB and PDF use the same cut.

The faces in `assets/fonts` already carry shared metrics and `chws` (made by `make fonts`), so a
build only subsets them, with HarfBuzz.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz as hb
import yaml

from zbsh_pub.house import Script, fonts_folder
from zbsh_pub.model import Face
from zbsh_pub.problems import Problem, problem

# Marks and figures that sheets and reading systems may draw although no article holds them.
ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + (
    "\u00a0\u200b\u2060·×—–‘’“”…、。〇〈〉《》「」『』【】〔〕！（），．：；？～／％￥①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳■▲→"
)
FEATURES = [
    "ccmp",
    "locl",
    "kern",
    "liga",
    "mark",
    "halt",
    "palt",
    "vert",
    "vhal",
    "vpal",
    "pwid",
    "hwid",
    "fwid",
    "tnum",
    "lnum",
    "onum",
    "chws",
    "vchw",
]
# Copyright, licence and its address, which go wherever a face goes (OFL 1.1, 2), beside the family's names.
NAMES = [*range(7), 13, 14, 16, 17]
_INVISIBLE = set("\n\t\u200b\u2060\ufeff\u00ad")


@dataclass(frozen=True, slots=True)
class FaceSource:
    """A face of the house as `fonts.yaml` describes it."""

    family: str
    weight: int
    role: str
    path: Path


@cache
def house_faces(script: Script = "sc") -> tuple[FaceSource, ...]:
    folder = fonts_folder(script)
    data = yaml.safe_load((folder / "fonts.yaml").read_text(encoding="utf-8"))
    return tuple(FaceSource(f["family"], f["weight"], f["role"], folder / f["file"]) for f in data["faces"])


def cut_faces(
    characters: Iterable[str], roles: Container[str] | None = None, script: Script = "sc"
) -> tuple[Face, ...]:
    """The house's faces with only these characters, `ALWAYS` and their layout features.

    `roles` are role and weight of the faces that are wanted (song400); all by default.
    """
    wanted = {ord(c) for c in (*characters, *ALWAYS)}
    faces = [face for face in house_faces(script) if roles is None or f"{face.role}{face.weight}" in roles]
    return tuple(_cut(face, wanted) for face in faces)


def _cut(source: FaceSource, wanted: set[int]) -> Face:
    face = hb.Face(hb.Blob.from_file_path(str(source.path)))
    cut = hb.SubsetInput()
    cut.unicode_set.update(wanted)
    cut.layout_feature_tag_set.clear()
    cut.layout_feature_tag_set.update(_tag(feature) for feature in FEATURES)
    cut.name_id_set.update(NAMES)
    cut.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    subset = hb.subset(face, cut)
    assert subset is not None, source.path
    return Face(source.family, source.weight, source.role, source.path.name, bytes(subset.blob.data))


def _tag(feature: str) -> int:
    return int.from_bytes(feature.encode("ascii"), "big")


@cache
def coverage(script: Script = "sc") -> frozenset[str]:
    """All characters that at least one face of the house has."""
    points: set[int] = set()
    for source in house_faces(script):
        face = hb.Face(hb.Blob.from_file_path(str(source.path)))
        points.update(face.unicodes)
    return frozenset(map(chr, points))


@cache
def _font(role: str, weight: int) -> hb.Font:
    source = next(face for face in house_faces() if (face.role, face.weight) == (role, weight))
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(source.path))))


@dataclass(frozen=True, slots=True)
class Shape:
    """A glyph of a shaped text: its id, what it reads as, its width in the face, its advance here and how far it is
    moved to the right, in thousandths of an em."""

    id: int
    text: str
    width: int
    advance: int
    offset: int


@lru_cache(maxsize=8192)
def shape(text: str, role: str, weight: int) -> tuple[Shape, ...]:
    """A text as the house's face sets it."""
    font, buffer = _font(role, weight), hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"chws": True, "liga": False, "kern": True})
    infos, places = buffer.glyph_infos, buffer.glyph_positions or ()
    ends = [info.cluster for info in infos[1:]] + [len(text)]
    em = 1000 / int(font.face.upem)
    return tuple(
        Shape(
            info.codepoint,
            text[info.cluster : end],
            round(font.get_glyph_h_advance(info.codepoint) * em),
            round(place.x_advance * em),
            round(place.x_offset * em),
        )
        for info, end, place in zip(infos, ends, places, strict=True)
    )


@cache
def face_extents(role: str, weight: int) -> tuple[int, int]:
    """Ascent and descent of a face in thousandths of an em."""
    font = _font(role, weight)
    extents = font.get_font_extents("ltr")
    em = 1000 / int(font.face.upem)
    return round(extents.ascender * em), round(extents.descender * em)


@cache
def advance(text: str, role: str, weight: int) -> float:
    """The width of a text as the house's face sets it, in em."""
    font, buffer = _font(role, weight), hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {})
    total: int = sum(position.x_advance for position in buffer.glyph_positions or ())
    return total / int(font.face.upem)


def missing_glyphs(texts: Mapping[str, tuple[int, str]]) -> Iterator[Problem]:
    """F01 for each character that no face has; `texts` maps a file to (first line, text)."""
    known = coverage() | _INVISIBLE
    for file, (first_line, text) in texts.items():
        if set(text) <= known:
            continue
        for number, line in enumerate(text.split("\n"), first_line):
            for column, c in enumerate(line, 1):
                if c not in known:
                    yield problem("F01", file, number, column, char=c, code=f"U+{ord(c):04X}")
