"""Rules about pictures as placed: enough pixels, and pixels that can be read."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.preflight.facts import Facts, Placement
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.preflight.rule import Found
from zbsh_pub.preflight.things import on_sheet, pictures


def _counts(placement: Placement) -> bool:
    """True for a picture of pixels: one of a single row or column is an area of colour, or a shading."""
    return min(placement.width, placement.height) > 1 and on_sheet(placement)


def resolution(facts: Facts, limits: Limits) -> Iterator[Found]:
    """A photograph has too few pixels for its size on the page."""
    least = limits.resolution * (1 - limits.resolution_slack)
    for page, _, thing in pictures(facts, lambda p: _counts(p) and p.bits != 1 and p.ppi < least):
        yield Found(page.index, thing, {"limit": f"{limits.resolution:g}"})


def line_art(facts: Facts, limits: Limits) -> Iterator[Found]:
    """A picture of one bit has too few pixels: its edges are stairs."""
    least = limits.line_art * (1 - limits.resolution_slack)
    for page, _, thing in pictures(facts, lambda p: _counts(p) and p.bits == 1 and p.ppi < least):
        yield Found(page.index, thing, {"limit": f"{limits.line_art:g}"})


def unreadable(facts: Facts, _: Limits) -> Iterator[Found]:
    """The pixels of a CMYK picture cannot be decoded here, so its ink is not measured."""
    yield from (Found(page.index, thing) for page, _, thing in pictures(facts, lambda p: not p.readable))
