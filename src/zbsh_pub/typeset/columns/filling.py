"""Columns filled to the foot: a figure, table or box that finds no room lets the text after it go before."""

from __future__ import annotations

from typing import Any

from zbsh_pub.typeset.columns.blocks import floats, is_heading
from zbsh_pub.typeset.columns.frame import HOLE, notes_height
from zbsh_pub.typeset.columns.trial import Stretch, Trial, try_columns

MOVES = 12  # how many holes of a page are filled at the most
TEXTS = frozenset({"p", "ol", "ul"})


def filled(stretch: Stretch, page_is_empty: bool) -> tuple[Trial, float]:
    """Columns as high as the page and its notes allow, holes filled by the text that follows; and that height.

    Changes the order of the children of the box where a hole is filled.
    """
    height, notes = stretch.frame.room(stretch.top), notes_height(stretch.frame.context)
    moved = 0
    while True:
        trial = try_columns(stretch, height, page_is_empty)
        if trial.notes > notes + 0.01:
            height -= trial.notes - notes
            notes = trial.notes
        elif moved < MOVES and _fill_hole(stretch, trial, height):
            moved += 1
        else:
            return trial, height


def _fill_hole(stretch: Stretch, trial: Trial, height: float) -> bool:
    """Let a floating block that left a hole wait until after the next text; true where one was moved."""
    unit, source = stretch.frame.unit, stretch.frame.source
    for skip, used in zip(trial.skips, trial.heights, strict=True):
        if skip is None or height - used < HOLE * unit:
            continue
        ((index, rest),) = skip.items()
        children = None if rest is not None else _let_by(source.children, stretch.start + index, stretch.end)
        if children is not None:
            source.children = children
            return True
    return False


def _let_by(children: list[Any], position: int, end: int) -> list[Any] | None:
    """The children with the next text, which begins before `end`, in front of the floating blocks at `position`.

    None where no such block stands there, or no text may go before it.
    """
    following = position
    while following < end and floats(children[following]):
        following += 1
    count = _movable(children[following:end]) if following > position else 0
    if not count:
        return None
    text = following + count
    return [*children[:position], *children[following:text], *children[position:following], *children[text:]]


def _movable(children: list[Any]) -> int:
    """How many of these blocks go before a floating one together: a text, or a lower heading with its text."""
    count = 0
    while count < len(children) and is_heading(children[count]):
        count += 1
    return count + 1 if count < len(children) and children[count].element_tag in TEXTS else 0
