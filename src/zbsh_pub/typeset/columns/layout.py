"""A page of columns from its head to its foot: spanning blocks and the texts between them, in turn.

Replaces `block.columns_layout`. Read `columns_layout` first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.layout.block as block
from weasyprint.layout.block import remove_placeholders

from zbsh_pub.typeset.columns.balance import balanced
from zbsh_pub.typeset.columns.blocks import opening, spans
from zbsh_pub.typeset.columns.filling import filled
from zbsh_pub.typeset.columns.frame import NO_BREAK, Call, frame_of, notes_height
from zbsh_pub.typeset.columns.grid import on_grid, on_line
from zbsh_pub.typeset.columns.page import Page
from zbsh_pub.typeset.columns.spanning import Place, lay_out_spanning
from zbsh_pub.typeset.columns.trial import Stretch, try_columns
from zbsh_pub.typeset.columns.waiting import heads, is_awaited, postpone, waits_for_room, waits_for_text


@contextmanager
def even_columns() -> Iterator[None]:
    """Lay out columns by the rules of this package while the context is open."""
    columns, level = block.columns_layout, block.block_level_layout
    block.columns_layout = columns_layout
    block.block_level_layout = on_grid(level)
    try:
        yield
    finally:
        block.columns_layout, block.block_level_layout = columns, level


def columns_layout(*arguments: Any) -> Any:
    """Same contract as WeasyPrint's `columns_layout`: (box, resume_at, next_page, margins, collapsing)."""
    call = Call(*arguments)
    call.context.in_column = True
    page = _headed(call)
    while page.start < len(call.source.children) and page.resume is None:
        add = _add_spanning if spans(page.next_block) else _add_text
        put_off = add(page)
        if put_off is not None:
            remove_placeholders(call.context, page.children, call.absolute_boxes, call.fixed_boxes)
            postpone(page.opening, put_off, call.skip_stack)
            return columns_layout(*arguments)
    call.context.in_column = False
    return _finished(page)


def _headed(call: Call) -> Page:
    """The page with the blocks that waited for its head."""
    frame, skip = frame_of(call), call.skip_stack
    start = next(iter(skip)) if skip else 0
    inner = {0: skip[start]} if skip and skip[start] else None
    page = Page(frame, start, inner, frame.box.content_box_y(), call.page_is_empty)
    for head in heads(call.source, skip):
        new = lay_out_spanning(frame, opening(head), None, Place(page.top, [], True)).box
        page.children.append(new)
        page.top = new.border_box_y() + new.border_height() + new.margin_bottom
    page.opening = page.text(page.top)
    return page


def _add_spanning(page: Page) -> int | None:
    """Add the spanning block that comes next; gives its index where it had better wait for the next page."""
    skip = page.inner[0] if page.inner else None
    found = lay_out_spanning(page.frame, page.next_block, skip, page.place)
    page.next_page, page.margins = found.next_page, found.margins
    if found.box is None:
        if waits_for_room(page.frame, page.next_block, page.columns, page.top):
            return page.start
        page.resume = {page.start: None}
    else:
        page.resume = {page.start: found.rest} if found.rest else None
        page.children.append(found.box)
        page.top = found.box.border_box_y() + found.box.border_height()
        page.margins.append(found.box.margin_bottom)
    page.go_on(page.start + 1)
    return None


def _add_text(page: Page) -> int | None:
    """Add the text that comes next; gives the index of the spanning block above it where that had better wait."""
    text = page.text(on_line(page.place.below, page.frame.unit))
    columns, resume = _columns(text, page.is_empty)
    if waits_for_text(text, resume):
        return page.start - 1
    page.children += columns
    page.top = text.top + max((column.height for column in columns), default=0.0)
    page.margins, page.resume, page.next_page = [], resume, NO_BREAK
    page.go_on(text.end)
    return None


def _columns(text: Stretch, page_is_empty: bool) -> tuple[list[Any], Any]:
    """The columns of a text, and where it goes on: filled to the foot, or balanced where it ends on this page."""
    trial, height = filled(text, page_is_empty)
    if trial.resume is None and text.frame.count > 1:
        trial, height = balanced(text, trial, height)
    if not trial.is_final:
        trial = try_columns(text, height, page_is_empty, final=True)
    tallest = min(max(trial.heights, default=0.0), height)  # a broken paragraph takes all that it is offered
    for column in trial.boxes:
        column.height = tallest
    if trial.resume is None:
        return trial.boxes, None
    ((index, rest),) = trial.resume.items()
    return trial.boxes, {text.start + index: rest}


def _finished(page: Page) -> Any:
    """What WeasyPrint wants back. The height of the box is set; the page's foot rises by the notes that came in."""
    frame, context, box = page.frame, page.frame.context, page.frame.box
    count = len(frame.source.children)
    if count and not page.children:
        return None, (0, None), NO_BREAK, [], False
    box.children = page.children
    if box.height == "auto":
        box.height = page.place.below - box.content_box_y()
    if context.current_footnote_area.height != "auto":
        context.page_bottom += frame.notes - notes_height(context)
    resume = {count: None} if page.resume is None and is_awaited(frame.source) else page.resume
    return box, resume, page.next_page, [], False
