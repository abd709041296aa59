"""The bytes of the issue's text into lines: encodings told apart, a bound on the size.

UTF-8 (with or without a byte-order mark), UTF-16 with its mark, and GB 18030 are read; another encoding is
refused by name (N02), since reading it as one of these would change characters silently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from zbsh_pub.problems import Problem, problem
from zbsh_pub.textfile import guess_encoding

MAX_BYTES, MAX_LINES = 3_000_000, 40_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of the issue: its name in messages, its lines as they stand (from 1), its encoding."""

    name: str
    lines: tuple[str, ...]
    encoding: str = "UTF-8"

    @property
    def characters(self) -> int:
        """How many characters are not blank."""
        return sum(not c.isspace() for line in self.lines for c in line)


def read_source(path: Path) -> tuple[Source | None, list[Problem]]:
    """The lines of `path`, or the problem that keeps them from being read: size N01, N19, encoding N02, no text N03."""
    name, size = path.name, path.stat().st_size
    if size > MAX_BYTES:
        return None, [problem("N01", name, size=f"{size / 1e6:.1f}", limit=f"{MAX_BYTES / 1e6:.0f}")]
    text, encoding = decode(path.read_bytes())
    if text is None:
        return None, [problem("N02", name, encoding=encoding)]
    source = Source(name, tuple(_LINE_END.split(text)), encoding)
    if len(source.lines) > MAX_LINES:
        return None, [problem("N19", name, lines=len(source.lines), limit=MAX_LINES)]
    if not re.search(r"[\u4e00-\u9fff]", text):
        return None, [problem("N03", name, characters=source.characters)]
    return source, [] if encoding == "UTF-8" else [problem("N04", name, encoding=encoding)]


def decode(data: bytes) -> tuple[str | None, str]:
    """Text and the encoding's name; no text where it is none of those that are read."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decoded(data, codec), "UTF-16" if codec == "utf-16" else "UTF-8"
    text = _decoded(data, "utf-8")
    if text is not None:
        return text, "UTF-8"
    encoding = _named(guess_encoding(data))
    text = _decoded(data, "gb18030") if encoding.startswith("GB 18030") else None
    return text, encoding


def _named(encoding: str) -> str:
    """One name for the single-byte encodings of Europe, which cannot be told apart for certain."""
    return "Latin-1" if re.match(r"(?i)cp12|cp4|cp8|iso.?8859|latin|mac.", encoding) else encoding


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
