"""Paints and pictures as the objects of findings, those that are alike gathered a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from zbsh_pub.preflight.facts import Facts, Page, Paint, Placement
from zbsh_pub.preflight.rule import Found, Thing, within

Asks = Callable[[Paint], bool]


def paints(facts: Facts, asks: Asks, details: Callable[[Paint], dict[str, object]] | None = None) -> Iterator[Found]:
    """A finding for each page, colour and place of the paints that `asks` picks."""
    for page in facts.pages:
        for group in _alike(paint for paint in page.paints if asks(paint)):
            first = group[0]
            own = {"colour": first.colour.label, **(details(first) if details else {})}
            yield Found(page.index, paint_thing(first, sum(p.count for p in group)), own)


def _alike(found: Iterable[Paint]) -> Iterable[list[Paint]]:
    groups: dict[tuple[str, str, str], list[Paint]] = {}
    for paint in found:
        groups.setdefault((paint.kind, paint.colour.label, paint.where), []).append(paint)
    return groups.values()


def paint_thing(paint: Paint, count: int) -> Thing:
    """Text with its first characters, face and size; a line with its width; or an area."""
    details = {
        "sample": paint.sample,
        "face": paint.face,
        "size": f"{paint.size:.3g}",
        "count": count,
        "where": within(paint.where),
    }
    return Thing(paint.kind, details)


def pictures(facts: Facts, asks: Callable[[Placement], bool]) -> Iterator[tuple[Page, Placement, Thing]]:
    """The pictures that `asks` picks, with their pages."""
    for page in facts.pages:
        for placement in page.placements:
            if asks(placement):
                yield page, placement, picture_thing(placement)


def picture_thing(placement: Placement) -> Thing:
    """A picture with its pixels and its resolution as placed."""
    details = {
        "name": placement.name,
        "width": placement.width,
        "height": placement.height,
        "ppi": f"{placement.ppi:.0f}",
        "where": within(placement.where),
    }
    return Thing("picture", details)


def on_sheet(item: Paint | Placement) -> bool:
    """True for what lies on the page or in its bleed; what lies in the slug is cut off."""
    return item.zone != "slug"
