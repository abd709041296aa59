"""Ink as a press prints it, and colours as sheets and drawings give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

RGB = tuple[int, int, int]


class Ink(NamedTuple):
    """Parts of cyan, magenta, yellow and black, from 0 to 1."""

    c: float
    m: float
    y: float
    k: float

    @property
    def total(self) -> float:
        """Total ink in per cent."""
        return sum(self) * 100

    @property
    def is_black_alone(self) -> bool:
        """Black or a grey of black: what may overprint."""
        return self.c == self.m == self.y == 0 < self.k

    @property
    def is_paper(self) -> bool:
        return not any(self)

    def within(self, limit: float) -> Ink:
        """As much ink as `limit` per cent allow: the colours give way, the black stays."""
        over = self.total - limit
        if over <= 1e-9:
            return self
        share = max(0.0, (limit / 100 - self.k) / (self.c + self.m + self.y))
        return Ink(self.c * share, self.m * share, self.y * share, self.k)


def ink_of(percent: Iterable[float]) -> Ink:
    """Ink of four numbers in per cent."""
    return Ink(*(float(value) / 100 for value in percent))


def rgb_of(values: Iterable[float]) -> RGB:
    """A colour of three numbers from 0 to 1, in 256 steps."""
    r, g, b = (min(255, max(0, round(float(value) * 255))) for value in values)
    return r, g, b


def hex_of(rgb: RGB) -> str:
    return f"#{bytes(rgb).hex()}"


def rgb_of_hex(text: str) -> RGB:
    """The colour that `#rrggbb` names."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def rgb_of_lab(lab: Sequence[float], white: Sequence[float]) -> RGB:
    """A colour of CIE L*a*b* in sRGB (IEC 61966-2-1), what lies outside brought to its edge.

    `white` is the white point of the space (ISO 32000-1, 8.6.5.4); another white than D65 is adapted by Bradford.
    """
    lightness, a, b = lab
    fy = (lightness + 16) / 116
    x, y, z = (_unlab(f) * w for f, w in zip((fy + a / 500, fy, fy - b / 200), white, strict=True))
    if white[2] < 1:
        x, y, z = _times(_D50_TO_D65, (x, y, z))
    return rgb_of(map(_gamma, _times(_XYZ_TO_RGB, (x, y, z))))


_D50_TO_D65 = ((0.955473, -0.023098, 0.063259), (-0.028370, 1.009995, 0.021041), (0.012314, -0.020508, 1.330366))
_XYZ_TO_RGB = ((3.240970, -1.537383, -0.498611), (-0.969244, 1.875968, 0.041555), (0.055630, -0.203977, 1.056972))


def _times(matrix: tuple[tuple[float, ...], ...], vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)


def _unlab(f: float) -> float:
    return f**3 if f > 6 / 29 else 3 * (6 / 29) ** 2 * (f - 4 / 29)


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * float(max(0.0, value) ** (1 / 2.4)) - 0.055
