"""Columns for WeasyPrint 70: filled to the foot, balanced in whole lines, without margins at their heads.

Replaces `block.columns_layout` while its context is open. Beside WeasyPrint's own it differs so:

* a block that opens a column gives up its upper margin, so that both columns begin on the first line;
* a figure, table or box that does not fit at the foot of a column waits for the head of the next one,
  and the text after it fills the column (no holes);
* figures, tables and boxes take whole lines, and columns begin on a line of the page, so that all text
  stands on one baseline grid;
* the last columns are balanced by a search over whole lines instead of pixel by pixel.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import weasyprint.layout.block as block
from weasyprint.layout.block import (
    block_box_layout,
    block_level_width,
    collapse_margin,
    remove_placeholders,
)
from weasyprint.layout.percent import percentage, resolve_percentages
from weasyprint.text.line_break import strut

FLOATING = frozenset({"figure", "tablebox", "facts", "qr", "pullquote", "poem", "photo"})
HEADINGS = frozenset({"h2", "h3", "h4"})
HOLE = 2.5  # lines left empty at the foot of a column that are worth filling
_NO_BREAK = {"break": "any", "page": None}


@contextmanager
def even_columns() -> Iterator[None]:
    """Lay out columns by the rules of this module while the context is open."""
    columns, level = block.columns_layout, block.block_level_layout
    block.columns_layout = _columns_layout
    block.block_level_layout = _on_grid(level)
    try:
        yield
    finally:
        block.columns_layout, block.block_level_layout = columns, level


def _on_grid(original: Any) -> Any:
    """`block_level_layout` that ends figures, tables, boxes and headings on a line of the column's grid.

    The space is added to the lower margin, after which the text goes on.
    """

    def block_level_layout(context: Any, box: Any, *rest: Any, **options: Any) -> Any:
        result = original(context, box, *rest, **options)
        new, resume = result[0], result[1]
        column = rest[2]
        stands_in_column = context.in_column and getattr(column, "is_column", False)
        if new is None or resume or not stands_in_column or not (box.element_tag in HEADINGS or _floats(box)):
            return result
        unit = strut(column.style)[0]
        end = new.border_box_y() + new.border_height() + new.margin_bottom
        over = (end - column.content_box_y()) % unit
        if 0.1 < over < unit - 0.1:
            before = new.margin_bottom
            new.margin_bottom += unit - over
            margins = [new.margin_bottom if margin == before else margin for margin in result[3]]
            result = (*result[:3], margins, *result[4:])
        return result

    return block_level_layout


@dataclass(slots=True)
class _Frame:
    """The multi-column box that is being laid out, and what all its columns share."""

    context: Any
    box: Any
    source: Any
    containing_block: Any
    width: float
    gap: float
    count: int
    unit: float
    bottom_space: float
    notes: float
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]

    def room(self, top: float) -> float:
        """From `top` to the page's foot, less the notes that this box has brought in so far."""
        context = self.context
        room: float = context.page_bottom - top - self.bottom_space - (_notes_height(context) - self.notes)
        return room

    def column(self, children: list[Any], top: float, number: int = 0) -> Any:
        column = self.box.anonymous_from(self.box, children=children)
        resolve_percentages(column, self.containing_block)
        column.is_column = True
        column.width = self.width
        column.position_x = self.box.content_box_x() + number * (self.width + self.gap)
        column.position_y = top
        return column


@dataclass(slots=True)
class _Trial:
    """Columns laid out at some height: where the rest begins, how high each is, height of the notes.

    `is_final` says that nothing but boxes came of it, so that they need not be laid out once more to stay.
    """

    boxes: list[Any]
    skips: list[Any]
    resume: Any
    heights: list[float]
    notes: float
    next_page: Any
    is_final: bool


