"""The column of notes beside the page: each at the height of what it is about, pushed apart where they would meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbsh_pub.proof.ink import Canvas
from zbsh_pub.proof.looks import Style
from zbsh_pub.proof.places import Stroke
from zbsh_pub.proof.sheet import Asked, Spot, area_box, spot_of
from zbsh_pub.proof.wrap import wrapped
from zbsh_pub.typeset.drawn import Area


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


@dataclass(frozen=True, slots=True)
class _Note:
    asked: Asked
    stroke: Stroke
    lines: tuple[tuple[str, Style], ...]

    @property
    def height(self) -> float:
        return sum(style.line for _, style in self.lines)


def draw_notes(canvas: Canvas, area: Area, asked: Sequence[tuple[Asked, Stroke]]) -> Iterator[Spot]:
    """The notes of a page's queries, each with a line that leads to it; gives what can be clicked."""
    looks = canvas.sheet.looks
    place, (_, top, _, height) = looks["notes"], area_box(canvas, area)
    canvas.line([(place["x"], top), (place["x"], top + height)], looks.colour("query"), place["rule"])
    notes = [_Note(one, stroke, tuple(_said(canvas, one))) for one, stroke in asked]
    wishes = [Wish(canvas.sheet.from_page(0.0, n.stroke.base)[1] - place["up"], n.height) for n in notes]
    for note, y in zip(notes, pushed_apart(wishes, top, top + height, place["gap"]), strict=True):
        _leader(canvas, note, y)
        yield _note(canvas, note, y)


def _said(canvas: Canvas, asked: Asked) -> Iterator[tuple[str, Style]]:
    looks = canvas.sheet.looks
    measure = looks["notes", "width"] - looks["notes", "text-x"]
    for text, style in ((asked.mark.words, looks.style("note")), (asked.mark.route, looks.style("note-quoted"))):
        for line in wrapped(text, measure, style):
            yield line, style


def _note(canvas: Canvas, note: _Note, y: float) -> Spot:
    looks, number = canvas.sheet.looks, note.asked.number
    place, style = looks["notes"], looks.style("note-number" if number < 100 else "note-number-long")
    x, middle, radius = place["x"] + place["ring-x"], y + place["middle"], place["ring"]
    canvas.ring(x, middle, radius, looks.colour("query"))
    canvas.text(x, middle - style.line / 2, str(number), style, "centre")
    top = y
    for words, style in note.lines:
        canvas.text(place["x"] + place["text-x"], top, words, style)
        top += style.line
    box = x - radius, y, place["width"] - place["ring-x"] + radius, note.height
    return spot_of(canvas, box, f"list-{note.asked.name}")


def _leader(canvas: Canvas, note: _Note, y: float) -> None:
    """From the end of the words, between two lines, to the column; from there to the note."""
    looks = canvas.sheet.looks
    place, leader = looks["notes"], looks["leader"]
    right, base = canvas.sheet.from_page(note.stroke.right, note.stroke.base)
    level, end = base + looks["marks", "under"], place["x"] + place["ring-x"] - place["ring"]
    points = [(right, level), (place["x"] - leader["before"], level), (end, y + place["middle"])]
    canvas.line(points, looks.colour("query"), leader["width"], leader["dash"])
