"""Classes of characters for line composition (clreq 3.1, table of marks; GB/T 15834-2011)."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

OPENING = frozenset("“‘（《〈【〔〖「『［｛")
CLOSING = frozenset("”’）》〉】〕〗」』］｝")
PAUSES = frozenset("，、；：")
STOPS = frozenset("。．！？")
HANGING = frozenset("，。、")
MARKS = OPENING | CLOSING | PAUSES | STOPS
# clreq 3.1.4: these never start a line; the connector, interpunct and solidus belong to them (GB/T 15834, 5.1).
NO_START = CLOSING | PAUSES | STOPS | frozenset("·・‧～／/–%‰℃°′″!?,.:;)]}…")
NO_END = OPENING | frozenset("￥$£€#№@([{")
INSEPARABLE = frozenset("—…⸺")
UNITS = frozenset("%‰℃°′″‱")
COUNTERS = frozenset("年月日时分秒岁元万亿千百个家项条米公里吨人次倍届期号页")
GLUE = "\u2060\u00a0\u202f"
BREAK = "\u200b"
ATOM = "\ufffc"


@cache
def is_han(char: str) -> bool:
    """A Han character, or a mark of the same full width and behaviour (々〇①)."""
    point = ord(char[0])
    return (
        0x3400 <= point <= 0x9FFF
        or 0x20000 <= point <= 0x3FFFF
        or 0xF900 <= point <= 0xFAFF
        or char[0] in "々〇"
        or 0x2460 <= point <= 0x24FF
    )


def is_note_mark(char: str) -> bool:
    """A circled number, or what keeps it with the text before it."""
    return 0x2460 <= ord(char[0]) <= 0x24FF or char in GLUE


@cache
def is_wide(char: str) -> bool:
    """Set in a full square: Han, and marks of Chinese."""
    return is_han(char) or char in MARKS or unicodedata.east_asian_width(char[0]) in "WF"


@cache
def is_western(char: str) -> bool:
    """A letter or figure of Western text, which wants a gap beside Han (clreq 3.2.2)."""
    first = char[0]
    return (first.isalnum() or first in "%$°") and not is_han(first) and not is_wide(first)


@cache
def wants_gap(left: str, right: str) -> bool:
    """中西文间距 between these neighbours."""
    return (is_han(left) and is_western(right) and right != "%") or (is_western(left) and is_han(right))


@cache
def may_break(left: str, right: str, strict: bool = False) -> bool:
    """May a line end after `left` and the next begin with `right`? (避头尾, clreq 3.1.4, 3.1.5)"""
    if right in GLUE or left in GLUE or right == " ":
        return False
    if left in BREAK or left == " ":
        return right not in NO_START or right in "…·"
    if left in NO_END or (right in NO_START and not (right in "…" and not strict)):
        return False
    if left == ATOM or (left in INSEPARABLE and right == left):
        return False  # an atom keeps what follows it: the seam can end a line only inside a text
    if strict and right in INSEPARABLE:
        return False
    if is_wide(left) or is_wide(right) or ATOM in (left, right) or left in INSEPARABLE or right in INSEPARABLE:
        return True
    return left in "-–/"


@cache
def may_force(left: str, right: str) -> bool:
    """May a run that is longer than a line (a web address) be broken here, where no rule allows it?"""
    return left not in GLUE and right not in GLUE and ATOM not in (left, right) and not unicodedata.combining(right)


@cache
def break_penalty(left: str, right: str) -> float:
    """Breaks that are allowed but not liked: a figure from its counter, inside a Western word, before …… or ——."""
    if left.isdigit() and right in COUNTERS:
        return 3.0
    if right in "…—":
        return 6.0 if right == "…" else 1.0
    if right in COUNTERS and left in "万亿千百":
        return 1.0
    if not is_wide(left) and not is_wide(right) and left != " ":
        return 2.0
    return 0.0


@cache
def may_stretch(left: str, right: str) -> bool:
    """May space be put between these neighbours? Never inside —— …… and never inside Western words."""
    if left in INSEPARABLE and right == left:
        return False
    if left in GLUE or right in GLUE or right == BREAK or left in (BREAK, ATOM):
        return False  # what stands beside an atom is moved by the text before it
    return is_wide(left) or is_wide(right) or ATOM in (left, right)


class Pair(NamedTuple):
    """What may come between two neighbours: the Han–Western gap, space, a line break (its penalty; none: no break)."""

    gap: bool
    stretch: bool
    penalty: float | None


@cache
def pair_of(left: str, right: str, strict: bool) -> Pair:
    """What may come between `left` and `right`: all that the rules above say of them, asked once."""
    penalty = break_penalty(left, right) if may_break(left, right, strict) else None
    return Pair(wants_gap(left, right), may_stretch(left, right), penalty)
