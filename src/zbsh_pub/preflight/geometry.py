"""Matrices (a b c d e f) and boxes (left, bottom, right, top), in points."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, sqrt

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MM = 72 / 25.4


def times(m: Matrix, n: Matrix) -> Matrix:
    """`m` done first, then `n` (ISO 32000-2, 8.3.4)."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def matrix(values: tuple[float, ...]) -> Matrix:
    """Six numbers as a matrix, anything else as the identity."""
    return (values[0], values[1], values[2], values[3], values[4], values[5]) if len(values) == 6 else IDENTITY


def apply(m: Matrix, x: float, y: float) -> Point:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def sides(m: Matrix) -> tuple[float, float]:
    """How long one unit across and one unit up become."""
    return hypot(m[0], m[1]), hypot(m[2], m[3])


def scale(m: Matrix) -> float:
    """By how much lengths grow, as a mean over directions."""
    return sqrt(abs(m[0] * m[3] - m[1] * m[2]))


def around(points: Iterable[Point]) -> Box | None:
    """The box around some points."""
    found = list(points)
    if not found:
        return None
    across, up = zip(*found, strict=True)
    return min(across), min(up), max(across), max(up)


def transformed(m: Matrix, area: Box) -> Box:
    """The box around a box that was moved by a matrix."""
    x0, y0, x1, y1 = area
    corners = [apply(m, x, y) for x in (x0, x1) for y in (y0, y1)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def meet(a: Box, b: Box) -> Box | None:
    """What two boxes have in common; a line has no width and still meets what it lies in."""
    x0, y0, x1, y1 = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def overlap(a: Box, b: Box) -> bool:
    """True where boxes meet in more than an edge."""
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def inside(inner: Box, outer: Box, slack: float = 0.0) -> bool:
    """True where `inner` lies in `outer`, but for `slack` points."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def size(area: Box) -> tuple[float, float]:
    return area[2] - area[0], area[3] - area[1]
