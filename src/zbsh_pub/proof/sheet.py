"""What is drawn beside and over a page, as values; where its type area and what can be clicked lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zbsh_pub.labels import Labels
from zbsh_pub.proof.ink import POINTS, Box, Canvas
from zbsh_pub.proof.marks import Mark
from zbsh_pub.typeset.drawn import Area


@dataclass(frozen=True, slots=True)
class Issued:
    """What all sheets say: stage and date, the issue's name and its short one, who signs for what."""

    stage: str
    date: str
    name: str
    short: str
    reviewers: Mapping[str, str]
    words: Labels


@dataclass(frozen=True, slots=True)
class Asked:
    """A mark with its number (0: a doubt has a code instead) and its name among the destinations."""

    number: int
    mark: Mark
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """The source of a paragraph beside its first line: the column, the middle of the line in points, the words."""

    column: int
    middle: float
    words: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one sheet says."""

    index: int
    folio: str
    title: str
    section: str
    file: str
    area: Area
    asked: tuple[Asked, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the sheet that leads somewhere: its box in the page's points, the name of where it leads."""

    box: tuple[float, float, float, float]
    target: str


def area_box(canvas: Canvas, area: Area) -> Box:
    """The type area on the sheet: left, top, width, height; for a page without margins the one that others have."""
    left, top = canvas.sheet.from_page(area.x, area.top)
    if area.height:
        return left, top, area.width / POINTS, area.height / POINTS
    bare = canvas.sheet.looks["bare"]
    return left + bare["inset"], top + bare["top"], area.width / POINTS - 2 * bare["inset"], bare["height"]


def spot_of(canvas: Canvas, box: Box, target: str) -> Spot:
    """A box of the sheet that leads to `target`."""
    left, bottom = canvas.sheet.to_page(box[0], box[1] + box[3])
    right, top = canvas.sheet.to_page(box[0] + box[2], box[1])
    return Spot((left, bottom, right, top), target)
