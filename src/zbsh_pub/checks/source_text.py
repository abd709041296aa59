"""What an article's source says, stripped of syntax by means of its own: the yardstick of the text checks.

This is deliberately not the Markdown parser of the build: a paragraph that the parser loses must
still be expected here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPACE = re.compile(r"[\s\u3000\u00a0\u200b\u2060\u00ad]+")
_QUERY = re.compile(r"(?<!\\)(?:\{>>.*?<<\}|\{==|==\})")  # what editors ask is no text
_SYNTAX = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]^]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]^]*)\]\{[A-Za-z0-9-]+\}"), r"\1"),
    (re.compile(r"\[\^[^\]]+\]:?"), "\n"),
    (re.compile(r"</?(?:sub|sup|s|u|cite)>"), ""),
    (re.compile(r"\*\*|=="), ""),
    (re.compile(r"\*"), ""),
    (re.compile(r"^\s*(?:#{2,4}\s|>\s?|[-+]\s+|\d+\.\s+)"), ""),
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_RUBY = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_BLOCK = re.compile(r"^\s*/{3,}\s*([^\s|]*)\s*(?:\|\s*(.*))?$")
_OPTION = re.compile(r"^ {4,}(\w+):\s*(.*)$")
_UNPRINTED_OPTIONS = {"url", "span"}
_CUT = 4
_TABLE_RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$")


def squeeze(text: str) -> str:
    """Text without any blank: what can be compared between source, EPUB and PDF."""
    return _SPACE.sub("", text)


def source_pieces(body: str, first_line: int, untitled: frozenset[str] = frozenset()) -> Iterator[tuple[int, str]]:
    """(line, text) of each run of text that must be found whole, blanks removed.

    `untitled` are the blocks whose title the edition leaves out on purpose.
    """
    facts = False
    for number, line in enumerate(body.split("\n"), first_line):
        line = _QUERY.sub("", line)
        block = _BLOCK.match(line)
        if block:
            facts = block[1] in {"数读", "facts"}
            yield from _pieces(number, "" if block[1] in untitled else block[2] or "")
            continue
        option = _OPTION.match(line)
        if option:
            yield from _pieces(number, "" if option[1] in _UNPRINTED_OPTIONS else option[2])
        elif _TABLE_RULE.match(line):
            continue
        elif line.strip().startswith("|"):
            for cell in _RUBY.sub(_ruby, line.replace("\\|", "\uf07c")).strip().strip("|").split("|"):
                yield from _pieces(number, cell)
        elif facts:
            for part in re.split(r"\*\*|：", line, maxsplit=3):
                yield from _pieces(number, part)
        else:
            yield from _pieces(number, line)


def _ruby(match: re.Match[str]) -> str:
    """Base and readings each for itself: editions set them one above the other, in either order."""
    base, readings = match[1].strip(), match[2].split()
    return "\n" + "\n".join([*(base if len(base) == len(readings) else [base]), *readings]) + "\n"


def _pieces(number: int, text: str) -> Iterator[tuple[int, str]]:
    text = _RUBY.sub(_ruby, _ESCAPED.sub(lambda match: chr(0xF000 + ord(match[1])), text))
    for pattern, replacement in _SYNTAX:
        text = pattern.sub(replacement, text)
    text = re.sub("[\uf021-\uf07e]", lambda match: chr(ord(match[0]) - 0xF000), text)
    for part in text.split("\n"):
        if squeeze(part):
            yield number, squeeze(part)


def missing_pieces(pieces: Iterator[tuple[int, str]], found: str) -> Iterator[tuple[int, str]]:
    """Pieces of which a part is not in `found`; a piece may be cut (columns, pages, notes) but not short.

    Words of a lost piece stand elsewhere too: one cut for each `_CUT` characters is the most that is believed.
    """
    for number, piece in pieces:
        rest, cuts = piece, 0
        while rest:
            length = _longest_prefix(rest, found)
            cuts += length < len(rest)
            if length < min(len(rest), 2) or cuts > max(1, len(piece) // _CUT):
                yield number, rest
                break
            rest = rest[length:]


def _longest_prefix(text: str, found: str) -> int:
    """The length of the longest beginning of `text` that stands in `found`."""
    if text in found:
        return len(text)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text[:middle] in found:
            low = middle
        else:
            high = middle - 1
    return low