def _columns_layout(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    adjoining_margins: list[float],
    first_letter_style: Any,
    first_line_style: Any,
) -> Any:
    """Same contract as WeasyPrint's `columns_layout`: (box, resume_at, next_page, margins, collapsing)."""
    context.in_column = True
    source, box = box, box.copy_with_children(box.children)
    box.position_y += collapse_margin(adjoining_margins)
    block_level_width(box, containing_block)
    frame = _frame(context, box, source, containing_block, bottom_space, absolute_boxes, fixed_boxes)
    children: list[Any] = []
    empty = page_is_empty
    top, resume, next_page, pending = box.content_box_y(), None, _NO_BREAK, [0.0]
    start = next(iter(skip_stack)) if skip_stack else 0
    inner = {0: skip_stack[start]} if skip_stack and skip_stack[start] else None
    for head in _heads(source, skip_stack):
        new, *_ = _spanning(frame, _opening(head), None, top, True, [])
        children.append(new)
        top = new.border_box_y() + new.border_height() + new.margin_bottom
    opening = (start, inner, top)

    def without(span: int) -> Any:
        """The page laid out again with the spanning block `span` put off, if that serves."""
        remove_placeholders(context, children, absolute_boxes, fixed_boxes)
        _postpone(frame, span, *opening, repr(skip_stack))
        return _columns_layout(
            context,
            source,
            bottom_space,
            skip_stack,
            containing_block,
            empty,
            absolute_boxes,
            fixed_boxes,
            adjoining_margins,
            first_letter_style,
            first_line_style,
        )

    while start < len(source.children) and resume is None:
        if source.children[start].style["column_span"] == "all":
            new, rest, next_page, pending = _spanning(
                frame, source.children[start], inner, top, page_is_empty and not children, pending
            )
            end = start + 1
            if new is None:
                done = [c for c in children if getattr(c, "is_column", False)]
                room = frame.room(min((c.position_y + _used_height(c, c.position_y) for c in done), default=top))
                if room >= HOLE * frame.unit and not _stays(source.children[start]):
                    return without(start)
                resume = {start: None}
            else:
                resume = {start: rest} if rest else None
                children.append(new)
                top = new.border_box_y() + new.border_height()
                pending.append(new.margin_bottom)
        else:
            end = _group_end(source, start)
            top = _on_line(top + collapse_margin(pending), frame.unit)
            pending = []
            columns, resume, next_page = _columns(frame, start, end, inner, top, page_is_empty)
            if _leaves_hole(frame, start, resume, top) and not _stays(source.children[start - 1]):
                return without(start - 1)
            children += columns
            top += max((column.height for column in columns), default=0.0)
        page_is_empty, inner, start = page_is_empty and not children, None, end
    if resume is None and any(not waiting.page for waiting in _waiting(source)):
        resume = {len(source.children): None}
    _report_notes(context, max(_notes_height(context), frame.notes))
    context.in_column = False
    if source.children and not children:
        return None, (0, None), _NO_BREAK, [], False
    _finish(frame, children, top + collapse_margin(pending))
    return box, resume, next_page, [], False


def _frame(
    context: Any,
    box: Any,
    source: Any,
    containing_block: Any,
    bottom_space: float,
    absolute: list[Any],
    fixed: list[Any],
) -> _Frame:
    count = box.style["column_count"] if box.style["column_count"] != "auto" else 1
    gap = (
        box.style["font_size"]
        if box.style["column_gap"] == "normal"
        else percentage(box.style["column_gap"], box.style, box.width)
    )
    width = max(0.0, box.width - (count - 1) * gap) / count
    unit = strut(box.style)[0]
    return _Frame(
        context,
        box,
        source,
        containing_block,
        width,
        gap,
        count,
        unit,
        bottom_space,
        _notes_height(context),
        absolute,
        fixed,
    )


def _on_line(y: float, unit: float) -> float:
    """The next line of the page's grid at or below `y`: the sheet's upper page margin is whole lines."""
    over = y % unit
    return y + unit - over if 0.1 < over < unit - 0.1 else y


def _group_end(source: Any, start: int) -> int:
    """The index of the next spanning block after `start`, or of the end."""
    for index in range(start, len(source.children)):
        if source.children[index].style["column_span"] == "all":
            return index
    return len(source.children)


def _spanning(frame: _Frame, source: Any, inner: Any, top: float, page_is_empty: bool, pending: list[float]) -> Any:
    """A block over all columns: (box or none, resume, next page, margins)."""
    child = source.copy()
    resolve_percentages(child, frame.containing_block)
    child.position_x, child.position_y = frame.box.content_box_x(), top
    new, rest, next_page, margins, _, _ = block.block_level_layout(
        frame.context,
        child,
        frame.context.page_bottom - top - frame.room(top),
        inner[0] if inner else None,
        frame.containing_block,
        page_is_empty,
        frame.absolute_boxes,
        frame.fixed_boxes,
        pending,
        None,
        None,
    )
    if (
        new is not None
        and not page_is_empty
        and not rest
        and new.border_height() > frame.room(new.border_box_y()) + 0.5
    ):
        remove_placeholders(frame.context, [new], frame.absolute_boxes, frame.fixed_boxes)
        new = None  # a box of fixed height runs over the foot
    return (None, None, next_page, []) if new is None else (new, rest, next_page, margins)


@dataclass(slots=True)
class _Waiting:
    """A spanning block that waits for the head of a page: the page it left and the page that has it.

    Pages are named by where their text begins. WeasyPrint may lay a page out more than once; when
    the page that was left is laid out anew, the next one is sought anew too.
    """

    block: Any
    left: str
    page: str = ""


