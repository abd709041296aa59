"""The line outside the bleed that says what a sheet is, and on each plate its ink's name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import uharfbuzz as hb

from zbsh_pub.fonts import FaceSource, house_faces
from zbsh_pub.prepress.marks import ALL
from zbsh_pub.prepress.sheet import MM, Sheet, numbers
from zbsh_pub.typeset.drawn import FontUse

FONT = "PressSlug"
_PLATES = ("1 0 0 0 k", "0 1 0 0 k", "0 0 1 0 k", "0 0 0 1 k")


@dataclass(slots=True)
class Slug:
    """Sets lines in the house's 黑 at `size` points, and remembers the glyphs that they take."""

    size: float
    widths: dict[int, int] = field(default_factory=dict)
    text: dict[int, str] = field(default_factory=dict)

    def line(self, sheet: Sheet, left: str, right: str, plates: tuple[str, ...]) -> bytes:
        """The line above the page: `left` and `right` of its middle on all plates, then each ink's name on its own."""
        y = sheet.height + (sheet.bleed + sheet.room) / 2 - self.size / 2
        x = sheet.bleed + 2 * MM
        parts = [f"q {ALL} cs 1 scn BT /{FONT} {numbers((self.size,))} Tf {numbers((x, y))} Td {self._shown(left)} Tj"]
        ends = [right, *plates]
        x = sheet.width - sheet.bleed - 2 * MM - sum(self._length(text) + self.size for text in ends)
        for text, ink in zip(ends, ("", *_PLATES), strict=True):
            parts.append(f"ET {ink} BT {numbers((x, y))} Td {self._shown(text)} Tj")
            x += self._length(text) + self.size
        return " ".join([*parts, "ET Q"]).encode()

    def use(self) -> FontUse:
        """What the lines use of the face."""
        source, font = _face()
        extents = font.get_font_extents("ltr")
        scale = 1000 / font.face.upem
        return FontUse(
            hash=FONT,
            family=source.family,
            weight=source.weight,
            name="PRSLUG+ZB-Hei",
            flags=4,
            ascent=round(extents.ascender * scale),
            descent=round(extents.descender * scale),
            widths=dict(self.widths),
            text=dict(self.text),
        )

    def _shown(self, text: str) -> str:
        codes = []
        for character, glyph, width in _glyphs(text):
            self.widths[glyph], self.text[glyph] = width, character
            codes.append(f"{glyph:04x}")
        return f"<{''.join(codes)}>"

    def _length(self, text: str) -> float:
        return sum(width for _, _, width in _glyphs(text)) * self.size / 1000


def _glyphs(text: str) -> list[tuple[str, int, int]]:
    """(character, glyph, width in thousandths) of each character, by itself: a slug needs no fine setting."""
    _, font = _face()
    scale = 1000 / font.face.upem
    found = [(character, font.get_nominal_glyph(ord(character)) or 0) for character in text]
    return [(character, glyph, round(font.get_glyph_h_advance(glyph) * scale)) for character, glyph in found if glyph]


@cache
def _face() -> tuple[FaceSource, Any]:
    source = next(face for face in house_faces() if face.role == "hei" and face.weight == 400)
    return source, hb.Font(hb.Face(hb.Blob.from_file_path(str(source.path))))
