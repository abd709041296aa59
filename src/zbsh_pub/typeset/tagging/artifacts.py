"""What stands on a page and is no part of the text: running heads, folios, tabs, leaders, decoration, repeated heads.

Replaced in `weasyprint.pdf.stream.Stream` while a unit is drawn: `marked`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

Artifacts = Mapping[int, pydyf.Dictionary]  # properties by the id of a box that draws
_EDGES = {"top": "Header", "bottom": "Footer"}


def artifacts(pages: Iterable[Any]) -> dict[int, Any]:
    """The boxes that draw artifacts, with what kind they are (ISO 32000-1, 14.8.2.2)."""
    found: dict[int, Any] = {}
    heads: set[Any] = set()
    for page in pages:
        for box in descendants(page):
            if isinstance(box, boxes.MarginBox):
                found |= dict.fromkeys(map(id, descendants(box)), _pagination(box.at_keyword))
            elif getattr(box, "is_header", False):
                if box.element in heads:  # in the next column, or on the next page
                    found |= dict.fromkeys(map(id, descendants(box)), _pagination(""))
                heads.add(box.element)
            elif box.is_leader or _is_decoration(box):
                found |= dict.fromkeys(map(id, [box, *descendants(box)]), pydyf.Dictionary({"Type": "/Layout"}))
    return found


def _is_decoration(box: Any) -> bool:
    """Is it hidden from readers by its maker, or a picture that says nothing?"""
    if box.element is None:
        return False
    silent = isinstance(box, boxes.ReplacedBox) and not box.element.get("alt")
    return silent or box.element.get("aria-hidden") == "true"


def _pagination(keyword: str) -> Any:
    edge = _EDGES.get(keyword.removeprefix("@").partition("-")[0])
    return pydyf.Dictionary({"Type": "/Pagination", **({"Subtype": f"/{edge}"} if edge else {})})


def descendants(box: Any) -> Iterator[Any]:
    """All boxes below a box, in the order in which they are set."""
    for child in getattr(box, "children", ()):
        real = child._box if isinstance(child, AbsolutePlaceholder) else child
        yield real
        yield from descendants(real)


@contextmanager
def marked_artifacts(found: Artifacts) -> Iterator[None]:
    """While open, these boxes are drawn as artifacts, and all others as marked content with a number."""
    kept = Stream.marked

    @contextmanager
    def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
        if stream._tags is None or id(box) not in found:
            with kept(stream, box, tag):
                yield
            return
        stream.begin_marked_content("Artifact", found[id(box)])
        try:
            yield
        finally:
            stream.end_marked_content()

    Stream.marked = marked
    try:
        yield
    finally:
        Stream.marked = kept
