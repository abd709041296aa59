"""A text laid out in columns of one height, to see what comes of it; all lengths are in px."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.layout.block import block_box_layout, remove_placeholders

from zbsh_pub.typeset.columns.blocks import opening, used_height
from zbsh_pub.typeset.columns.frame import Frame, notes_height


@dataclass(frozen=True, slots=True)
class Stretch:
    """The text between two spanning blocks: the children `start` to `end` of the box.

    It goes on at `inner`, counted from `start`; its columns begin at `top`.
    """

    frame: Frame
    start: int
    end: int
    inner: Any
    top: float


@dataclass(frozen=True, slots=True)
class Trial:
    """Columns laid out at some height: where the text goes on after each, and how high each is.

    `resume` is where the rest begins, `notes` the height of the page's notes. `is_final` says that nothing
    but boxes came of it, so that they need not be laid out once more to stay.
    """

    boxes: list[Any]
    skips: list[Any]
    heights: list[float]
    resume: Any
    notes: float
    is_final: bool


def try_columns(stretch: Stretch, height: float, page_is_empty: bool, final: bool = False) -> Trial:
    """Lay out the columns at one height; unless `final`, take back what the layout left in the context."""
    frame, context = stretch.frame, stretch.frame.context
    positioned = (frame.absolute_boxes, frame.fixed_boxes) if final else ([], [])
    shapes, before = len(context.excluded_shapes), _notes(context)
    laid_out = list(_columns(stretch, height, page_is_empty, positioned))
    done = [(box, rest) for box, rest in laid_out if box is not None]
    boxes = [box for box, _ in done]
    heights = [used_height(box, stretch.top) for box in boxes]
    notes = notes_height(context)
    left_nothing = before == _notes(context) and not any(positioned) and len(context.excluded_shapes) == shapes
    if not (final or left_nothing):
        remove_placeholders(context, boxes, [], [])
        del context.excluded_shapes[shapes:]
    return Trial(boxes, [rest for _, rest in done], heights, laid_out[-1][1], notes, final or left_nothing)


def _notes(context: Any) -> tuple[float, int, int]:
    """What the layout of columns may change of the notes."""
    return notes_height(context), len(context.current_page_footnotes), len(context.reported_footnotes)


def _columns(
    stretch: Stretch, height: float, page_is_empty: bool, positioned: tuple[list[Any], list[Any]]
) -> Iterator[tuple[Any, Any]]:
    """Each column, and where the text goes on after it; no column where nothing finds room in it."""
    frame, skip = stretch.frame, stretch.inner
    for number in range(frame.count):
        new, rest, *_ = block_box_layout(
            frame.context,
            frame.column(_opened(stretch, skip), stretch.top, number),
            frame.context.page_bottom - stretch.top - height,
            skip,
            frame.containing_block,
            page_is_empty and number == 0,
            *positioned,
            [],
            None,
            None,
            discard=False,
            max_lines=None,
        )
        yield (new, rest) if new is not None else (None, skip or {0: None})
        if new is None or rest is None:
            return
        skip = rest


def _opened(stretch: Stretch, skip: Any) -> list[Any]:
    """The children of a column that begins at `skip`; the one that opens it has no upper margin."""
    first = next(iter(skip)) if skip else 0
    children = [child.copy() for child in stretch.frame.source.children[stretch.start : stretch.end]]
    if first < len(children) and not (skip and skip[first]):
        children[first] = opening(children[first])
    return children
