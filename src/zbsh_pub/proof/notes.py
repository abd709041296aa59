"""Notes in the column beside the page: at the height of what they are about, pushed apart where they would meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """A note's height, and the upper edge that it would have (px)."""

    top: float
    height: float


def pushed_apart(wishes: Sequence[Wish], top: float, bottom: float, gap: float) -> tuple[float, ...]:
    """The upper edge of each note, in the order of `wishes`, so that none meets another or leaves the column.

    Notes that all together are too high for the column go on below it.
    """
    order = sorted(range(len(wishes)), key=lambda i: wishes[i].top)
    places, free = [0.0] * len(wishes), top
    for i in order:
        places[i] = max(wishes[i].top, free)
        free = places[i] + wishes[i].height + gap
    limit = max(bottom, top + sum(wish.height + gap for wish in wishes) - gap)
    for i in reversed(order):
        places[i] = min(places[i], limit - wishes[i].height)
        limit = places[i] - gap
    return tuple(places)
