"""A short text broken into lines of a narrow column, by the rules of Chinese line breaks (clreq 3.1.4)."""

from __future__ import annotations

import re
from functools import lru_cache

from zbsh_pub.proof.ink import width
from zbsh_pub.proof.looks import Style
from zbsh_pub.typeset.chinese.characters import may_break

_CUT = "……"
_BLANKS = re.compile(r"[ \t\n]+")  # but for the wide ones between parts of a title


@lru_cache(maxsize=2048)
def wrapped(text: str, measure: float, style: Style, most: int = 0) -> tuple[str, ...]:
    """The lines of `text`, none wider than `measure` px; where they are more than `most` the last one is cut."""
    lines: list[str] = []
    rest = _BLANKS.sub(" ", text).strip()
    while rest:
        end = _fitting(rest, measure, style)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if most and len(lines) > most:
        return (*lines[: most - 1], _cut(lines[most - 1], measure, style))
    return tuple(lines)


def _fitting(text: str, measure: float, style: Style) -> int:
    """How many characters a line takes."""
    end = len(text)
    while end > 1 and width(text[:end], style) > measure:
        end = min(end - 1, max(1, int(end * measure / width(text[:end], style)) + 1))
    if end == len(text):
        return end
    best = next((place for place in range(end, 0, -1) if may_break(text[place - 1], text[place])), end)
    return best if best > end // 3 else end


def _cut(line: str, measure: float, style: Style) -> str:
    while line and width(line + _CUT, style) > measure:
        line = line[:-1]
    return line + _CUT