def _waiting(source: Any) -> list[_Waiting]:
    waiting: list[_Waiting] = source.__dict__.setdefault("waiting_spans", [])
    return waiting


def _heads(source: Any, skip_stack: Any) -> Iterator[Any]:
    """The waiting blocks for the head of the page that begins at `skip_stack`; the same each time it is asked."""
    key = repr(skip_stack)
    for waiting in _waiting(source):
        if waiting.left == key:
            waiting.page = ""
        elif waiting.page in ("", key):
            waiting.page = key
            yield waiting.block


def _leaves_hole(frame: _Frame, start: int, resume: Any, top: float) -> bool:
    """Does nothing of the text after a spanning block find room below it, though lines are left empty there?"""
    spans = start > 0 and frame.source.children[start - 1].style["column_span"] == "all"
    return spans and resume == {start: None} and frame.room(top) >= HOLE * frame.unit


def _stays(block: Any) -> bool:
    """Has it been found that this spanning block had better stay where it is?"""
    return bool(block.__dict__.get("stays_in_place"))


def _postpone(frame: _Frame, index: int, start: int, inner: Any, top: float, page: str) -> None:
    """Let a spanning block that finds no room wait for the head of the next page, if that serves.

    The text after it then fills the page. It stays in place where another spanning block stands
    before it on this page, or where the text would end on this page. `start`, `inner` and `top`
    are where the page's text begins.
    """
    source = frame.source
    kept = source.children
    if not any(c.style["column_span"] == "all" for c in kept[start:index]):
        source.children = [*kept[:index], *kept[index + 1 :]]
        trial = _try(frame, start, _group_end(source, start), inner, top, frame.room(top), False)
        if trial.resume is not None:
            _waiting(source).append(_Waiting(kept[index], page))
            return
    source.children = kept
    kept[index].stays_in_place = True


def _columns(frame: _Frame, start: int, end: int, inner: Any, top: float, page_is_empty: bool) -> Any:
    """The columns of the children `start` to `end`: (boxes, resume, next page)."""
    trial, height = _filled(frame, start, end, inner, top, frame.room(top), page_is_empty)
    if trial.resume is None and frame.count > 1:
        trial, height = _balanced(frame, start, end, inner, top, trial, height)
    if not trial.is_final:
        trial = _try(frame, start, end, inner, top, height, page_is_empty, final=True)
    tallest = min(max(trial.heights, default=0.0), height)  # a broken paragraph takes all that it is offered
    for column in trial.boxes:
        column.height = tallest
    resume = trial.resume
    if resume is not None:
        ((index, rest),) = resume.items()
        resume = {start + index: rest}
    return trial.boxes, resume, trial.next_page


def _filled(
    frame: _Frame, start: int, end: int, inner: Any, top: float, available: float, page_is_empty: bool
) -> tuple[_Trial, float]:
    """Columns as high as the page and its notes allow, holes filled by the text that follows."""
    height, notes = available, _notes_height(frame.context)
    moved = 0
    while True:
        trial = _try(frame, start, end, inner, top, height, page_is_empty)
        if trial.notes > notes + 0.01:
            height -= trial.notes - notes
            notes = trial.notes
        elif moved < 12 and _fill_hole(frame, start, end, trial, height):
            moved += 1
        else:
            return trial, height


def _try(
    frame: _Frame, start: int, end: int, inner: Any, top: float, height: float, page_is_empty: bool, final: bool = False
) -> _Trial:
    """Lay out the columns at one height; unless `final`, take back what the layout left in the context."""
    context, skip, next_page = frame.context, inner, _NO_BREAK
    shapes = len(context.excluded_shapes)
    boxes: list[Any] = []
    skips: list[Any] = []
    heights: list[float] = []
    absolute, fixed = (frame.absolute_boxes, frame.fixed_boxes) if final else ([], [])
    before = _notes_height(context), len(context.current_page_footnotes), len(context.reported_footnotes)
    for number in range(frame.count):
        column = frame.column(_opened(frame, start, end, skip), top, number)
        new, rest, next_page, _, _, _ = block_box_layout(
            context,
            column,
            context.page_bottom - top - height,
            skip,
            frame.containing_block,
            page_is_empty and number == 0,
            absolute,
            fixed,
            [],
            None,
            None,
            discard=False,
            max_lines=None,
        )
        if new is None:
            skip = skip or {0: None}
            break
        boxes.append(new)
        skip = rest
        skips.append(rest)
        heights.append(_used_height(new, top))
        if rest is None:
            break
    notes = _notes_height(context)
    after = notes, len(context.current_page_footnotes), len(context.reported_footnotes)
    is_final = final or (before == after and not absolute and not fixed and len(context.excluded_shapes) == shapes)
    if not is_final:
        remove_placeholders(context, boxes, [], [])
        del context.excluded_shapes[shapes:]
    return _Trial(boxes, skips, skip, heights, notes, next_page, is_final)


