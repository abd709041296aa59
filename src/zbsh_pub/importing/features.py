"""What can be seen of a line without knowing where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zbsh_pub.importing.words import variants

INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff\ufffe\uffff\ufffd\ud800-\udfff]")
END_MARKS = "✎■□◆◇●★▲▼♦✿❖※📍🔚◼◾⬛"
_CLOSING = r"”’」』）)》〉】］\]"
_STOPS = "。！？!?．"
_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "「": "」", "『": "』", "【": "】", "〈": "〉"}
_HALF = str.maketrans("()[]", "（）【】")
_NOT_KEY = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its number from 1, its text as it stands, blank lines before and after it."""

    number: int
    raw: str
    text: str
    before: int
    after: int

    @property
    def at_break(self) -> bool:
        """Whether several blank lines stand beside it: where a page or a picture interrupts the text."""
        return self.before > 1 or self.after > 1

    def raw_place(self, place: int) -> int:
        """The place in `raw` of the character at `place` of `text`; the end for the place behind the last one."""
        visible = [i for i, c in enumerate(self.raw) if not INVISIBLE.match(c)]
        first = next((k for k, i in enumerate(visible) if not self.raw[i].isspace()), 0)
        return visible[first + place] if place < len(self.text) else len(self.raw)


def lines_of(source: Sequence[str]) -> tuple[Line, ...]:
    """The lines with text, each trimmed of blanks and of characters that nobody sees."""
    trimmed = [clean(line) for line in source]
    numbers = [i for i, text in enumerate(trimmed) if text]
    found = []
    for place, i in enumerate(numbers):
        before = i - numbers[place - 1] - 1 if place else i
        after = numbers[place + 1] - i - 1 if place + 1 < len(numbers) else len(source) - i - 1
        found.append(Line(i + 1, source[i], trimmed[i], before, after))
    return tuple(found)


def clean(text: str) -> str:
    """The text without invisible characters and outer blanks, traditional characters as simplified ones."""
    return simplify(INVISIBLE.sub("", text).strip())


@cache
def _table() -> dict[int, str]:
    return str.maketrans(variants())


def simplify(text: str) -> str:
    """Traditional characters, which recognition puts in, as the simplified ones of the house's language."""
    return text.translate(_table())


def key(text: str) -> str:
    """Letters, digits and Han alone, in one width and case: what stays equal when titles are set differently."""
    return _NOT_KEY.sub("", unicodedata.normalize("NFKC", text)).lower()


def without_end_mark(text: str) -> str:
    """The text before an end mark of the print edition, if it ends with one."""
    return text.rstrip(END_MARKS + " \ufe0f\u3000")


def has_end_mark(text: str) -> bool:
    """Whether the line ends with an end mark behind a sentence."""
    return text[-1:] in END_MARKS and len(without_end_mark(text)) > 0


def ends_sentence(text: str) -> bool:
    """Whether the last sentence is complete: a stop, closing marks behind it allowed."""
    return bool(re.search(rf"[{_STOPS}…][{_CLOSING}]*$", without_end_mark(text)))


def is_whole(text: str) -> bool:
    """Whether a paragraph can end here: a sentence's end, or a mark that leads on to a new line (： ； ——)."""
    body = without_end_mark(text)
    return ends_sentence(body) or bool(re.search(rf"(?:[：:；;]|——|……|…|\.{{3,}})[{_CLOSING}]*$", body))


def has_sentence(text: str) -> bool:
    """Whether a sentence ends inside the line."""
    return bool(re.search(rf"(?:[{_STOPS}；;]|……)(?=.)", text))


def open_marks(text: str) -> list[str]:
    """Quotation marks and brackets that the text opens and does not close, and those closed but not opened."""
    waiting: list[str] = []
    strays: list[str] = []
    for character in text.translate(_HALF):
        if character in _PAIRS:
            waiting.append(character)
        elif character in _PAIRS.values():
            if waiting and _PAIRS[waiting[-1]] == character:
                waiting.pop()
            else:
                strays.append(character)
    return waiting + strays


def halves(text: str) -> tuple[int, ...]:
    """The lengths of the parts of a line that blanks between Han divide: two equal ones make a heading's couplet."""
    return tuple(len(part) for part in re.split(r"(?<=[\u3000-\u9fff”’])[ \u3000]+(?=[\u3000-\u9fff“‘])", text) if part)


def first_sentence(text: str) -> str:
    """The text up to its first full stop, with it; empty where there is none before its end."""
    match = re.match(rf"[^{_STOPS}]*[{_STOPS}](?=.)", text)
    return match[0] if match else ""
