"""Rules about colour spaces: a press knows cyan, magenta, yellow, black and the spot colours that are ordered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zbsh_pub.preflight.colour import PROCESS
from zbsh_pub.preflight.facts import Facts, Paint, Placement
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.preflight.rule import Found, found
from zbsh_pub.preflight.things import on_sheet, paints, pictures

_PLATES = frozenset({*PROCESS, "None", "All"})


def rgb_text(facts: Facts, _: Limits) -> Iterable[Found]:
    """Text in RGB or Lab."""
    return paints(facts, lambda paint: paint.kind == "text" and paint.colour.space.is_rgb)


def rgb_art(facts: Facts, _: Limits) -> Iterable[Found]:
    """Lines, areas, shadings and stencils in RGB or Lab, those that shape a soft mask among them."""
    return paints(facts, lambda paint: paint.kind != "text" and paint.colour.space.is_rgb)


def rgb_picture(facts: Facts, _: Limits) -> Iterator[Found]:
    """Pictures in RGB or Lab, by palette too."""
    for page, placement, thing in pictures(facts, lambda p: p.space is not None and p.space.is_rgb):
        yield Found(page.index, thing, {"space": _label(placement)})


def _label(placement: Placement) -> str:
    return placement.space.label if placement.space else ""


def own_profile(facts: Facts, _: Limits) -> Iterator[Found]:
    """CMYK or grey with a profile of its own is converted to the output intent: pure black is pure no longer."""

    def is_converted(item: Paint | Placement) -> bool:
        space = item.colour.space if isinstance(item, Paint) else item.space
        return space is not None and space.has_profile and not space.is_rgb and not item.masking

    yield from paints(facts, is_converted)
    for page, placement, thing in pictures(facts, is_converted):
        yield Found(page.index, thing, {"colour": _label(placement)})


def spot_plate(facts: Facts, _: Limits) -> Iterator[Found]:
    """A spot colour: a plate more than the four."""
    seen: set[str] = set()
    for page in facts.pages:
        spaces = [paint.colour.space for paint in page.paints if any(paint.colour.values)]
        spaces += [placement.space for placement in page.placements if placement.space]
        for ink in (ink for space in spaces for ink in (space.base or space).colorants + space.colorants):
            if ink not in _PLATES and ink not in seen:
                seen.add(ink)
                yield found(page.index, "ink", {"name": ink})


def registration_colour(facts: Facts, _: Limits) -> Iterable[Found]:
    """What is painted in /All prints on every plate: it is for marks outside the bleed."""
    return paints(
        facts, lambda paint: "All" in paint.colour.space.colorants and any(paint.colour.values) and on_sheet(paint)
    )
