"""Classes of characters that the figures speak of (clreq 3.1, GB/T 15834)."""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = frozenset("（《〈「『【〔〖［｛“‘")
CLOSING = frozenset("）》〉」』】〕〗］｝”’")
STOPS = frozenset("、，。．；：？！")
# May hang outside the column where a house sets so.
HANGING = frozenset("、，。．")
NOTE_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
# GB level: what no line begins with (note marks are judged apart, by their size), and what no line ends with.
NOT_AT_START = STOPS | CLOSING | frozenset("·～％…%‰℃,;:!?)]")
NOT_AT_END = OPENING | frozenset("([")
# What a list item begins with.
NUMBER = re.compile(
    r"^([（(\[](\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[）)\]]"
    r"|(\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)、.．](?!\d)"
    r"|[①-⑳■●▪•◆○□▲►–*-])"
)
BLANKS = frozenset(" \u00a0\u3000\t\r\n\u2002\u2003\u2004\u2005\u2009\u202f\u200a")
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(frozen=True, slots=True)
class _Range:
    first: int
    last: int


_HAN = (
    _Range(0x3400, 0x4DBF),
    _Range(0x4E00, 0x9FFF),
    _Range(0xF900, 0xFAFF),
    _Range(0x20000, 0x3FFFF),
    _Range(0x3005, 0x3007),
)


def is_han(text: str) -> bool:
    """A Han character (々〆〇 too); marks and Latin are none."""
    if "\u4e00" <= text[0] <= "\u9fff":
        return True
    point = ord(text[0])
    return point > 0x3000 and any(r.first <= point <= r.last for r in _HAN)


def is_latin(text: str) -> bool:
    """A Western letter or figure."""
    return text[0].isalnum() and ord(text[0]) < 0x250


def squeezes(first: str, second: str) -> bool:
    """Two full-width marks that share a half em of blank between them (clreq 3.1.6.2)."""
    closes = CLOSING | STOPS
    return (first in closes and second in closes | OPENING) or (first in OPENING and second in OPENING)
