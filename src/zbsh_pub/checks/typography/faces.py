"""What PDFium tells of a text object's face, and whether a face lacks a glyph that was drawn."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

_NOWHERE = 0x10FFFD  # no face has it, so PDFium gives the outline of .notdef
_NO_CODE = (0, 0xFFFD)
Outline = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What all characters of one text object share."""

    font: Any
    face: str
    size: float

    @property
    def name(self) -> str:
        """The face without the tag of its subset."""
        return self.face.split("+")[-1]


def read_run(text: Any, index: int, thing: Any) -> Run | None:
    """The run of a character's text object; none where it is invisible or turned."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    invisible = pdfium.FPDFTextObj_GetTextRenderMode(thing) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    if invisible or matrix.a <= 0 or abs(matrix.b) > 0.01 * matrix.a:
        return None
    font = pdfium.FPDFTextObj_GetFont(thing)
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    return Run(font, buffer.value.decode("utf-8", "replace"), size)


@dataclass(slots=True)
class Missing:
    """Finds glyphs that the faces of a document lack; asks for each code point of a face once."""

    lacking: dict[str, Outline] = field(default_factory=dict)
    suspects: dict[tuple[str, int], bool] = field(default_factory=dict)

    def is_suspect(self, run: Run, point: int) -> bool:
        """PDFium finds for this code point only the outline that the face draws for what it lacks."""
        key = (run.face, point)
        if key not in self.suspects:
            if run.face not in self.lacking:
                self.lacking[run.face] = _read_outline(run.font, _NOWHERE)
            lacking = self.lacking[run.face]
            self.suspects[key] = point in _NO_CODE or (len(lacking) >= 4 and _read_outline(run.font, point) == lacking)
        return self.suspects[key]

    def is_certain(self, run: Run, point: int, ink: tuple[float, ...]) -> bool:
        """A suspect whose ink (left, bottom, right, top from the origin, in points) is that outline's.

        A ligature's letters cannot be looked up one by one; all are suspects, and their ink clears them.
        """
        if point in _NO_CODE:
            return True
        xs, ys = zip(*self.lacking[run.face], strict=True)
        box = (min(xs), min(ys), max(xs), max(ys))
        return all(abs(a * run.size - b) < 0.03 * run.size for a, b in zip(box, ink, strict=True))


def _read_outline(font: Any, point: int) -> Outline:
    """The first points of a code point's outline, in em: enough to tell it from others."""
    path = pdfium.FPDFFont_GetGlyphPath(font, point, 1000.0)
    count = pdfium.FPDFGlyphPath_CountGlyphSegments(path) if path else 0
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for index in range(min(count, 16)):
        segment = pdfium.FPDFGlyphPath_GetGlyphPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((round(x.value, 3), round(y.value, 3)))
    return tuple(points)
