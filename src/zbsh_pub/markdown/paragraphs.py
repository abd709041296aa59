"""Places in a text: its paragraphs by number, so that the layout of one edition can speak of the text of the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml.etree import _Element

from zbsh_pub.markdown.trees import by_class, has_class

PARA = "data-para"
_PARAGRAPHS = ("p", "li", "h2", "h3", "h4", "td", "th", "dt", "dd", "caption", "figcaption", "figure")


def is_seen(char: str) -> bool:
    """Is this a character that can be seen? Others are not counted, here as in the layout (`typeset.setlines`)."""
    return not char.isspace() and char not in "\u200b\u2060\u00ad"


def number_paragraphs(root: _Element) -> None:
    """`data-para`: figures and whatever holds lines of text, numbered in reading order, notes after all else.

    Whole-page pictures that end an article follow its tail; a number is kept before them for what is said below
    the tail of a digest (`note_number`).
    """
    tail = [node for node in root if is_tail(node)]
    plates = last_plates([node for node in root if not is_tail(node)])
    text = [node for node in root if node not in tail and node not in plates]
    number = 0
    for blocks in ([*text, *tail], plates):
        for node in (node for block in blocks for node in block.iter(*_PARAGRAPHS)):
            number += 1
            node.set(PARA, str(number))
        number += 1
    for place, note in enumerate(by_class(root, "note"), number + 1):
        note.set(PARA, str(place))


def is_tail(node: _Element) -> bool:
    """Does the block stand below the text: source note, author's note?"""
    return has_class(node, "source-note") or has_class(node, "bio")


def last_plates(blocks: Sequence[_Element]) -> list[_Element]:
    """The whole-page pictures that end these blocks."""
    count = next((n for n, block in enumerate(reversed(blocks)) if not has_class(block, "plate")), len(blocks))
    return list(blocks[len(blocks) - count :])


def note_number(blocks: Iterable[_Element]) -> str:
    """The number of the line that says of a digest that it is one; `blocks` are those of its text and tail."""
    kept = [*blocks]
    plates = last_plates([block for block in kept if not is_tail(block)])
    numbers = (n.get(PARA) for block in kept if block not in plates for n in block.iter(*_PARAGRAPHS))
    return str(1 + max((int(number or 0) for number in numbers), default=0))
