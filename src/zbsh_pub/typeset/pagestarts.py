"""What each finished page begins with: a place in the text, not on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from zbsh_pub.typeset.drawn import SetLine, Start
from zbsh_pub.typeset.setlines import number_of


def page_starts(pages: Iterable[Any], lines: Iterable[SetLine]) -> Iterator[Start]:
    """For each page box its first line or picture that the text comes to there, in the order in which they are set.

    Numbers go up with the text. What has a lower one than stood on pages before is passed over: a table over the
    columns that the text went past, the head of a table again; notes and what stands in margins have none. What
    begins on the page is named by the outermost block that does: a figure, not its caption.
    """
    offsets: dict[tuple[int, int], int] = {}
    for line in lines:
        offsets.setdefault((line.page, line.para), line.offset)
    reached = 0
    for number, page in enumerate(pages):
        found = [blocks for blocks in _numbered(page, ()) if blocks[-1] >= reached]
        if found and (begun := next((block for block in found[0] if block > reached), 0)):
            yield Start(begun, 0)
        else:
            yield Start(reached, offsets.get((number, reached), 0)) if found else Start()
        reached = max(chain.from_iterable(found), default=reached)


def _numbered(parent: Any, numbers: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The numbers of the blocks round each line and picture below `parent`, outermost first."""
    for child in parent.children:
        kind = type(child).__name__
        if kind in ("MarginBox", "FootnoteAreaBox"):
            continue
        own = numbers + _number(child, numbers)
        if kind == "LineBox" or kind.endswith("ReplacedBox"):
            if own:
                yield own
        elif hasattr(child, "children"):
            yield from _numbered(child, own)


def _number(box: Any, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The number of the box's element where it has one that is new."""
    number = number_of(box)
    return (number,) if number and number not in numbers else ()
