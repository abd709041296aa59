"""What a rule may look at: a line, what stands around it in its article, and what the whole issue teaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zbsh_pub.importing.features import Line, halves, has_end_mark, has_sentence, is_whole, open_marks
from zbsh_pub.importing.seams import Seams

LONGEST_HEADING = 45
NUMBERED = (
    (re.compile(r"(?:[一二三四五六七八九十]{1,3}|第[一二三四五六七八九十\d]{1,3}[章节部分篇])\s*[、.．：: ]\s*\S"), 2),
    (re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]\s*\S"), 3),
    (re.compile(r"(?:\d{1,2}\s*[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*\S"), 4),
)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the issue as a whole teaches: its seams, and lines that return on page after page."""

    seams: Seams
    running: frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """What the article as a whole teaches: the lines that could be headings, and whether headings are numbered."""

    candidates: tuple[Line, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Context:
    """One line of an article's `body`: `before` is the last line of text above it, `above` that line's label."""

    body: Sequence[Line]
    place: int
    before: Line | None
    above: str
    ended: bool
    knowledge: Knowledge
    profile: Profile

    @property
    def line(self) -> Line:
        return self.body[self.place]

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def following(self) -> Line | None:
        """The next line, if there is one."""
        return self.body[self.place + 1] if self.place + 1 < len(self.body) else None

    @property
    def next_text(self) -> Line | None:
        """The next line that is long enough to be text."""
        return next((line for line in self.body[self.place + 1 :] if not could_be_heading(line)), None)

    @property
    def waiting(self) -> bool:
        """Whether the text above breaks off and must go on somewhere."""
        return self.before is not None and self.above in ("p", "cont") and not is_complete(self.before.text)

    @property
    def late(self) -> bool:
        """Whether the line stands where an article's notes stand: behind its text, or among its last lines."""
        return self.ended or self.place >= len(self.body) - 4


def is_complete(text: str) -> bool:
    """Whether a paragraph can end with this line: it ends whole, and leaves no quotation or bracket open."""
    return is_whole(text) and not ("“" in open_marks(text)[:1] and not text.startswith("“") and not has_end_mark(text))


def could_be_heading(line: Line) -> bool:
    """Whether the line has the shape of a heading or of a caption: short, one clause, marks in pairs."""
    short = len(line.text) <= LONGEST_HEADING and not is_whole(line.text)
    return short and not has_sentence(line.text) and not open_marks(line.text) and line.text[-1] not in "，,、"


def level_of(text: str) -> int:
    """The level that a heading's number gives it: 一、 is 2, （一） is 3, 1. is 4; 0 without a number."""
    return next((level for pattern, level in NUMBERED if pattern.match(text)), 0)


def siblings(context: Context) -> int:
    """Other lines of the article that could be headings of the same make: about as long, same marks."""
    own = _make(context.text)
    return sum(
        abs(len(other.text) - len(context.text)) <= max(1, 0.15 * len(context.text)) and _make(other.text) == own
        for other in context.profile.candidates
        if other.number != context.line.number
    )


def _make(text: str) -> tuple[bool, int]:
    """What headings of one article have in common: a comma or none, the number of their parts."""
    return bool(re.search("[，,]", text)), len(halves(text))
