"""Where places of an article's source come to stand in its paragraphs, found by the parser itself.

The text is converted once more with a character in each place that no text uses; where these come out is where
the places are. So whatever markup stands around a place, its paragraph is the one that is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from zbsh_pub.markdown.escapes import hide
from zbsh_pub.markdown.fragment import PARA, STEPS
from zbsh_pub.markdown.paragraphs import is_seen
from zbsh_pub.markdown.parser import parse
from zbsh_pub.markdown.trees import has_class
from zbsh_pub.model import Article

_FIRST = 0xF0000  # Supplementary Private Use Areas A and B
_MOST = 0x1FFFD
_ASIDE = ("rt",)


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a paragraph: its number (`data-para`), and how many characters that are seen stand before it."""

    para: int
    offset: int


def trace(article: Article, places: Sequence[int]) -> tuple[Spot | None, ...]:
    """Where each of `places` (offsets in the article's body) is set; none where nothing is set for it."""
    chosen = sorted(set(places))[:_MOST]
    found: dict[int, Spot] = {}
    root = parse(hide(_marked(article.body, chosen)))
    for step in STEPS:
        step(root, article)
    for node in root.iter():
        if node.get(PARA):
            found |= {chosen[index]: spot for index, spot in _spots(node)}
    return tuple(found.get(place) for place in places)


def _marked(body: str, places: Sequence[int]) -> str:
    parts, done = [], 0
    for index, place in enumerate(places):
        parts += [body[done:place], chr(_FIRST + index)]
        done = place
    return "".join([*parts, body[done:]])


def _spots(paragraph: _Element) -> Iterator[tuple[int, Spot]]:
    """(number of the mark, its spot) of each mark in a paragraph, not in those inside it."""
    number, seen = int(paragraph.get(PARA) or 0), 0
    for text in _texts(paragraph, True):
        for char in text:
            if ord(char) >= _FIRST:
                yield ord(char) - _FIRST, Spot(number, seen)
            else:
                seen += is_seen(char)


def _texts(node: _Element, outermost: bool = False) -> Iterator[str]:
    """The texts of a paragraph in order, without notes, readings and paragraphs of their own."""
    own = outermost or not (node.get(PARA) or node.tag in _ASIDE or has_class(node, "note"))
    if own and node.text:
        yield node.text
    for child in node if own else ():
        yield from _texts(child)
        if child.tail:
            yield child.tail
