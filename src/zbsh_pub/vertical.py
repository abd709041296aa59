"""直排题: a row of a title as the cells of a vertical line (clreq 2.4, 3.2.3; 纵中横 for short figures)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["upright", "together", "turned"]
MOST_ROWS = 2
MOST_CELLS = 9.0
_RUN = re.compile(r"[!-~]+|[^!-~\s]")
_TOGETHER = re.compile(r"[0-9]{1,2}|[A-Za-z]")
_LATIN = 0.55  # the length of a turned letter in cells


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a vertical row; `length` in zi."""

    text: str
    kind: Kind
    length: float = 1.0


def rows(lines: Iterable[str]) -> tuple[str, ...]:
    """The rows of a title, the first at the right: a printed line is one, a blank in it begins another."""
    return tuple(row for line in lines for row in line.split())


def cells(text: str) -> tuple[Cell, ...]:
    """The row as cells: a character, one or two figures side by side, a longer Western run turned."""
    return tuple(map(_cell, _RUN.findall(text)))


def row_length(text: str) -> float:
    """How long the row is, in zi."""
    return sum(cell.length for cell in cells(text))


def _cell(run: str) -> Cell:
    if not "!" <= run[0] <= "~":
        return Cell(run, "upright")
    return Cell(run, "together") if _TOGETHER.fullmatch(run) else Cell(run, "turned", _LATIN * len(run))
