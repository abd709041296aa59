"""The facts of each page: boxes, annotations, actions, and what its content paints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zbsh_pub.preflight.facts import Annotation, Boxes, Page, PageText
from zbsh_pub.preflight.geometry import Box
from zbsh_pub.preflight.machine import run_page
from zbsh_pub.preflight.source import Source
from zbsh_pub.preflight.state import Zones
from zbsh_pub.preflight.values import box, entries, entry, inherited, items, name, number

_LETTER: Box = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page, and those of its faces that are seen."""

    page: Page
    seen: frozenset[str]


def read_pages(source: Source, texts: tuple[PageText, ...]) -> Iterator[ReadPage]:
    """Each page run once; the texts are in the order of the pages."""
    for index, page in enumerate(source.pdf.pages):
        yield _read(source, page.obj, index, texts[index])


def _read(source: Source, page: Any, index: int, text: PageText) -> ReadPage:
    unit = number(page.get("/UserUnit"), 1.0)
    boxes = _boxes(page, unit)
    record = run_page(source, page, _zones(boxes), unit)
    facts = Page(
        index=index,
        label=text.label,
        boxes=boxes,
        paints=record.all_paints(),
        placements=tuple(record.placements),
        transparencies=tuple(record.transparencies.values()),
        annotations=tuple(_annotations(page)),
        actions=tuple(_actions(page)),
        forbidden=tuple(sorted(record.forbidden)),
        shown={key: source.faces[key].codes(strings) for key, strings in record.shown.items()},
        untagged=dict(record.untagged),
        marked=frozenset(record.marked),
        words=dict(record.words),
        text=text,
    )
    return ReadPage(facts, frozenset(record.seen))


def _boxes(page: Any, unit: float) -> Boxes:
    """The boxes in points; MediaBox and CropBox may be inherited, the others not."""
    media, crop = (_scaled(box(inherited(page, key)), unit) for key in ("/MediaBox", "/CropBox"))
    bleed, trim, art = (_scaled(box(page.get(key)), unit) for key in ("/BleedBox", "/TrimBox", "/ArtBox"))
    return Boxes(media or _LETTER, crop, bleed, trim, art)


def _scaled(area: Box | None, unit: float) -> Box | None:
    return area and (area[0] * unit, area[1] * unit, area[2] * unit, area[3] * unit)


def _zones(boxes: Boxes) -> Zones:
    return Zones(boxes.page, boxes.bleed or boxes.page, boxes.media)


def _annotations(page: Any) -> Iterator[Annotation]:
    for found in items(entry(page, "/Annots")):
        yield Annotation(name(entry(found, "/Subtype")), box(entry(found, "/Rect")))


def _actions(page: Any) -> Iterator[str]:
    """What the page does by itself when it is opened or closed."""
    yield from (f"AA {key}" for key, _ in entries(entry(page, "/AA")))
    for found in items(entry(page, "/Annots")):
        yield from (f"{name(entry(found, '/Subtype'))} AA {key}" for key, _ in entries(entry(found, "/AA")))
