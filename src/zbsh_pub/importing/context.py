"""What a rule may look at: a line, what stands around it in its article, and what the whole issue teaches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zbsh_pub.importing.features import Line, halves, has_end_mark, has_sentence, is_whole, open_marks
from zbsh_pub.importing.seams import Seams

Make = tuple[bool, int]
LONGEST_HEADING, _AHEAD = 45, 12
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
    """What the article as a whole teaches.

    `candidates`: how many lines that could be headings are of each make and length; `pairs`: how many pairs of such
    lines begin with one of each length; `alone`: there is no more than one such line amid the text; `numbered`:
    headings carry numbers.
    """

    candidates: Counter[tuple[Make, int]]
    pairs: Mapping[int, int]
    alone: bool
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
        ahead = range(self.place + 1, min(self.place + 1 + _AHEAD, len(self.body)))
        return next((self.body[i] for i in ahead if not could_be_heading(self.body[i])), None)

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
    length, own = len(context.text), make_of(context.text)
    reach = int(max(1, 0.15 * length))
    near = range(length - reach, length + reach + 1)
    return sum(context.profile.candidates.get((own, other), 0) for other in near) - 1


def profile_of(body: Sequence[Line], candidates: Sequence[Line]) -> Profile:
    """What an article's body teaches; `candidates` are its lines that could be headings."""
    makes = Counter((make_of(line.text), len(line.text)) for line in candidates)
    pairs = Counter(len(a.text) for a, b in zip(body, body[1:], strict=False) if is_pair(a, b))
    alone = sum(not line.at_break for line in candidates) < 2
    numbered = sum(level_of(line.text) == 2 for line in candidates) > 1
    return Profile(makes, pairs, alone, numbered)


def is_pair(first: Line, second: Line) -> bool:
    """Whether two lines that follow each other closely could be the two of one heading."""
    return second.before == 1 and could_be_heading(first) and could_be_heading(second)


def make_of(text: str) -> Make:
    """What headings of one article have in common: a comma or none, the number of their parts."""
    return bool(re.search("[，,]", text)), len(halves(text))
