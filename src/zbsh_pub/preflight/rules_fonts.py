"""Rules about faces: embedded, of a lasting kind, with a glyph and a Unicode value for each shown code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zbsh_pub.preflight.facts import Facts, Font
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.preflight.rule import Found, found, told


def _faces(facts: Facts, asks: Callable[[Font], bool]) -> Iterator[tuple[int, Font]]:
    """The faces that `asks` picks, with the first page that shows them."""
    for font in facts.fonts.values():
        if asks(font):
            yield next(page.index for page in facts.pages if font.key in page.shown), font


def not_embedded(facts: Facts, _: Limits) -> Iterator[Found]:
    """A face is not embedded: what is shown depends on the machine."""
    for page, font in _faces(facts, lambda font: font.visible and not font.embedded):
        yield found(page, "font", {"name": font.key})


def type3(facts: Facts, _: Limits) -> Iterator[Found]:
    """A Type 3 face: drawings without hints."""
    for page, font in _faces(facts, lambda font: font.visible and font.kind == "Type3"):
        yield found(page, "font", {"name": font.key})


def no_unicode(facts: Facts, _: Limits) -> Iterator[Found]:
    """Characters that cannot be searched, copied or read aloud: no ToUnicode, or none for them."""
    for font in facts.fonts.values():
        for page in facts.pages:
            lost = font.unmapped & page.shown.get(font.key, frozenset())
            if lost:
                yield found(page.index, "font", {"name": font.key}, count=len(lost), codes=_hex(lost))


def missing_glyph(facts: Facts, _: Limits) -> Iterator[Found]:
    """Codes without a glyph: the reader sees a box, or nothing."""
    for page in facts.pages:
        for key, shown in page.shown.items():
            font = facts.fonts[key]
            lost = font.missing & shown
            if lost and font.visible and font.embedded:
                yield found(page.index, "font", {"name": key}, codes=_hex(lost))


def _hex(codes: frozenset[bytes]) -> str:
    return told(sorted(code.hex().upper() for code in codes))
