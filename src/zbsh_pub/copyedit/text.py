"""Source text as running text with the source offset of each character: what rules may see, and nothing else.

Markup is left out, so that `**甲**,乙` reads `甲,乙`; what must not be touched is one `ATOM`. Pieces (paragraph,
heading, list item, cell, title of a block …) stand between `PARAGRAPH` marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zbsh_pub.copyedit.rule import ATOM, PARAGRAPH

_URL_CHARACTER = r"[A-Za-z0-9\-._~:/?#@!$&*+,;=%']"
_PROTECTED = (
    rf"(?:https?|ftp)://(?:{_URL_CHARACTER}|\({_URL_CHARACTER}*\))*(?:[A-Za-z0-9/=#&_-]|\({_URL_CHARACTER}*\))"
    r"|(?<![A-Za-z0-9])www\.[A-Za-z0-9.-]+[A-Za-z0-9](?:/[A-Za-z0-9\-._~/?#=&%]*[A-Za-z0-9/])?"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![0-9.])10\.[0-9]{4,9}/[A-Za-z0-9._()/-]*[A-Za-z0-9]"
    r"|(?<![A-Za-z0-9])(?:[A-Za-z0-9_-]+[./\\])+"
    r"(?:com|cn|org|net|gov|edu|io|md|py|txt|pdf|docx?|xlsx?|pptx?|png|jpe?g|svg|html?|css|js|json|ya?ml|toml|csv|epub|zip)"
    r"(?![A-Za-z0-9])"
    r"|`+[^`\n]*`+"
)
_PLAIN = re.compile(rf"(?P<atom>{_PROTECTED})")
# Left out: nothing of it is text. Atom: text that stays as it is.
_INLINE = re.compile(
    rf"(?P<atom>\\[!-/:-@\[-`{{-~]|<(sub|sup)>.*?</\2>|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]+);|\[\]\([^)\n]*\)|{_PROTECTED})"
    r"|(?P<out>\{>>[^\n]*?<<\}|\{==|==\}|\[\^[^\]\s]+\]|</?[A-Za-z][^<>]*>|<!--.*?-->"
    r"|!?\[(?=[^\[\]]*\](?:\(|\{[a-zA-Z0-9-]+\}))|\]\([^)\n]*\)|\]\{[a-zA-Z0-9-]+\}|\*+|==)"
    r"|\{(?P<base>[^{}|\n]+)\|[^{}|\n]+\}"
)
_BLOCK = re.compile(r" {0,3}/{3,}(?:\s*([^\s|/][^|]*?)\s*(?:\|\s*(?P<title>.*?)\s*)?)?$")
_OPTION = re.compile(r" {4,}(?P<key>[\w-]+):\s+(?P<quote>[\"']?)(?P<value>.*?)(?P=quote)\s*(?:\s#.*)?$")
_UNPRINTED = frozenset({"url", "span"})
_TABLE = re.compile(r"\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"\s*\|[\s:|-]+\|\s*$")
_FACT = re.compile(r" {0,3}(?:[-+*]|[0-9]+\.) +(?P<value>\*\*[^*]+\*\*) +(?P<words>.*)$")  # - **数值** 单位：说明
_LEADER = re.compile(r"(?P<new> {0,3}#{1,6} +| *(?:[-+*]|[0-9]+\.) +| {0,3}\[\^[^\]\s]+\]: *)| *(?P<quote>(?:> ?)+)| *")


@dataclass(frozen=True, slots=True)
class Running:
    """Running text, and for each of its characters the offset in the source that it comes from."""

    text: str
    offsets: tuple[int, ...]


class _Collector:
    """Gathers characters with their offsets."""

    def __init__(self) -> None:
        self.parts: list[str] = [PARAGRAPH]
        self.offsets: list[int] = [0]

    def add(self, text: str, start: int) -> None:
        self.parts.append(text)
        self.offsets.extend(range(start, start + len(text)))

    def mark(self, character: str, offset: int) -> None:
        """One character that stands for the source at `offset`."""
        self.parts.append(character)
        self.offsets.append(offset)

    def line(self, text: str, start: int, tokens: re.Pattern[str]) -> None:
        """A line of source that begins at `start`, without its markup."""
        done = 0
        for match in tokens.finditer(text):
            self.add(text[done : match.start()], start + done)
            done = match.end()
            if match["atom"]:
                self.mark(ATOM, start + match.start())
            elif "base" in tokens.groupindex and match["base"]:
                self.add(match["base"], start + match.start("base"))
        self.add(text[done:], start + done)

    def running(self, end: int) -> Running:
        self.mark(PARAGRAPH, end)
        return Running("".join(self.parts), tuple(self.offsets))


def plain_text(source: str) -> Running:
    """Text without markup, one piece a line."""
    found = _Collector()
    for start, line in _lines(source):
        found.line(line, start, _PLAIN)
        found.mark(PARAGRAPH, start + len(line))
    return found.running(len(source))


def markdown_text(source: str) -> Running:
    """The running text of an article's body in the house's Markdown."""
    found = _Collector()
    options = quoted = False
    for start, line in _lines(source):
        block, option = _BLOCK.match(line), _OPTION.match(line) if options else None
        options = bool(block and block[1]) or bool(option)
        if block or option or not line.strip() or _TABLE.match(line):
            quoted = False
            found.mark(PARAGRAPH, start)
            _labels(found, line, start, block or option)
            continue
        fact = _FACT.match(line)
        if fact:
            found.mark(PARAGRAPH, start)
            found.line(fact["value"], start + fact.start("value"), _INLINE)
            found.mark(PARAGRAPH, start + fact.end("value"))
            found.line(fact["words"], start + fact.start("words"), _INLINE)
            continue
        leader = _LEADER.match(line)
        assert leader
        new = not start or bool(leader["new"]) or bool(leader["quote"]) != quoted
        quoted = bool(leader["quote"])
        found.mark(PARAGRAPH if new else "\n", max(0, start - 1))
        found.line(line[leader.end() :], start + leader.end(), _INLINE)
        if line.lstrip().startswith("#"):
            found.mark(PARAGRAPH, start + len(line))
    return found.running(len(source))


def _labels(found: _Collector, line: str, start: int, match: re.Match[str] | None) -> None:
    """Title of a block, value of an option, cells of a row: each a piece."""
    if match is None:
        if not _TABLE_RULE.match(line):
            _cells(found, line, start)
        return
    name = "title" if "title" in match.re.groupindex else "value"
    if match[name] and not (name == "value" and match["key"] in _UNPRINTED):
        found.line(match[name], start + match.start(name), _INLINE)
        found.mark(PARAGRAPH, start + match.end(name))


def _cells(found: _Collector, line: str, start: int) -> None:
    hidden = _INLINE.sub(lambda match: "x" * len(match[0]), line)  # a bar in markup parts no cells
    for match in re.finditer(r"[^|]+", hidden):
        cell = line[match.start() : match.end()]
        left = len(cell) - len(cell.lstrip())
        found.line(cell.strip(), start + match.start() + left, _INLINE)
        found.mark(PARAGRAPH, start + match.end())


def _lines(source: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in source.split("\n"):
        yield start, line
        start += len(line) + 1