def _opened(frame: _Frame, start: int, end: int, skip: Any) -> list[Any]:
    """The children of a column; the one that opens it has no upper margin."""
    first = next(iter(skip)) if skip else 0
    children = [child.copy() for child in frame.source.children[start:end]]
    if first < len(children) and not (skip and skip[first]):
        children[first] = _opening(children[first])
    return children


def _opening(child: Any) -> Any:
    """A copy of the block without upper margin."""
    opener = child.copy()
    if opener.style["margin_top"] not in (0, "auto"):
        opener.style = opener.style.copy()
        opener.style["margin_top"] = type(opener.style["margin_top"])(0, "px")
    return opener


def _used_height(column: Any, top: float) -> float:
    """The height of what stands in the column, without the last margin."""
    in_flow = [child for child in column.children if child.is_in_normal_flow()]
    if not in_flow:
        return 0.0
    last = in_flow[-1]
    height: float = last.position_y + last.margin_height() - last.margin_bottom - top
    return height


def _fill_hole(frame: _Frame, start: int, end: int, trial: _Trial, height: float) -> bool:
    """Let a floating block that left a hole wait until after the next text; true where one was moved."""
    for skip, used in zip(trial.skips, trial.heights, strict=False):
        if skip is None or height - used < HOLE * frame.unit:
            continue
        ((index, rest),) = skip.items()
        position = start + index
        children = list(frame.source.children)
        if rest is not None or not _floats(children[position]):
            continue
        following = position + 1
        while following < end and _floats(children[following]):
            following += 1
        count = _movable(children[following:end])
        if count:
            children[position:position] = children[following : following + count]
            del children[following + count : following + 2 * count]
            frame.source.children = children
            return True
    return False


def _movable(children: list[Any]) -> int:
    """How many of these blocks go before a floating one together: a text, or a lower heading with its text."""
    count = 0
    while count < len(children) and children[count].element_tag in {"h2", "h3", "h4"}:
        count += 1
    return count + 1 if count < len(children) and children[count].element_tag in {"p", "ol", "ul"} else 0


def _floats(child: Any) -> bool:
    classes = set((child.element.get("class") or "").split()) if child.element is not None else set()
    return bool(classes & FLOATING)


def _balanced(
    frame: _Frame, start: int, end: int, inner: Any, top: float, trial: _Trial, most: float
) -> tuple[_Trial, float]:
    """The columns at the least height, in whole lines, at which everything still fits; and that height."""
    low = max(1, int(sum(trial.heights) / frame.count / frame.unit))
    high = max(low, int(most / frame.unit))
    best, fitting = trial, most
    step, tried = 1, low
    while low < high:
        found = _fitting(frame, start, end, inner, top, low * frame.unit)
        if found is not None:
            best, fitting = found, low * frame.unit
            break
        tried, low = low + 1, low + step
        step = min(step * 2, max(1, high - low))
    for lines in range(tried, low):
        found = _fitting(frame, start, end, inner, top, lines * frame.unit)
        if found is not None:
            return found, lines * frame.unit
    return best, fitting


def _fitting(frame: _Frame, start: int, end: int, inner: Any, top: float, height: float) -> _Trial | None:
    """The columns at this height, where everything fits."""
    trial = _try(frame, start, end, inner, top, height + 0.5, page_is_empty=False)
    fits = trial.resume is None and max(trial.heights, default=0.0) <= height + 0.6
    return trial if fits else None


def _notes_height(context: Any) -> float:
    area = context.current_footnote_area
    return 0.0 if area.height == "auto" else float(area.margin_height())


def _report_notes(context: Any, height: float) -> None:
    """Notes that found no room go to the next page, in their order."""
    reported = []
    while context.current_page_footnotes and _notes_height(context) > height + 0.01:
        reported.append(context.current_page_footnotes[-1])
        context.report_footnote(reported[-1])
    if len(reported) > 1:
        context.reported_footnotes[-len(reported) :] = reversed(reported)


def _finish(frame: _Frame, children: list[Any], bottom: float) -> None:
    """Height of the whole box; the page's foot rises by the notes that came in."""
    box, context = frame.box, frame.context
    box.children = children
    if box.height == "auto":
        box.height = bottom - box.content_box_y()
    if context.current_footnote_area.height != "auto":
        context.page_bottom += frame.notes - _notes_height(context)
