"""What can be known of a face: is it embedded, does each of its shown codes have a glyph and a Unicode value?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pikepdf import Stream

from zbsh_pub.preflight.cmaps import cid_map, unicode_map
from zbsh_pub.preflight.facts import Font
from zbsh_pub.preflight.glyphs import encoding_names, glyphs_of_cids, glyphs_of_codes, program
from zbsh_pub.preflight.values import data, entry, items, name, text

_KNOWN_COLLECTIONS = frozenset({"GB1", "CNS1", "Japan1", "Korea1", "KR"})  # Adobe's, ISO 32000-2, 9.10.2
_TWO_BYTES = ("Identity-H", "Identity-V")


@dataclass(frozen=True)
class Face:
    """A face of the file, and what is asked about its codes. `key` names it: its base name and object."""

    key: str
    font: Any

    @cached_property
    def name(self) -> str:
        """Its name without the six letters of a subset."""
        own = name(entry(self.font, "/BaseFont")) or text(entry(self.font, "/Name")) or "?"
        return own[7:] if own[6:7] == "+" else own

    @cached_property
    def kind(self) -> str:
        return name(entry(self.font, "/Subtype"))

    @cached_property
    def below(self) -> Any:
        """The CIDFont below a composite face, else the face itself."""
        descendants = items(entry(self.font, "/DescendantFonts"))
        return descendants[0] if self.kind == "Type0" and descendants else self.font

    @cached_property
    def is_embedded(self) -> bool:
        return self.kind == "Type3" or program(entry(self.below, "/FontDescriptor")) is not None

    @cached_property
    def width(self) -> int:
        """Bytes a code; 0 where codes are of several widths (a CMap of the system's)."""
        if self.kind != "Type0":
            return 1
        encoding = entry(self.font, "/Encoding")
        return 2 if isinstance(encoding, Stream) or name(encoding) in _TWO_BYTES or _is_wide(name(encoding)) else 0

    def codes(self, shown: Iterable[bytes]) -> frozenset[bytes]:
        """The codes in some shown strings."""
        width = self.width
        if not width:
            return frozenset()
        whole = b"".join(text[: len(text) - len(text) % width] for text in shown)
        return frozenset(whole[at : at + width] for at in range(0, len(whole), width))

    @cached_property
    def to_unicode(self) -> Mapping[bytes, str]:
        return unicode_map(data(entry(self.font, "/ToUnicode")))

    def said(self, shown: bytes) -> str:
        """A shown string as text, as far as the face says."""
        width = self.width or 2
        return "".join(self.to_unicode.get(shown[at : at + width], "") for at in range(0, len(shown), width))

    def facts(self, codes: frozenset[bytes], visible: bool) -> Font:
        missing = frozenset(code for code in codes if self.kind != "Type3" and not self._has_glyph(code))
        unmapped = frozenset(code for code in codes if not self._has_text(code)) if not self._is_plain else frozenset()
        return Font(self.key, self.name, self._full_kind, self.is_embedded, visible, missing, unmapped)

    @property
    def _full_kind(self) -> str:
        return name(entry(self.below, "/Subtype"))

    @cached_property
    def _glyphs(self) -> Any:
        return glyphs_of_cids(self.below) if self.kind == "Type0" else glyphs_of_codes(self.font)

    def _has_glyph(self, code: bytes) -> bool:
        cid = self._cid(code)
        return cid is None or bool(self._glyphs(cid))

    def _cid(self, code: bytes) -> int | None:
        """The CID of a code; None where only a CMap of the system knows."""
        if self.kind != "Type0" or name(entry(self.font, "/Encoding")) in _TWO_BYTES:
            return int.from_bytes(code, "big")
        return self._cids.get(code, 0) if self._cids else None

    @cached_property
    def _cids(self) -> Mapping[bytes, int]:
        return cid_map(data(entry(self.font, "/Encoding")))

    def _has_text(self, code: bytes) -> bool:
        return code in self.to_unicode

    @cached_property
    def _is_plain(self) -> bool:
        """True where a reader knows the characters without a ToUnicode (ISO 32000-2, 9.10.2)."""
        if entry(self.font, "/ToUnicode") is not None:
            return False
        if self.kind == "Type0":
            return text(entry(entry(self.below, "/CIDSystemInfo"), "/Ordering")) in _KNOWN_COLLECTIONS
        named = encoding_names(self.font)
        return self.kind != "Type3" and bool(named or not self.is_embedded) and all(map(_has_value, named.values()))


def _has_value(glyph: str) -> bool:
    from fontTools.agl import toUnicode

    return bool(toUnicode(glyph))


def _is_wide(cmap: str) -> bool:
    """The system's CMaps with two bytes a code: UCS-2 and UTF-16."""
    return cmap.startswith("Uni") and cmap.endswith(("UCS2-H", "UCS2-V", "UTF16-H", "UTF16-V"))


def read_faces(
    faces: Mapping[str, Face], shown: Mapping[str, frozenset[bytes]], seen: frozenset[str]
) -> dict[str, Font]:
    """Facts of the faces whose codes are shown; `seen` are those that are visible."""
    return {key: faces[key].facts(codes, key in seen) for key, codes in sorted(shown.items())}
