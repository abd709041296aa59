"""Comments of a Word file (17.13.4): who, when, what, and on which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from zbsh_pub.importing.word.ooxml import names, q, text_of, value
from zbsh_pub.importing.word.package import Package


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; `date` as the file has it (YYYY-MM-DD), `paragraph` from 1, `words` what it hangs on."""

    author: str
    date: str
    text: str
    paragraph: int
    words: str


def read_comments(package: Package, root: _Element) -> list[Comment]:
    """All comments, in the order of their places in the text."""
    part = package.tree(package.related("comments"))
    nodes = [] if part is None else list(part.iter(q("w:comment")))
    spans = _spans(root)
    found = [_comment(node, spans.get(value(node, "w:id"), (0, ""))) for node in nodes]
    return sorted(found, key=lambda comment: comment.paragraph)


def _comment(node: _Element, span: tuple[int, str]) -> Comment:
    text = "\n".join(filter(None, (text_of(paragraph).strip() for paragraph in node.iter(q("w:p")))))
    return Comment(value(node, "w:author"), value(node, "w:date")[:10], text, *span)


def _spans(root: _Element) -> Mapping[str, tuple[int, str]]:
    """For each comment the paragraph where it begins and its words."""
    spans: dict[str, tuple[int, str]] = {}
    running: dict[str, list[str]] = {}
    number = 0
    for node in root.iter(*names("w:p", "w:t", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")):
        identifier = value(node, "w:id")
        if node.tag == q("w:p"):
            number += 1
        elif node.tag == q("w:t"):
            for words in running.values():
                words.append(node.text or "")
        elif node.tag == q("w:commentRangeStart"):
            running[identifier] = []
            spans[identifier] = (number, "")
        elif node.tag == q("w:commentRangeEnd"):
            place = spans.get(identifier, (number, ""))[0]
            spans[identifier] = (place, "".join(running.pop(identifier, [])))
        else:
            spans.setdefault(identifier, (number, ""))
    return spans
