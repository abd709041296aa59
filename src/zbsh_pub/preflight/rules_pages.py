"""Rules about pages as they are read: folios, labels, text layer, the stage of a proof."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.preflight.facts import Facts, Page
from zbsh_pub.preflight.geometry import size
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.preflight.rule import Found, found, told

_MANY_AREAS = 200  # text turned into outlines makes more


def folio(facts: Facts, _: Limits) -> Iterator[Found]:
    """The page label is not the printed folio.

    A number that stands alone at head or foot is the folio if a neighbouring page has the number that runs on; a
    page between two such pages that has other numbers has a wrong folio.
    """
    running = [_running(facts.pages, page) for page in facts.pages]
    for page, folios in zip(facts.pages, running, strict=True):
        between = all(running[at] for at in (page.index - 1, page.index + 1) if 0 <= at < len(running))
        printed = folios or (page.text.folios if between and len(running) > 2 else ())
        if printed and page.label.isdigit() and int(page.label) not in printed:
            yield found(page.index, "label", {"name": page.label}, folio=told(printed))


def _running(pages: tuple[Page, ...], page: Page) -> tuple[int, ...]:
    """The numbers of a page that run on from or to a page beside it."""
    return tuple(
        number
        for number in page.text.folios
        if any(
            number + step in pages[page.index + step].text.folios
            for step in (-2, -1, 1, 2)
            if 0 <= page.index + step < len(pages)
        )
    )


def no_labels(facts: Facts, _: Limits) -> Iterator[Found]:
    """There are no page labels."""
    if len(facts.pages) > 1 and not facts.document.labelled:
        yield found(None, "key", {"name": "PageLabels"})


def no_text_layer(facts: Facts, _: Limits) -> Iterator[Found]:
    """A page has something to read, but no text: a scan, outlines, or codes without meaning."""
    for page in facts.pages:
        if not page.text.text.strip() and page.index not in facts.document.structure.described and _is_read(page):
            yield found(page.index, "page")


def _is_read(page: Page) -> bool:
    width, height = size(page.boxes.page)
    covered = sum(placement.size[0] * placement.size[1] for placement in page.placements)
    areas = sum(paint.count for paint in page.paints if paint.kind == "area")
    return bool(page.shown) or covered > width * height / 2 or areas > _MANY_AREAS


def no_stage(facts: Facts, limits: Limits) -> Iterator[Found]:
    """A page of a proof does not bear the words of its stage."""
    for page in facts.pages:
        if limits.stage and _squeezed(limits.stage) not in _squeezed(page.text.text):
            yield found(page.index, "page", stage=limits.stage)


def _squeezed(text: str) -> str:
    return "".join(text.split())
