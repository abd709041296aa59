"""Marks outside the bleed: crop, fold and registration marks in every ink, and the colour bar.

Marks are drawn in the colorant `All` (ISO 32000-1, 8.6.6.4), so each plate carries them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zbsh_pub.prepress.sheet import MM, Sheet, numbers

ALL = "/InkAll"
_ROUND = 0.5523  # of a quarter circle drawn as one curve


def marks(sheet: Sheet, sizes: dict[str, Any]) -> bytes:
    """The content that draws all marks of a sheet; `sizes` are the `marks` of `print.yaml`."""
    lines = [f"q {ALL} CS {ALL} cs 1 SCN 1 scn {numbers((sizes['line'],))} w"]
    lines += _crop(sheet, sizes["offset"] * MM, sizes["length"] * MM)
    lines += _folds(sheet, sizes["offset"] * MM, sizes["length"] * MM)
    lines += _targets(sheet, sizes["target"] * MM)
    lines += ["Q", "q", *_bar(sheet, sizes), "Q"]
    return "\n".join(lines).encode()


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{numbers((x1, y1))} m {numbers((x2, y2))} l S"


def _crop(sheet: Sheet, offset: float, length: float) -> Iterator[str]:
    """Two lines at each corner."""
    for x, out in ((0.0, -1), (sheet.width, 1)):
        for y, up in ((0.0, -1), (sheet.height, 1)):
            yield _line(x + out * offset, y, x + out * (offset + length), y)
            yield _line(x, y + up * offset, x, y + up * (offset + length))


def _folds(sheet: Sheet, offset: float, length: float) -> Iterator[str]:
    """A broken line above and below each fold."""
    if sheet.folds:
        yield "[3 1.5] 0 d"
    for x in sheet.folds:
        yield _line(x, -offset, x, -offset - length)
        yield _line(x, sheet.height + offset, x, sheet.height + offset + length)
    if sheet.folds:
        yield "[] 0 d"


def _targets(sheet: Sheet, radius: float) -> Iterator[str]:
    """A registration mark in the middle of each side, a quarter along where there is a fold."""
    away = (sheet.bleed + sheet.room) / 2
    middle = sheet.width / 4 if sheet.folds else sheet.width / 2
    across = (middle, sheet.width - middle) if sheet.folds else (middle,)
    places = [(x, y) for x in across for y in (-away, sheet.height + away)]
    places += [(-away, sheet.height / 2), (sheet.width + away, sheet.height / 2)]
    for x, y in places:
        yield f"{circle(x, y, radius * 0.6)} S"
        yield _line(x - radius, y, x + radius, y)
        yield _line(x, y - radius, x, y + radius)


def circle(x: float, y: float, r: float) -> str:
    """The path of a circle, of four curves."""
    c = r * _ROUND
    curves = (
        (x + r, y + c, x + c, y + r, x, y + r),
        (x - c, y + r, x - r, y + c, x - r, y),
        (x - r, y - c, x - c, y - r, x, y - r),
        (x + c, y - r, x + r, y - c, x + r, y),
    )
    return f"{numbers((x + r, y))} m " + " ".join(f"{numbers(curve)} c" for curve in curves)


def _bar(sheet: Sheet, sizes: dict[str, Any]) -> Iterator[str]:
    """Patches of ink in a row below the page."""
    side = sizes["patch"] * MM
    y = -(sheet.bleed + sheet.room) / 2 - side / 2
    for place, patch in enumerate(sizes["bar"]):
        ink = tuple(value / 100 for value in patch)
        yield f"{numbers(ink)} k {numbers((sheet.bleed + 2 * MM + place * side, y, side, side))} re f"
