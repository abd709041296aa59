"""Which lines are which article's: head (what stands before the title and with it), body, and what is no article's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbsh_pub.importing.anchors import Anchor
from zbsh_pub.importing.byline import names_only, read_byline
from zbsh_pub.importing.features import Line, ends_sentence, has_end_mark, is_whole, key
from zbsh_pub.importing.words import one_of

ABSTRACT = re.compile(rf"[【\[（(]?({one_of('abstract')})[】\])）]?\s*[:：]\s*|[【\[]({one_of('abstract')})[】\]]\s*")
_AFTERWORD = re.compile(rf"[（(]?(?:{one_of('source-heads')}|{one_of('bio-heads')}|本文[是系为])")
_LONGEST_KICKER, _LOOK_BACK = 50, 4


@dataclass(frozen=True, slots=True)
class Extent:
    """An article's lines: (line, label) of its head with the title and byline, and the lines of its body."""

    anchor: Anchor
    head: tuple[tuple[Line, str], ...]
    body: tuple[Line, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The extents of all articles in order, and the lines that stand in none."""

    extents: tuple[Extent, ...]
    outside: tuple[Line, ...]


def lay_out(lines: Sequence[Line], anchors: Sequence[Anchor], front: frozenset[int]) -> Layout:
    """Divide the lines among the articles of `anchors`; `front` are the numbers of contents and masthead lines.

    Lines between front matter and the next article's head are no article's: notices of the magazine.
    """
    starts = [_head_start(lines, anchor, previous, front) for previous, anchor in _pairs(anchors)]
    ends = [*starts[1:], len(lines)][: len(starts)]
    extents = [
        _extent(lines, anchor, start, _body_end(lines, anchor, end, front))
        for anchor, start, end in zip(anchors, starts, ends, strict=True)
    ]
    inside = {line.number for extent in extents for line in (*(line for line, _ in extent.head), *extent.body)}
    return Layout(tuple(extents), tuple(line for line in lines if line.number not in inside))


def _pairs(anchors: Sequence[Anchor]) -> Iterator[tuple[int, Anchor]]:
    """Each anchor with the place after the one before it."""
    after = 0
    for anchor in anchors:
        yield after, anchor
        after = anchor.last + 1


def _body_end(lines: Sequence[Line], anchor: Anchor, end: int, front: frozenset[int]) -> int:
    """Where front matter interrupts: what follows it up to the next article is no article's."""
    return next((i for i in range(anchor.last + 1, end) if lines[i].number in front), end)


def _head_start(lines: Sequence[Line], anchor: Anchor, after: int, front: frozenset[int]) -> int:
    """The first line of the article's head: abstract, editor's note, line above the title, a sentence drawn out."""
    start = anchor.first
    while start > after and lines[start - 1].number not in front:
        above = start - 1
        labelled = _labelled_above(lines, above, after)
        if labelled is not None:
            return labelled
        if not (_is_kicker(lines[above].text) or _is_drawn_out(lines, above, anchor)):
            break
        start = above
    return start


def _labelled_above(lines: Sequence[Line], above: int, after: int) -> int | None:
    """The place of an abstract's first line at `above` or shortly before it, where its text fills the lines between."""
    for place in range(above, max(after, above - _LOOK_BACK) - 1, -1):
        if ABSTRACT.match(lines[place].text):
            return place
        if has_end_mark(lines[place].text) or _AFTERWORD.match(lines[place].text):
            return None
    return None


def _is_kicker(text: str) -> bool:
    return len(text) <= _LONGEST_KICKER and re.search(rf"{one_of('kicker-ends')}$", text) is not None


def _is_drawn_out(lines: Sequence[Line], place: int, anchor: Anchor) -> bool:
    """Whether the sentence above the title is the article's: its text says it again, or the one before has ended."""
    text = lines[place].text
    if not ends_sentence(text) or _AFTERWORD.match(text) or has_end_mark(text):
        return False
    letters = key(text)
    if any(letters in key(line.text) for line in lines[anchor.last + 1 : anchor.last + 60]):
        return True
    before = [line.text for line in lines[max(0, place - 3) : place]]
    return any(has_end_mark(text) or _AFTERWORD.match(text) for text in before)


def _extent(lines: Sequence[Line], anchor: Anchor, start: int, end: int) -> Extent:
    head = [(line, _above(line, lines, anchor)) for line in lines[start : anchor.first]]
    title = lines[anchor.first : anchor.last + 1]
    head += [(line, _of_title(i, title, anchor)) for i, line in enumerate(title)]
    place, authors = anchor.last + 1, list[str]()
    while place < end and len(authors) < 12:
        names = _signs(lines[place], authors, anchor)
        if names is None:
            break
        head.append((lines[place], "byline" if names else "subtitle"))
        authors += names
        place += 1
    return Extent(anchor, tuple(head), tuple(lines[place:end]), tuple(authors))


def _above(line: Line, lines: Sequence[Line], anchor: Anchor) -> str:
    """The label of a line above the title."""
    if _is_kicker(line.text) and not ABSTRACT.match(line.text):
        return "kicker"
    labelled = any(ABSTRACT.match(other.text) for other in lines[max(0, anchor.first - _LOOK_BACK - 1) : anchor.first])
    return "abstract" if labelled else "pullquote"


def _of_title(place: int, title: Sequence[Line], anchor: Anchor) -> str:
    """Title, line above it, or subtitle: by its end and its dash, or by the row of the contents page it repeats."""
    text = title[place].text
    if place and text.startswith(("—", "―", "–")):
        return "subtitle"
    if place and anchor.entry.subtitle and key(text) == key(anchor.entry.subtitle):
        return "subtitle"
    above = key("".join(anchor.entry.kicker))
    last = place == len(title) - 1
    return "kicker" if not last and (_is_kicker(text) or (above and key(text) in above)) else "title"


def _signs(line: Line, authors: list[str], anchor: Anchor) -> tuple[str, ...] | None:
    """The authors that a line below the title names; none given where it is a subtitle; None where it is neither."""
    if len(line.text) <= 50 and line.text.startswith(("——", "――")) and not authors and not is_whole(line.text):
        return ()
    names = read_byline(line.text) or names_only(line.text)
    headed = bool(read_byline(line.text))
    known = [key(name) for name in anchor.entry.authors]
    if names and (headed or authors or all(key(name) in known for name in names)):
        return names
    return None
