"""Spanning blocks that find no room wait for the head of the next page, while the text after them goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from zbsh_pub.typeset.columns.blocks import group_end, spans, used_height
from zbsh_pub.typeset.columns.frame import HOLE, Frame
from zbsh_pub.typeset.columns.trial import Stretch, try_columns


@dataclass(slots=True)
class _Waiting:
    """A spanning block that waits for the head of a page: the page it left and the page that has it.

    Pages are named by where their text begins. WeasyPrint may lay a page out more than once; when
    the page that was left is laid out anew, the next one is sought anew too.
    """

    block: Any
    left: str
    page: str = ""


def heads(source: Any, skip_stack: Any) -> Iterator[Any]:
    """The waiting blocks for the head of the page that begins at `skip_stack`; the same each time it is asked."""
    key = repr(skip_stack)
    for waiting in _waiting(source):
        if waiting.left == key:
            waiting.page = ""
        elif waiting.page in ("", key):
            waiting.page = key
            yield waiting.block


def is_awaited(source: Any) -> bool:
    """Does a block wait that no page has at its head yet?"""
    return any(not waiting.page for waiting in _waiting(source))


def waits_for_room(frame: Frame, span: Any, columns: list[Any], top: float) -> bool:
    """Had a spanning block that finds no room at `top` better wait, for the lines left empty in the columns above?"""
    foot = min((column.position_y + used_height(column, column.position_y) for column in columns), default=top)
    return _is_hole(frame, foot) and not _stays(span)


def waits_for_text(text: Stretch, resume: Any) -> bool:
    """Had the spanning block above a text better wait, for the lines left empty where nothing of it finds room?"""
    if text.start == 0 or resume != {text.start: None}:
        return False
    span = text.frame.source.children[text.start - 1]
    return spans(span) and _is_hole(text.frame, text.top) and not _stays(span)


def postpone(opening: Stretch, index: int, skip_stack: Any) -> None:
    """Let the spanning block `index` wait for the head of the next page, if that serves.

    The text after it then fills the page. It stays in place where another spanning block stands
    before it on this page, or where the text would end on this page. `opening` is the text that
    opens the page, which begins at `skip_stack`.
    """
    source = opening.frame.source
    kept = source.children
    if not any(map(spans, kept[opening.start : index])):
        source.children = [*kept[:index], *kept[index + 1 :]]
        longer = replace(opening, end=group_end(source, opening.start))
        if try_columns(longer, opening.frame.room(opening.top), page_is_empty=False).resume is not None:
            _waiting(source).append(_Waiting(kept[index], repr(skip_stack)))
            return
    source.children = kept
    kept[index].stays_in_place = True


def _waiting(source: Any) -> list[_Waiting]:
    waiting: list[_Waiting] = source.__dict__.setdefault("waiting_spans", [])
    return waiting


def _is_hole(frame: Frame, top: float) -> bool:
    """Are the lines below `top` worth filling?"""
    return frame.room(top) >= HOLE * frame.unit


def _stays(span: Any) -> bool:
    """Has it been found that this spanning block had better stay where it is?"""
    return bool(span.__dict__.get("stays_in_place"))
