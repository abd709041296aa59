"""The sheet round a page: trim, bleed, and the room for marks (ISO 15930-7, 6.6; ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from dataclasses import dataclass

from zbsh_pub.prepress.matrix import Box

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sizes in points; the lower left corner of the trim is the origin. `folds` are places of folds, from the left."""

    width: float
    height: float
    bleed: float
    room: float
    folds: tuple[float, ...] = ()

    @property
    def trim(self) -> Box:
        return Box(0, 0, self.width, self.height)

    @property
    def bleed_box(self) -> Box:
        return self.trim.grown(self.bleed)

    @property
    def media_box(self) -> Box:
        return self.trim.grown(self.room)


def numbers(values: tuple[float, ...]) -> str:
    """Numbers of a content stream or an array, to a thousandth of a point."""
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)
