"""What a copy rule is, the classes of characters it is written in, and the small finders rules are made of.

A finder reads running text as `text.py` prepares it: `PARAGRAPH` stands before, between and after pieces, a
soft line break is a newline, and `ATOM` stands for whatever must not be touched (a URL, code, an escape).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

PARAGRAPH = "\u2029"
ATOM = "\ufffc"

# Classes for square brackets (clreq 2.1, 3.1; GB/T 15834 section 3).
HAN = "\u3007\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
DIGITS = "一二三四五六七八九"
STOPS = "，。、；：？！"
MARKS = f"{STOPS}（）《》〈〉【】〔〕"
CHINESE = HAN + MARKS
QUOTES = "“”‘’\"'"
EDGE = f"{PARAGRAPH}\n"

Severity = Literal["fix", "warn"]
Replacement = str | Callable[[re.Match[str]], str | None] | None


class Hit(NamedTuple):
    """A place in running text from `start` up to `end`, and what should stand there; None: an editor must say."""

    start: int
    end: int
    new: str | None


Finder = Callable[[str], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule of the house.

    `fix` rules are mechanical: what they propose never changes what is said. A `warn` rule asks an editor, even
    where it proposes something. `changes` are examples (before, after; after is None where nothing is proposed)
    and `keeps` texts that the rule leaves alone; tests hold the rule to them. Its reason stands in
    `catalogue.yaml` under `copy`, in Chinese and English.
    """

    id: str
    severity: Severity
    source: str
    find: Finder
    changes: tuple[tuple[str, str | None], ...]
    keeps: tuple[str, ...]


def pattern(regex: str, new: Replacement = None) -> Finder:
    """Every match of `regex`, to be replaced by `new` (text with `\\1` for groups, or a function of the match)."""
    compiled = re.compile(regex)

    def find(text: str) -> Iterator[Hit]:
        for match in compiled.finditer(text):
            replacement = new(match) if callable(new) else match.expand(new) if new else new
            if replacement != match[0]:
                yield Hit(match.start(), match.end(), replacement)

    return find


def beside(regex: str, new: Replacement) -> Finder:
    """Matches of `regex` with Chinese on the left or on the right, blanks and one quotation mark between allowed."""
    every = pattern(regex, new)

    def find(text: str) -> Iterator[Hit]:
        return (hit for hit in every(text) if is_chinese(text, hit.start - 1, -1) or is_chinese(text, hit.end, 1))

    return find


_CHINESE = re.compile(f"[{CHINESE}]")


def is_chinese(text: str, index: int, step: int) -> bool:
    """Is the next character that counts, from `index` on in direction `step`, Han or a Chinese mark?"""
    while 0 <= index < len(text) and text[index] == " ":
        index += step
    if 0 <= index < len(text) and text[index] in QUOTES:
        index += step
    return 0 <= index < len(text) and _CHINESE.match(text, index) is not None


def piece_at(text: str, index: int) -> tuple[int, int]:
    """Where the piece of running text around `index` begins and ends."""
    end = text.find(PARAGRAPH, index)
    return text.rfind(PARAGRAPH, 0, index) + 1, len(text) if end < 0 else end
