"""What is painted up to the edge of the trim runs on into the bleed: boxes that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zbsh_pub.prepress.matrix import Box

NEAR = 0.75  # pt: so close to the edge is at the edge
EDGES = ("left", "bottom", "right", "top")


def touching(painted: Iterable[Box], trim: Box, bleed: float) -> Iterator[str]:
    """Each edge of `trim` at which a box ends while no other one covers its stretch of the `bleed` (pt)."""
    boxes = [_turned(box) for box in painted]
    for edge, name in enumerate(EDGES):
        if any(_ends_at(box, edge, _turned(trim)) and not _covered(box, edge, boxes, trim, bleed) for box in boxes):
            yield name


_Turned = tuple[float, float, float, float]


def _turned(box: Box) -> _Turned:
    """The four edges as distances that grow outwards: left and bottom with their signs changed."""
    return -box.left, -box.bottom, box.right, box.top


def _ends_at(box: _Turned, edge: int, trim: _Turned) -> bool:
    """Does the box, which lies on the page, end at this edge?"""
    reaches = abs(box[edge] - trim[edge]) < NEAR
    return reaches and all(box[i] > -trim[(i + 2) % 4] + NEAR for i in range(4))


def _covered(box: _Turned, edge: int, boxes: Iterable[_Turned], trim: Box, bleed: float) -> bool:
    """Is there a box that covers the bleed beside this one?"""
    out = _turned(trim)[edge] + bleed - NEAR
    sides = ((edge + 1) % 4, (edge + 3) % 4)
    page = _turned(trim)
    return any(
        other[edge] >= out and all(other[side] >= min(box[side], page[side]) - NEAR for side in sides)
        for other in boxes
    )
