"""Read every character of a PDF with its place, size and face, by PDFium; nothing is grouped yet."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from zbsh_pub.checks.typography.faces import Missing, Run, read_run
from zbsh_pub.checks.typography.marks import BLANKS, CLOSING, INVISIBLE, STOPS, is_latin

_WITH_INK = CLOSING | STOPS
_BOLD = re.compile(r"bold|heavy|black|-[67]00", re.IGNORECASE)
_HYPHENS = {0x02: "-", 0xFFFE: "-"}  # what PDFium makes of a hyphen at a line's end


class Glyph(NamedTuple):
    """A drawn glyph: origin and advance in points (y upwards), and what it reads as.

    `ink` is the right edge of what a stop or a closing mark draws; elsewhere it is the advance edge.
    `spaced` says that a blank of the text stands before it.
    """

    text: str
    x: float
    y: float
    width: float
    size: float
    font: str
    ink: float
    missing: bool
    spaced: bool

    @property
    def bold(self) -> bool:
        return bool(_BOLD.search(self.font))

    @property
    def right(self) -> float:
        """The advance edge, by the width that the face declares."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was drawn: its number from 1, and the number that it shows to readers."""

    number: int
    label: str
    glyphs: tuple[Glyph, ...]


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """All pages of a PDF with their glyphs; turned and invisible text is left out."""
    document = pypdfium2.PdfDocument(data)
    sheets, missing = [], Missing()
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        glyphs = tuple(_whole(_Reader(text.raw, missing).glyphs()))
        sheets.append(Sheet(index + 1, document.get_page_label(index) or str(index + 1), glyphs))
        text.close()
        page.close()
    document.close()
    return tuple(sheets)


@dataclass(slots=True)
class _Reader:
    """Reads one page's characters; asks PDFium for each text object and outline once."""

    text: Any
    missing: Missing
    runs: dict[int, Run | None] = field(default_factory=dict)

    def glyphs(self) -> Iterator[Glyph]:
        """All visible characters. PDFium makes blanks up where gaps are wide: beside Latin alone are they believed."""
        blank, believed, last = False, False, " "
        for index in range(pdfium.FPDFText_CountChars(self.text)):
            point = pdfium.FPDFText_GetUnicode(self.text, index)
            letter = _HYPHENS.get(point) or chr(point)
            made_up = bool(pdfium.FPDFText_IsGenerated(self.text, index))
            if letter in BLANKS or letter in INVISIBLE:
                blank = blank or letter in BLANKS
                believed = believed or (letter in BLANKS and not made_up)
                continue
            run = self._run(index)
            if run is not None and not made_up:
                beside = is_latin(last) or is_latin(letter)
                yield self._glyph(index, letter, run, believed or (blank and beside))
                blank, believed, last = False, False, letter

    def _run(self, index: int) -> Run | None:
        thing = pdfium.FPDFText_GetTextObject(self.text, index)
        handle = ctypes.cast(thing, ctypes.c_void_p).value if thing else None
        if handle is None:
            return None
        if handle not in self.runs:
            self.runs[handle] = read_run(self.text, index, thing)
        return self.runs[handle]

    def _glyph(self, index: int, letter: str, run: Run, spaced: bool) -> Glyph:
        origin, y = ctypes.c_double(), ctypes.c_double()
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetCharOrigin(self.text, index, origin, y)
        pdfium.FPDFText_GetLooseCharBox(self.text, index, box)
        x, suspect = origin.value, self.missing.is_suspect(run, ord(letter))
        inked = suspect or letter in _WITH_INK
        ink = self._ink(index, x, y.value) if inked else (0.0, 0.0, box.right - x, 0.0)
        missing = suspect and self.missing.is_certain(run, ord(letter), ink)
        return Glyph(letter, x, y.value, box.right - x, run.size, run.name, x + ink[2], missing, spaced)

    def _ink(self, index: int, x: float, y: float) -> tuple[float, float, float, float]:
        """The box of what a character draws, from its origin: left, bottom, right, top."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self.text, index, left, right, bottom, top)
        return left.value - x, bottom.value - y, right.value - x, top.value - y


def _whole(glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """Letters at one origin are one glyph: a ligature, or the halves in which PDFium gives a rare Han."""
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and (glyph.x, glyph.y) == (last.x, last.y):
            last = last._replace(text=last.text + glyph.text)
            continue
        if last is not None:
            yield last._replace(text=_joined(last.text))
        last = glyph
    if last is not None:
        yield last._replace(text=_joined(last.text))


def _joined(letters: str) -> str:
    """UTF-16 halves made whole."""
    return letters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
