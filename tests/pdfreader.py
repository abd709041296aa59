"""A PDF read by the tests' own means, with PDFium and pikepdf: nothing here is shared with the checks."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Glyph:
    """A character of the text layer: its box (left, bottom, right, top) and size in points."""

    text: str
    box: Box
    size: float


@dataclass(frozen=True)
class Mark:
    """A bookmark: level from 0, title, index of the page that it leads to."""

    level: int
    title: str
    page: int


class Pdf:
    """One PDF; close it by leaving it to the end of the session."""

    def __init__(self, path: Path):
        self.document = pypdfium2.PdfDocument(path)
        self.pike = pikepdf.open(path)

    def __len__(self) -> int:
        return len(self.document)

    @cached_property
    def labels(self) -> list[str]:
        return [self.document.get_page_label(index) for index in range(len(self))]

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        return [self.document.get_page_size(index) for index in range(len(self))]

    @cached_property
    def glyphs(self) -> list[list[Glyph]]:
        """The visible characters of each page, in the order of the text layer."""
        return [list(self._glyphs(index)) for index in range(len(self))]

    def _glyphs(self, index: int) -> Iterator[Glyph]:
        page = self.document[index]
        text = page.get_textpage()
        for place in range(text.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(text, place))
            if character.isprintable() and not character.isspace() and not pdfium.FPDFText_IsGenerated(text, place):
                size = pdfium.FPDFText_GetFontSize(text, place) * self._scale(text, place)
                yield Glyph(character, text.get_charbox(place), size)
        text.close()
        page.close()

    @staticmethod
    def _scale(text: Any, place: int) -> float:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, place, ctypes.byref(matrix))
        return float(abs(matrix.d) or abs(matrix.b))

    def text(self, index: int, low: float = 0, high: float = 1e4) -> str:
        """The characters of a page between two heights, without blanks."""
        return "".join(g.text for g in self.glyphs[index] if low <= (g.box[1] + g.box[3]) / 2 <= high)

    @cached_property
    def marks(self) -> list[Mark]:
        found = []
        for item in self.document.get_toc():
            target = item.get_dest()
            found.append(Mark(item.level, item.get_title(), target.get_index() if target else -1))
        return found

    @cached_property
    def page_indices(self) -> dict[tuple[int, int], int]:
        return {page.obj.objgen: index for index, page in enumerate(self.pike.pages)}

    def links(self, index: int) -> Iterator[tuple[Box, int | str]]:
        """(box, index of the page or address that it leads to) of each link of a page."""
        names = self._names()
        for annotation in self.pike.pages[index].obj.get("/Annots", []):
            x, y, x2, y2 = (float(value) for value in annotation.Rect)  # any two corners (ISO 32000-1, 7.9.5)
            box = (min(x, x2), min(y, y2), max(x, x2), max(y, y2))
            action = annotation.get("/A")
            if action is not None and "/URI" in action:
                yield box, str(action.URI)
                continue
            target: Any = annotation.get("/Dest") if action is None else action.get("/D")
            if isinstance(target, pikepdf.String | pikepdf.Name):
                target = names[str(target)]
            yield box, self.page_indices[target[0].objgen]

    def _names(self) -> dict[str, Any]:
        """Named destinations, wherever they stand in the file."""
        root = self.pike.Root
        found: dict[str, Any] = {str(key): value for key, value in dict(root.get("/Dests", {})).items()}
        if "/Names" in root and "/Dests" in root.Names:
            found.update(dict(pikepdf.NameTree(root.Names.Dests).items()))
        return {key: value.D if isinstance(value, pikepdf.Dictionary) else value for key, value in found.items()}

    @cached_property
    def fonts(self) -> dict[str, list[pikepdf.Dictionary]]:
        """The font descriptors of each font of the file, by the font's name."""
        found: dict[str, list[pikepdf.Dictionary]] = {}
        for item in self.pike.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/BaseFont" in item:
                holders = [item, *item.get("/DescendantFonts", [])]
                found[str(item.BaseFont)] = [h.FontDescriptor for h in holders if "/FontDescriptor" in h]
        return found
