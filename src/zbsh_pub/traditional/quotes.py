"""Quotation marks of Traditional text: 「」 outside, 『』 inside, by how deep they stand (clreq, 3.1.2)."""

from __future__ import annotations

_OPENING, _CLOSING = "“‘", "”’"
_PAIRS = ("「」", "『』")
_LATIN = "".join(map(chr, (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B)))) + "éèêëàâäçñöüß"


def turned(text: str) -> str:
    """The text of a whole paragraph with corner brackets for quotation marks; as many characters as before.

    >>> turned("他说：“甲说‘乙’。”")
    '他说：「甲说『乙』。」'

    A mark that closes what an earlier paragraph opened stands at the depth of its kind. An apostrophe stays, and so
    do the quotation marks of a paragraph without Chinese.
    """
    if not any("\u3400" <= c <= "\u9fff" or c >= "\U00020000" for c in text):
        return text
    found = list(text)
    stack: list[int] = []
    inside = _still_open(text)
    for place, char in enumerate(text):
        if _is_apostrophe(text, place):
            continue
        if char in _OPENING:
            stack.append((inside + len(stack)) % 2)
            found[place] = _PAIRS[stack[-1]][0]
        elif char in _CLOSING:
            kind = stack.pop() if stack else _CLOSING.index(char)
            found[place] = _PAIRS[kind][1]
    return "".join(found)


def _is_apostrophe(text: str, place: int) -> bool:
    """It’s: between letters, or after a letter without a mark that it could close."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return text[place] == "’" and bool(before) and before in _LATIN and bool(after) and after in _LATIN


def _still_open(text: str) -> int:
    """How many quotations an earlier paragraph opened and this one closes: verses of one speech.

    None where an outer mark (“) opens on this level: what stands inside another would have the inner one.
    """
    depth = lowest = 0
    for place, char in enumerate(text):
        if _is_apostrophe(text, place):
            continue
        if char == "“" and depth == 0:
            return 0
        depth += (char in _OPENING) - (char in _CLOSING)
        lowest, depth = min(lowest, depth), max(depth, 0)
    return -lowest
