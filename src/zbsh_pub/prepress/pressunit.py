"""A unit as the press takes it: pages in inks without tags and links, and what was seen on them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from zbsh_pub.prepress.images import Pixels


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture on a page of the unit (from 0), and how large it is there, in points."""

    page: int
    width: float
    height: float
    pixels: Pixels

    @property
    def resolution(self) -> float:
        """Pixels an inch, in the direction that has fewer."""
        return min(self.pixels.width / self.width, self.pixels.height / self.height) * 72


@dataclass(frozen=True, slots=True)
class Touch:
    """Something on a page (from 0) that ends at an edge of the trim, where it should run into the bleed."""

    page: int
    edge: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What was met on the way: colours without a recipe, inks above the limit, what could not be turned."""

    placed: tuple[Placed, ...] = ()
    touches: tuple[Touch, ...] = ()
    strange: tuple[str, ...] = ()
    rich: tuple[float, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PressUnit:
    """The pages of a unit as a small PDF whose faces are still open, and what was found."""

    pdf: bytes = field(repr=False)
    findings: Findings = Findings()

    def to_bytes(self) -> bytes:
        """The unit as bytes: a line of JSON, then the PDF."""
        return json.dumps(asdict(self.findings), separators=(",", ":")).encode() + b"\n" + self.pdf


def from_bytes(data: bytes) -> PressUnit:
    """What `to_bytes` wrote. Raises `ValueError`, `KeyError` or `TypeError` where it is something else."""
    head, _, pdf = data.partition(b"\n")
    facts = json.loads(head)
    placed = tuple(Placed(p["page"], p["width"], p["height"], Pixels(**p["pixels"])) for p in facts["placed"])
    touches = tuple(Touch(**touch) for touch in facts["touches"])
    plain = {name: tuple(facts[name]) for name in ("strange", "rich", "left")}
    return PressUnit(pdf, Findings(placed, touches, **plain))
