"""Matrices of page content (ISO 32000-1, 8.3.3) and boxes on a page."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot
from typing import NamedTuple


class Matrix(NamedTuple):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def after(self, outer: Matrix) -> Matrix:
        """This matrix first, then `outer`: as `cm` joins them."""
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the unit square, as an image is drawn."""
        return hypot(self.a, self.b), hypot(self.c, self.d)

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """The box around a rectangle."""
        corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
        xs = [self.a * u + self.c * v + self.e for u, v in corners]
        ys = [self.b * u + self.d * v + self.f for u, v in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def cut(self, other: Box) -> Box:
        """What both have in common."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    @property
    def is_empty(self) -> bool:
        return self.right <= self.left or self.top <= self.bottom


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)
EVERYWHERE = Box(-1e9, -1e9, 1e9, 1e9)


def matrix_of(values: Iterable[object]) -> Matrix:
    """A matrix of six numbers of a PDF."""
    return Matrix(*(float(value) for value in values))  # type: ignore[arg-type]
