"""What of a line's characters goes into the tree: each is kept, replaced, or dropped with a reason.

Blanks are no characters of the text: those that end a line, and those beside Han in running text, where the
typesetting makes the distance (clreq 3.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zbsh_pub.importing.draft import Drop, Span, Text
from zbsh_pub.importing.features import END_MARKS, INVISIBLE, Line
from zbsh_pub.importing.words import variants

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·"
_SUBSCRIPT = re.compile(r"[_^]\{([^{}]*)\}")
_BESIDE_HAN = re.compile(rf"(?<=[{_WIDE}])[ \t\u3000\u00a0]+|[ \t\u3000\u00a0]+(?=[{_WIDE}])")
_BETWEEN_HAN = re.compile(rf"(?<=[{_WIDE}])[ \t\u3000\u00a0]+(?=[{_WIDE}])")


@dataclass(frozen=True, slots=True)
class Trimmed:
    """What is kept of a line, and what is not."""

    kept: Text
    drops: tuple[Drop, ...]


def trim(line: Line, *, flowing: bool = True) -> Trimmed:
    """The whole line. In `flowing` text blanks between Han go too; in headings they divide parts and stay."""
    return trim_part(line, 0, len(line.raw), flowing=flowing)


def trim_part(line: Line, start: int, end: int, *, flowing: bool = True) -> Trimmed:
    """The characters of a line from `start` to `end`."""
    fates: list[tuple[int, int, str | None, str]] = list(_marked(line, start, end))
    kept, drops, at = [], [], start
    for begin, stop, text, reason in sorted(fates):
        if begin < at:
            continue
        kept += _kept(line, at, begin)
        if text:
            kept.append(Span(line.number, begin, stop, text))
        if reason:
            drops.append(Drop(line.number, begin, stop, reason))
        at = stop
    kept += _kept(line, at, end)
    return Trimmed(_without_blanks(tuple(kept), flowing), tuple(drops))


def _kept(line: Line, start: int, end: int) -> list[Span]:
    return [Span(line.number, start, end, line.raw[start:end])] if end > start else []


def _marked(line: Line, start: int, end: int) -> Iterator[tuple[int, int, str | None, str]]:
    """(start, end, text instead, reason) of what does not stay as it is."""
    raw = line.raw
    for match in INVISIBLE.finditer(raw, start, end):
        yield match.start(), match.end(), None, "invisible"
    for match in _SUBSCRIPT.finditer(raw, start, end):
        yield match.start(), match.start(1), None, "formula-marks"
        yield match.end(1), match.end(), None, "formula-marks"
    tail = re.compile(rf"[{END_MARKS}\ufe0f]+(?=\s*$)").search(raw, start, end) if end == len(raw) else None
    if tail and raw[start : tail.start()].strip():
        yield tail.start(), tail.end(), None, "end-mark"
    for at in range(start, end):
        if raw[at] in variants():
            yield at, at + 1, variants()[raw[at]], "variant"


def _without_blanks(text: Text, flowing: bool) -> Text:
    """The spans without outer blanks and without those that the text does not need."""
    whole = "".join(span.text for span in text)
    gone: set[int] = set()
    for match in _BESIDE_HAN.finditer(whole):
        if flowing or not _BETWEEN_HAN.match(whole, match.start()):
            gone.update(range(*match.span()))
    gone.update(range(len(whole) - len(whole.lstrip())))
    gone.update(range(len(whole.rstrip()), len(whole)))
    spans, at = [], 0
    for span in text:
        left = "".join(c for i, c in enumerate(span.text, at) if i not in gone)
        at += len(span.text)
        if left:
            spans.append(Span(span.line, span.start, span.end, left))
    return tuple(spans)
