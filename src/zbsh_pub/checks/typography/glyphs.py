"""Read every character of a PDF with its place, size and face, by PDFium; nothing is grouped yet."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from zbsh_pub.checks.typography.marks import BLANKS, CLOSING, HANGING, INVISIBLE, STOPS

_WITH_INK = CLOSING | STOPS | HANGING
_BOLD = re.compile(r"bold|heavy|black|semibold|-[67]00", re.IGNORECASE)
_NOWHERE = 0x10FFFD  # no face has it, so PDFium gives the outline of .notdef
_HYPHENS = {0x02: "-", 0xFFFE: "-"}  # what PDFium makes of a hyphen at a line's end


class Glyph(NamedTuple):
    """A drawn glyph: its origin and advance in points, and what it reads as."""

    text: str
    x: float
    y: float
    width: float
    size: float
    font: str
    bold: bool
    ink: float
    missing: bool
    spaced: bool

    @property
    def right(self) -> float:
        """The advance edge, by the width that the face declares."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was drawn. `number` counts from 1."""

    number: int
    label: str
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """What all glyphs of one text object share."""

    font: Any
    name: str
    bold: bool
    size: float
    upright: bool


@dataclass(slots=True)
class _Faces:
    """The faces met so far, by PDFium's handle, and what was found out about their glyphs."""

    missing: dict[tuple[int, int], bool] = field(default_factory=dict)
    nowhere: dict[int, tuple[object, ...]] = field(default_factory=dict)

    def is_missing(self, font: Any, point: int) -> bool:
        """.notdef: no code point at all, or the outline that the face draws for what it lacks."""
        if point in (0, 0xFFFD):
            return True
        handle = ctypes.cast(font, ctypes.c_void_p).value or 0
        if (handle, point) not in self.missing:
            if handle not in self.nowhere:
                self.nowhere[handle] = _outline(font, _NOWHERE)
            lacking = self.nowhere[handle]
            self.missing[handle, point] = len(lacking) > 1 and _outline(font, point) == lacking
        return self.missing[handle, point]


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """All pages of a PDF with their glyphs; turned and invisible text is left out."""
    document = pypdfium2.PdfDocument(data)
    sheets = []
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        glyphs = tuple(_glyphs(text.raw, _Faces()))
        sheets.append(Sheet(index + 1, document.get_page_label(index) or str(index + 1), glyphs))
        text.close()
        page.close()
    document.close()
    return tuple(sheets)


def _glyphs(text: Any, faces: _Faces) -> Iterator[Glyph]:
    runs: dict[int, _Run | None] = {}
    letters, spaced, last = "", False, None
    for index in range(pdfium.FPDFText_CountChars(text)):
        point = pdfium.FPDFText_GetUnicode(text, index)
        letter = _HYPHENS.get(point) or chr(point)
        if letter in BLANKS or letter in INVISIBLE:
            spaced = spaced or letter in BLANKS
            continue
        glyph = _glyph(text, index, runs, faces)
        if glyph is None:
            continue
        if last is not None and (glyph.x, glyph.y) == (last.x, last.y):  # a ligature's next letter
            letters += letter
            continue
        if last is not None:
            yield last._replace(text=_joined(letters))
        letters, last, spaced = letter, glyph._replace(spaced=spaced), False
    if last is not None:
        yield last._replace(text=_joined(letters))


def _glyph(text: Any, index: int, runs: dict[int, _Run | None], faces: _Faces) -> Glyph | None:
    run = _run(text, index, runs)
    if run is None or not run.upright or pdfium.FPDFText_IsGenerated(text, index):
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    pdfium.FPDFText_GetLooseCharBox(text, index, box)
    point = pdfium.FPDFText_GetUnicode(text, index)
    ink = _ink(text, index) if chr(point) in _WITH_INK else box.right
    missing = faces.is_missing(run.font, point)
    return Glyph("", x.value, y.value, box.right - x.value, run.size, run.name, run.bold, ink, missing, False)


def _run(text: Any, index: int, runs: dict[int, _Run | None]) -> _Run | None:
    """Face, size and direction of a character's text object, asked for once an object."""
    thing = pdfium.FPDFText_GetTextObject(text, index)
    handle = ctypes.cast(thing, ctypes.c_void_p).value if thing else None
    if handle is None:
        return None
    if handle not in runs:
        runs[handle] = _new_run(text, index, thing)
    return runs[handle]


def _new_run(text: Any, index: int, thing: Any) -> _Run | None:
    if pdfium.FPDFTextObj_GetTextRenderMode(thing) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
        return None
    font = pdfium.FPDFTextObj_GetFont(thing)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    upright = matrix.a > 0 and abs(matrix.b) < 0.01 * matrix.a
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace").split("+")[-1]
    return _Run(font, name, bool(_BOLD.search(name)), size, upright)


def _ink(text: Any, index: int) -> float:
    """The right edge of what a character draws."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return right.value


def _outline(font: Any, point: int) -> tuple[object, ...]:
    """The outline of a code point's glyph, as far as is needed to tell it from others."""
    path = pdfium.FPDFFont_GetGlyphPath(font, point, 1000.0)
    if not path:
        return ()
    count = pdfium.FPDFGlyphPath_CountGlyphSegments(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[object] = [count]
    for index in range(min(count, 16)):
        segment = pdfium.FPDFGlyphPath_GetGlyphPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((round(x.value, 3), round(y.value, 3)))
    return tuple(points) if count > 0 else ()


def _joined(letters: str) -> str:
    """UTF-16 halves, which PDFium gives one by one, made whole."""
    return letters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
