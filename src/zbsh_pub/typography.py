"""Chinese text rules on text nodes: a readable list of pure functions.

They prepare the author's copy for setting; they never change a character that the reader sees.
(Copy editing by rule, GB/T 15834 and 15835, is another matter: it belongs to the linter.)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

# Han, kana-free CJK marks, full-width forms, and the marks that Chinese sets full width (clreq 2.1, 3.1).
WIDE = (
    "\u2014\u2018\u2019\u201c\u201d\u2026\u2e3a\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff01-\uff5e\uffe5\U00020000-\U0003ffff"
)
_JOIN = re.compile(rf"(?<=[{WIDE}])[ \t]*\n[ \t]*|[ \t]*\n[ \t]*(?=[{WIDE}])")


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule with a before/after example that a test holds it to."""

    name: str
    apply: Callable[[str], str]
    before: str
    after: str


def join_lines(text: str) -> str:
    """A newline beside a Han character or a full-width mark is no space."""
    return _JOIN.sub("", text)


def fold_space(text: str) -> str:
    """Any other newline or run of blanks is one space."""
    return re.sub(r"[ \t\n]+", " ", text)


def drop_indent(text: str) -> str:
    """Full-width blanks typed to indent a paragraph: the sheet indents (clreq 3.4.1)."""
    return re.sub(r"^[\u3000 ]+", "", text)


RULES: tuple[Rule, ...] = (
    Rule("join-lines", join_lines, "京津冀\n协同", "京津冀协同"),
    Rule("fold-space", fold_space, "PM2.5  from\nBeijing", "PM2.5 from Beijing"),
)


def prepare(text: str) -> str:
    """All rules in order."""
    for rule in RULES:
        text = rule.apply(text)
    return text
