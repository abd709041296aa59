"""The frozen types of an issue between reading its text and writing its tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from zbsh_pub.importing.contents_page import Entry
from zbsh_pub.importing.masthead import Fact

Normaliser = Callable[[str], str]
Kind = Literal["abstract", "ednote", "pullquote", "heading", "p", "photo", "source", "bio"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a source line from `start` to `end`, and the text that stands for them in the tree."""

    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Characters of a source line that the tree does not repeat, and the reason as a word of the catalogue."""

    line: int
    start: int
    end: int
    reason: str


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an article: one text, several paragraphs in an abstract; a photo has a caption, a credit or both."""

    kind: Kind
    texts: tuple[Text, ...]
    level: int = 0
    lead: bool = False
    name: str = ""
    credit: Text = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """The source lines that the block holds text of."""
        return tuple(sorted({span.line for text in (*self.texts, self.credit) for span in text}))


@dataclass(frozen=True, slots=True)
class DraftArticle:
    """An article: its entry in the contents (as the manifest will have it), its file, its blocks in order."""

    entry: Entry
    file: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DraftNotice:
    """A notice of the magazine: its heading (empty where print has none) and its paragraphs."""

    title: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class DraftIssue:
    """The whole issue, ready to be written; `drops` are the characters left out."""

    facts: tuple[Fact, ...]
    articles: tuple[DraftArticle, ...]
    notices: tuple[DraftNotice, ...]
    drops: tuple[Drop, ...]


def plain(text: Sequence[Span]) -> str:
    """The text that spans make together."""
    return "".join(span.text for span in text)
