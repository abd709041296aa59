"""Rules about pages as sheets: boxes, bleed, size, number, what lies on them (ISO 32000-2, 14.11.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zbsh_pub.preflight.facts import Boxes, Facts
from zbsh_pub.preflight.geometry import MM, Box, inside, overlap, size
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.preflight.rule import Found, found

_MARKS_OF_PRINTERS = frozenset({"PrinterMark", "TrapNet"})


def no_trim(facts: Facts, _: Limits) -> Iterator[Found]:
    """Nothing says where the page is cut."""
    for page in facts.pages:
        if page.boxes.trim is None and page.boxes.art is None:
            yield found(page.index, "box", {"name": "TrimBox", "size": "—"})


def not_nested(facts: Facts, limits: Limits) -> Iterator[Found]:
    """A box is not within the one that holds it."""
    for page in facts.pages:
        for name, inner, outer_name, outer in _pairs(page.boxes):
            if not inside(inner, outer, limits.box_slack * MM):
                yield found(page.index, "box", {"name": name, "size": _said(inner)}, outer=outer_name)


def _pairs(boxes: Boxes) -> Iterator[tuple[str, Box, str, Box]]:
    """Each box that there is, with the boxes that hold it."""
    named = {"CropBox": boxes.crop, "BleedBox": boxes.bleed, "TrimBox": boxes.trim, "ArtBox": boxes.art}
    for name, box in named.items():
        if box is not None:
            yield name, box, "MediaBox", boxes.media
    for name in ("TrimBox", "ArtBox"):
        inner = named[name]
        if inner is not None and boxes.bleed is not None:
            yield name, inner, "BleedBox", boxes.bleed


def bleed(facts: Facts, limits: Limits) -> Iterator[Found]:
    """The bleed is less than the printer asks for, on some side."""
    for page in facts.pages:
        trim, outer = page.boxes.page, page.boxes.bleed or page.boxes.crop or page.boxes.media
        least = min(trim[0] - outer[0], trim[1] - outer[1], outer[2] - trim[2], outer[3] - trim[3]) / MM
        if least < limits.bleed - limits.box_slack:
            details = {"bleed": f"{max(least, 0.0):.2g}", "wanted": f"{limits.bleed:g}"}
            yield found(page.index, "box", {"name": "BleedBox", "size": _said(outer)}, **details)


def odd_size(facts: Facts, limits: Limits) -> Iterator[Found]:
    """A page is not of the size that most pages have."""
    sizes = [size(page.boxes.page) for page in facts.pages]
    rounded = Counter((round(width), round(height)) for width, height in sizes)
    if len(sizes) < 2:
        return
    usual = next(own for own in sizes if (round(own[0]), round(own[1])) == rounded.most_common(1)[0][0])
    slack = limits.paper_size_slack * MM
    for page, own in zip(facts.pages, sizes, strict=True):
        if abs(own[0] - usual[0]) > slack or abs(own[1] - usual[1]) > slack:
            yield found(page.index, "box", {"name": "TrimBox", "size": _said(page.boxes.page)}, usual=_measure(usual))


def _said(box: Box) -> str:
    return _measure(size(box))


def _measure(sides: tuple[float, float]) -> str:
    return "×".join(f"{side / MM:.1f}".removesuffix(".0") for side in sides) + " mm"


def page_count(facts: Facts, limits: Limits) -> Iterator[Found]:
    """The number of pages does not fill the signatures."""
    count = len(facts.pages)
    if count % limits.signature:
        missing = limits.signature - count % limits.signature
        yield found(None, "pages", {"count": count}, signature=limits.signature, missing=missing)


def annotation_in_bleed(facts: Facts, _: Limits) -> Iterator[Found]:
    """Links, notes and forms on the page or in its bleed."""
    for page in facts.pages:
        area = page.boxes.bleed or page.boxes.page
        kinds = Counter(
            note.kind or "?"
            for note in page.annotations
            if note.kind not in _MARKS_OF_PRINTERS and (note.box is None or overlap(note.box, area))
        )
        for kind, count in kinds.items():
            yield found(page.index, "annotation", {"name": kind, "count": count})
