"""直排题: a row of a title as the cells of a vertical line (clreq 2.4, 3.2.3; 纵中横 for short figures)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["upright", "together", "turned", "blank"]
MOST_ROWS = 2
MOST_CELLS = 9.0
_RUN = re.compile(r"[!-~]+| |[^!-~ ]")
_TOGETHER = re.compile(r"[0-9]{1,2}|[A-Za-z]")
_LATIN = 0.55  # the length of a turned letter in cells
_BLANK = 0.5


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a vertical row; `length` in zi."""

    text: str
    kind: Kind
    length: float = 1.0


def cells(text: str) -> tuple[Cell, ...]:
    """The row as cells: a character, one or two figures side by side, a longer Western run turned, a blank."""
    return tuple(map(_cell, _RUN.findall(text)))


def row_length(text: str) -> float:
    """How long the row is, in zi."""
    return sum(cell.length for cell in cells(text))


def _cell(run: str) -> Cell:
    if run == " ":
        return Cell(run, "blank", _BLANK)
    if not "!" <= run[0] <= "~":
        return Cell(run, "upright")
    return Cell(run, "together") if _TOGETHER.fullmatch(run) else Cell(run, "turned", _LATIN * len(run))
