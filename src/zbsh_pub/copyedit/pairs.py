"""Marks that come in pairs: unclosed, unopened, crossed, or nested in the wrong order (GB/T 15834 4.8, 4.9, 4.15)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from zbsh_pub.copyedit.rule import PARAGRAPH
from zbsh_pub.copyedit.text import Running

Fault = Literal["unclosed", "unopened", "crossed", "wrong-kind", "inner-first", "nested"]
CLOSER = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "(": ")",
}
_OPENER = {closer: opener for opener, closer in CLOSER.items()}
_MARK = re.compile(f"[{re.escape(''.join([*CLOSER, *_OPENER]))}]")
_INNER = {"“": "‘", "《": "〈"}  # what stands inside a pair of the same kind
_OUTER = {"‘": "“", "〈": "《"}  # what must stand around
_FAMILIES = ("“‘", "《〈", "「『", "（【〔")
_ITEM = re.compile(r"(?:\A|[\n。；：，、 ])[0-9a-zA-Z一二三四五六七八九十]{1,3}\Z")  # 1）


class Unpaired(NamedTuple):
    """A mark at `start` of the running text, what is wrong with it, and the mark that is wanted."""

    start: int
    mark: str
    fault: Fault
    wanted: str


@dataclass(slots=True)
class _Piece:
    """One piece of running text that is being read, and the marks that are open."""

    text: str
    begins: int
    open: list[tuple[str, int]] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)


def check_pairs(running: Running) -> Iterator[Unpaired]:
    """All marks of `running` without a partner, and pairs that stand in each other the wrong way."""
    begins = 0
    for text in running.text.split(PARAGRAPH):
        ends = begins + len(text)
        piece = _Piece(text, begins)
        yield from _read(piece)
        for mark, start in piece.open:
            if not _goes_on(mark, start, running.text, piece):
                yield Unpaired(start, mark, "unclosed", CLOSER[mark])
        begins = ends + 1


def _goes_on(mark: str, start: int, text: str, piece: _Piece) -> bool:
    """A quotation of several paragraphs opens each of them and closes the last one only (GB/T 15834 4.8)."""
    if mark != "“" or piece.text[: start - piece.begins].strip():
        return False
    return text[piece.begins + len(piece.text) :].lstrip(f"{PARAGRAPH}\n \u3000").startswith("“")


def _read(piece: _Piece) -> Iterator[Unpaired]:
    for match in _MARK.finditer(piece.text):
        mark, start = match[0], piece.begins + match.start()
        if mark in CLOSER:
            if not _is_apostrophe(piece.text, match.start()):
                yield from _nesting(mark, start, piece)
                piece.open.append((mark, start))
        else:
            yield from _close(mark, match.start(), piece)


def _nesting(mark: str, start: int, piece: _Piece) -> Iterator[Unpaired]:
    around = [open_mark for open_mark, _ in piece.open]
    if mark in _INNER and around[-1:] == [mark] and _is_closed_twice(mark, start, piece):
        yield Unpaired(start, mark, "nested", _INNER[mark])
    elif mark in _OUTER and _OUTER[mark] not in around and not _in_quoted_title(mark, around):
        yield Unpaired(start, mark, "inner-first", _OUTER[mark])


def _is_closed_twice(mark: str, start: int, piece: _Piece) -> bool:
    """Are both the outer and the inner mark closed later? Else one of them is unclosed, which is told instead."""
    rest = piece.text[start - piece.begins :]
    return rest.count(CLOSER[mark]) - rest.count(mark) >= 1


def _in_quoted_title(mark: str, around: list[str]) -> bool:
    return mark == "〈" and "〈" in around


def _close(mark: str, index: int, piece: _Piece) -> Iterator[Unpaired]:
    opener = _OPENER[mark]
    start = piece.begins + index
    kinds = [kind for kind, _ in piece.open]
    if {mark, *kinds[-1:]} in ({"）", "("}, {")", "（"}):  # half- and full-width mixed: the rule `bracket` tells
        piece.open.pop()
    elif opener in kinds:
        while piece.open[-1][0] != opener:
            crossing, at = piece.open.pop()
            later = CLOSER[crossing] in piece.text[index:]
            piece.crossed += [crossing] * later
            yield Unpaired(at, crossing, "crossed" if later else "unclosed", CLOSER[crossing])
        piece.open.pop()
    elif opener in piece.crossed:
        piece.crossed.remove(opener)
    elif _stands_alone(mark, index, piece.text):
        return
    elif kinds and _is_taken_for(opener, kinds[-1], piece.text[index:]):
        wrong, at = piece.open.pop()
        yield Unpaired(at, wrong, "wrong-kind", CLOSER[wrong])
    else:
        yield Unpaired(start, mark, "unopened", opener)


def _is_taken_for(opener: str, kind: str, rest: str) -> bool:
    """Was a mark of the same family typed for the closing mark of `kind`, which does not come any more?"""
    related = any(opener in family and kind in family for family in _FAMILIES)
    return related and CLOSER[kind] not in rest


def _stands_alone(mark: str, index: int, text: str) -> bool:
    """An apostrophe, the bracket of a numbering mark, or a half-width bracket, which is nobody's business here."""
    if mark == "’":
        return _is_apostrophe(text, index)
    return mark == ")" or (mark == "）" and _ITEM.search(text[max(0, index - 4) : index]) is not None)


def _is_apostrophe(text: str, index: int) -> bool:
    """’ (or ‘ by mistake) between letters, behind a plural, or before a year."""
    around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    return text[index] in "‘’" and bool(around) and around.isascii() and any(c.isalnum() for c in around)
