"""Rules about inks on paper: how much, in how many plates, over what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zbsh_pub.preflight.colour import inks
from zbsh_pub.preflight.facts import Facts, Paint, Placement
from zbsh_pub.preflight.geometry import MM
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.preflight.rule import Found
from zbsh_pub.preflight.things import on_sheet, paints, pictures

_SOLID, _TRACE = 0.99, 0.05


def ink_of_colours(facts: Facts, limits: Limits) -> Iterable[Found]:
    """Colours of text, lines, areas and shadings whose inks together are over the limit."""

    def is_over(paint: Paint) -> bool:
        return paint.ink > limits.ink + 0.05 and on_sheet(paint) and not paint.masking

    return paints(facts, is_over, lambda paint: {"ink": f"{paint.ink:.4g}", "limit": f"{limits.ink:g}"})


def ink_of_pictures(facts: Facts, limits: Limits) -> Iterator[Found]:
    """Pictures whose samples are over the limit on an area that can be measured."""
    for page, placement, thing in pictures(facts, lambda p: p.samples is not None and on_sheet(p) and not p.masking):
        area = _area_over(placement, limits.ink + limits.ink_noise)
        if area >= limits.ink_spot and placement.samples:
            most = max(placement.samples.inks)
            yield Found(page.index, thing, {"ink": most, "limit": f"{limits.ink:g}", "area": f"{area:.0f}"})


def _area_over(placement: Placement, limit: float) -> float:
    """The part of a placed picture that is over a limit, in mm²."""
    samples = placement.samples
    if samples is None or not samples.count:
        return 0.0
    over = sum(count for ink, count in samples.inks.items() if ink > limit)
    return over / samples.count * placement.size[0] * placement.size[1] / MM**2


def _is_black(paint: Paint) -> bool:
    """True for a colour that reads as black, of whatever inks."""
    found = inks(paint.colour)
    grey = min(found.get(ink, 0.0) for ink in ("Cyan", "Magenta", "Yellow"))
    return found.get("Black", 0.0) >= 0.85 or grey + found.get("Black", 0.0) >= 0.95


def rich_black_text(facts: Facts, limits: Limits) -> Iterable[Found]:
    """Black text of several inks: they never register, so it is blurred; of four inks at any size."""

    def is_rich(paint: Paint) -> bool:
        count = len(inks(paint.colour))
        return _is_text(paint) and _is_black(paint) and count > 1 and (paint.size < limits.black_text or count > 3)

    return paints(facts, is_rich)


def small_text_in_many_inks(facts: Facts, limits: Limits) -> Iterable[Found]:
    """Small coloured text of three inks or more."""

    def is_blurred(paint: Paint) -> bool:
        count = sum(amount >= _TRACE for amount in inks(paint.colour).values())
        return _is_text(paint) and count > 2 and paint.size < limits.small_text and not _is_black(paint)

    return paints(facts, is_blurred, lambda paint: {"limit": f"{limits.small_text:g}"})


def black_text_knocks_out(facts: Facts, _: Limits) -> Iterable[Found]:
    """Text of pure K that does not overprint leaves white edges where plates shift.

    Only CMYK colours under overprint mode 1, and a plate of its own, leave the other plates alone: a grey of the
    device does not (ISO 32000-2, 8.6.7).
    """

    def knocks_out(paint: Paint) -> bool:
        found = inks(paint.colour)
        return _is_text(paint) and set(found) == {"Black"} and found["Black"] >= _SOLID and not _spares_others(paint)

    return paints(facts, knocks_out)


def _is_text(paint: Paint) -> bool:
    return paint.kind == "text" and on_sheet(paint) and not paint.masking


def _spares_others(paint: Paint) -> bool:
    if paint.colour.space.model == "spot":
        return paint.overprint != "off"
    return paint.colour.space.family == "DeviceCMYK" and paint.overprint == "nonzero"


def white_overprints(facts: Facts, _: Limits) -> Iterable[Found]:
    """What is white and overprints is not there on paper."""

    def vanishes(paint: Paint) -> bool:
        no_ink = bool(paint.colour.values) and not any(paint.colour.values)
        return no_ink and _spares_others(paint) and on_sheet(paint) and not paint.masking

    return paints(facts, vanishes)


def hairline(facts: Facts, limits: Limits) -> Iterable[Found]:
    """Lines, and areas that are as thin, which plate and paper may lose."""

    def is_thin(paint: Paint) -> bool:
        thin = paint.kind in ("line", "area") and paint.size < limits.hairline - 0.002
        return thin and on_sheet(paint) and not paint.masking

    return paints(facts, is_thin, lambda paint: {"size": f"{paint.size:.2g}", "limit": f"{limits.hairline:g}"})
