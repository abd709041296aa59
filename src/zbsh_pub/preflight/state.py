"""The graphics state (ISO 32000-2, 8.4) as far as a printer cares, and the scope that a content stream runs in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from zbsh_pub.preflight.colour import BLACK, Colour, Space
from zbsh_pub.preflight.facts import Zone
from zbsh_pub.preflight.fonts import Face
from zbsh_pub.preflight.geometry import IDENTITY, Box, Matrix, overlap
from zbsh_pub.preflight.values import entries


class Pen(NamedTuple):
    """What strokes or fills: a colour, a pattern or None, an alpha, and whether it overprints."""

    colour: Colour
    pattern: Any
    alpha: float
    over: bool


@dataclass(slots=True)
class State:
    """What `q` keeps and `Q` brings back. `fill_pattern` and `stroke_pattern` are pattern objects, or None."""

    ctm: Matrix
    clip: Box
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_pattern: Any = None
    stroke_pattern: Any = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    masked: bool = False
    fill_over: bool = False
    stroke_over: bool = False
    overprint_mode: int = 0
    line_width: float = 1.0
    face: Face | None = None
    font_size: float = 0.0
    leading: float = 0.0
    rendering: int = 0

    def pen(self, stroke: bool) -> Pen:
        """What strokes, or fills."""
        if stroke:
            return Pen(self.stroke, self.stroke_pattern, self.stroke_alpha, self.stroke_over)
        return Pen(self.fill, self.fill_pattern, self.fill_alpha, self.fill_over)

    def copy(self) -> State:
        return replace(self)

    def opaque(self) -> State:
        """The state at the start of a transparency group (ISO 32000-2, 11.6.6)."""
        return replace(self, fill_alpha=1.0, stroke_alpha=1.0, blend="Normal", masked=False)


@dataclass(frozen=True, slots=True)
class Zones:
    """The boxes that decide in which zone a paint lies."""

    page: Box
    bleed: Box
    sheet: Box

    def of(self, area: Box) -> Zone:
        """The innermost zone that an area touches."""
        return "page" if overlap(area, self.page) else "bleed" if overlap(area, self.bleed) else "slug"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a content stream finds round it: its resources, its place, and the groups that it stands in.

    `blend` is the space that its nearest group names; `tag` is "tag" or "artifact" where the stream is drawn within
    marked content; `own_marks` is False where its MCIDs are not those of the page.
    """

    resources: Resources
    base: Matrix = IDENTITY
    where: str = ""
    masking: bool = False
    blend: Space | None = None
    tag: str = ""
    own_marks: bool = True
    depth: int = 0

    def below(self, name: str, **changes: Any) -> Scope:
        """The scope of a stream that is drawn from this one."""
        where = f"{self.where}/{name}" if self.where else name
        return replace(self, where=where, depth=self.depth + 1, own_marks=False, **changes)


@dataclass(slots=True)
class Mark:
    """A marked-content sequence: is it an artifact, has it an MCID, is it on a hidden layer?"""

    artifact: bool
    mcid: int | None
    hidden: bool


class Resources:
    """A resource dictionary with its parts as plain tables, each read once."""

    def __init__(self, value: Any) -> None:
        self._value = value
        self._parts: dict[str, Mapping[str, Any]] = {}
        self.settings: dict[str, list[tuple[str, Any]]] = {}

    def part(self, kind: str) -> Mapping[str, Any]:
        """The table of a kind: "Font", "XObject", "ColorSpace" …"""
        known = self._parts.get(kind)
        if known is None:
            value = self._value.get(f"/{kind}") if self._value is not None else None
            known = self._parts[kind] = dict(entries(value))
        return known


@dataclass(slots=True)
class Path:
    """The path under construction: the box of each of its parts, in the space of its stream."""

    boxes: list[list[float]] = field(default_factory=list)
    clips: bool = False

    def start(self, x: float, y: float) -> None:
        self.boxes.append([x, y, x, y])

    def add(self, x: float, y: float) -> None:
        if not self.boxes:
            self.start(x, y)
        part = self.boxes[-1]
        part[0], part[1] = min(part[0], x), min(part[1], y)
        part[2], part[3] = max(part[2], x), max(part[3], y)

    def clear(self) -> None:
        self.boxes.clear()
        self.clips = False
