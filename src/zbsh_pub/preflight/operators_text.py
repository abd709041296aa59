"""Operators that show text (ISO 32000-2, 9.3 and 9.4)."""

from __future__ import annotations

from typing import Any

from pikepdf import String

from zbsh_pub.preflight.geometry import IDENTITY, Box, Matrix, apply, matrix, sides, times
from zbsh_pub.preflight.painting import lay
from zbsh_pub.preflight.run import Operator, Run, Seen
from zbsh_pub.preflight.settings import operand_name
from zbsh_pub.preflight.values import number, numbers

_SAMPLE = 24  # bytes of a string that are read as text, for findings to show
_FILLS, _STROKES, _HIDDEN = (0, 2, 4, 6), (1, 2, 5, 6), (3, 7)


def begin(run: Run, _: Any) -> None:
    _set(run, IDENTITY)


def _set(run: Run, value: Matrix) -> None:
    run.text_matrix = run.line_matrix = value


def font(run: Run, operands: Any) -> None:
    value = run.scope.resources.part("Font").get(operand_name(operands[:1]))
    run.state.face = None if value is None else run.source.face(value)
    run.state.font_size = number(operands[1])


def leading(run: Run, operands: Any) -> None:
    run.state.leading = number(operands[0])


def rendering(run: Run, operands: Any) -> None:
    run.state.rendering = int(number(operands[0]))


def set_matrix(run: Run, operands: Any) -> None:
    _set(run, matrix(numbers(list(operands))))


def move(run: Run, operands: Any) -> None:
    x, y = numbers(list(operands))
    _set(run, times((1.0, 0.0, 0.0, 1.0, x, y), run.line_matrix))


def move_leading(run: Run, operands: Any) -> None:
    run.state.leading = -number(operands[1])
    move(run, operands)


def next_line(run: Run, _: Any) -> None:
    move(run, [0, -run.state.leading])


def show(run: Run, operands: Any) -> None:
    """`Tj`, and the string of `'` and `\"`."""
    _show(run, bytes(operands[-1]))


def show_next(run: Run, operands: Any) -> None:
    next_line(run, operands)
    show(run, operands)


def show_spaced(run: Run, operands: Any) -> None:
    """`TJ`: strings, with adjustments between them."""
    _show(run, b"".join([bytes(item) for item in operands[0] if isinstance(item, String)]))


def _show(run: Run, shown: bytes) -> None:
    state, face = run.state, run.state.face
    if not shown or face is None or run.is_hidden:
        return
    whole = times(run.text_matrix, state.ctm)
    extent = sides(whole)[1] * abs(state.font_size)
    area = run.visible(_around(whole, extent))
    if area is None:
        return
    run.record.shown.setdefault(face.key, set()).add(shown)
    said = face.said(shown[:_SAMPLE])
    run.note_tag("text", said)
    if state.rendering in _HIDDEN:
        return
    run.record.seen.add(face.key)
    for stroke in (False, True):
        if state.rendering in (_STROKES if stroke else _FILLS):
            lay(run, "text", Seen(extent, area, said), stroke)


def _around(whole: Matrix, extent: float) -> Box:
    """A box round the origin of the first character: enough to say where the text stands."""
    x, y = apply(whole, 0.0, 0.0)
    half = extent / 4
    return x - half, y - half, x + half, y + half


OPERATORS: dict[str, Operator] = {
    "BT": begin,
    "Tf": font,
    "TL": leading,
    "Tr": rendering,
    "Tm": set_matrix,
    "Td": move,
    "TD": move_leading,
    "T*": next_line,
    "Tj": show,
    "'": show_next,
    '"': show_next,
    "TJ": show_spaced,
}
