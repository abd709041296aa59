"""What a measure gives: a value with its place in the EPUB."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from zbsh_pub.checks.epub.book import Book

Unit = Literal["bytes", "px", "pixels", "ratio", "count", "words"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A number or a word, read at a line of a file (0: the file as a whole)."""

    value: float | str
    file: str = ""
    line: int = 0


Measure = Callable[[Book], Iterator[Reading]]
