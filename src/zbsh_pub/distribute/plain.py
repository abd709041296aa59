"""The text of an article's EPUB page as plain text: what a web site shows, and what is counted as 字数."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from zbsh_pub.markdown.trees import has_class
from zbsh_pub.xhtml import Page

_BLOCKS = frozenset({"p", "h2", "h3", "h4", "li", "dt", "dd", "tr", "figcaption", "caption", "blockquote"})
_CELLS = frozenset({"td", "th"})
_APART = ("label", "no", "caption", "source", "credit", "photo__label")  # what only a style sheet sets apart
_JOINERS = str.maketrans("", "", "\u2060\u200b\u00ad")
_LEFT_OUT_TAGS = frozenset({"h1", "rt", "rp", "svg", "{http://www.w3.org/2000/svg}svg"})
_LEFT_OUT = ("section-name", "kicker", "subtitle", "byline", "noteref", "notes", "backlink")


def plain_text(page: Page) -> str:
    """One line a paragraph, a blank line between them; no title, byline, notes, readings, nor what is not read out."""
    lines = ("".join(line).translate(_JOINERS).strip() for part in page.content for line in _lines(part))
    return "\n\n".join(line for line in lines if line)


def _lines(node: _Element) -> Iterator[list[str]]:
    """Runs of text, cut where a block begins or ends; the text behind an element belongs to its surroundings."""
    run: list[str] = []
    for piece in _pieces(node):
        if piece is None:
            yield run
            run = []
        else:
            run.append(piece)
    yield run


def _pieces(node: _Element) -> Iterator[str | None]:
    """Text in order, None for the edge of a block."""
    if isinstance(node.tag, str) and not _is_left_out(node):
        edge = node.tag in _BLOCKS
        if edge:
            yield None
        yield node.text or ""
        for child in node:
            yield from _pieces(child)
        if edge:
            yield None
        elif node.tag in _CELLS or any(has_class(node, name) for name in _APART):
            yield "\u3000"
    yield node.tail or ""


def _is_left_out(node: _Element) -> bool:
    hidden = node.tag in _LEFT_OUT_TAGS or node.get("aria-hidden") == "true"
    return hidden or any(has_class(node, name) for name in _LEFT_OUT)
