"""What an import has to tell: doubts, words that were left out, words that were added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zbsh_pub.problems import Problem, problem


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of the document that do not stand in the article, with the reason (a key of the catalogue)."""

    text: str
    reason: str
    paragraph: int = 0


@dataclass(slots=True)
class Findings:
    """Collected on the way through the document; `file` is its name, a place is a paragraph (from 1)."""

    file: str
    doubts: list[Problem] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    def doubt(self, code: str, paragraph: int = 0, /, **details: object) -> None:
        """Something that an editor has to look at."""
        self.doubts.append(problem(code, self.file, paragraph, **details))

    def drop(self, text: str, reason: str, paragraph: int = 0) -> None:
        """Words that are left out."""
        if text.strip():
            self.dropped.append(Dropped(text.strip(), reason, paragraph))

    def add(self, text: str) -> None:
        """Words that the article has and the document has not as text, such as computed numbers."""
        self.added.append(text)


def short(text: str, length: int = 30) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def counted(items: Iterable[str]) -> Mapping[str, int]:
    """How often each item comes, in the order of the first ones."""
    counts: dict[str, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts
