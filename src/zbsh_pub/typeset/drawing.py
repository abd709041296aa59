"""Draw a unit's pages as a PDF of their own that waits for the linker.

Faces are not embedded: what the pages use of them is recorded, since glyphs go by the face's own ids
and faces by a stable name, so that all units of an issue can share one set. Links go by name, whether
the unit has their target or not; names and bookmarks are recorded, not written.

Replaced in `weasyprint.pdf` while a unit is drawn: `build_fonts_dictionary`, `resolve_links`,
`add_outlines`; `add_tags` and the marking of content by `typeset.tagging`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf as pdf

from zbsh_pub.typeset.drawn import Anchor, Bookmark, FontUse
from zbsh_pub.typeset.tagging.artifacts import artifacts, marked_artifacts
from zbsh_pub.typeset.tagging.writing import add_tags

POINTS = 0.75  # per CSS px


def draw(document: Any) -> tuple[bytes, tuple[FontUse, ...]]:
    """The document's pages as a tagged PDF without faces, outline and names; what they use of each face."""
    fonts: list[FontUse] = []
    with own_tags(document.pages), _open_ends(fonts):
        data: bytes = document.write_pdf(pdf_tags=True)
    return data, tuple(fonts)


@contextmanager
def own_tags(pages: Iterable[Any]) -> Iterator[None]:
    """While open, these pages are drawn with the structure tree of `typeset.tagging`; a link is one link."""
    kept, pdf.add_tags = pdf.add_tags, add_tags
    for page in pages:
        page.links[:] = outer_links(page.links)
    try:
        with marked_artifacts(artifacts([page._page_box for page in pages])):
            yield
    finally:
        pdf.add_tags = kept


@contextmanager
def _open_ends(fonts: list[FontUse]) -> Iterator[None]:
    """Leave faces, links, names and outline to the linker."""
    kept = pdf.build_fonts_dictionary, pdf.resolve_links, pdf.add_outlines

    def record_fonts(_: Any, used: Any, *__: Any) -> Any:
        fonts.extend(_font_use(font) for font in used.values())
        return pydyf.Dictionary()

    pdf.build_fonts_dictionary = record_fonts
    pdf.resolve_links = lambda pages: ((page.links, ()) for page in pages)
    pdf.add_outlines = lambda *_: None
    try:
        yield
    finally:
        pdf.build_fonts_dictionary, pdf.resolve_links, pdf.add_outlines = kept


def outer_links(links: Iterable[Any]) -> list[Any]:
    """Links (type, target, area, box) without those that only repeat, on a part of its area, what another says."""
    kept: list[Any] = []
    for link in links:
        if not any(other[:2] == link[:2] and _within(link[2], other[2]) for other in kept):
            kept = [other for other in kept if other[:2] != link[:2] or not _within(other[2], link[2])] + [link]
    return kept


def _within(area: Any, other: Any) -> bool:
    """Is an area part of another, but for half a px?"""
    return bool(
        area[0] >= other[0] - 0.5
        and area[1] >= other[1] - 0.5
        and area[2] <= other[2] + 0.5
        and area[3] <= other[3] + 0.5
    )


def _font_use(font: Any) -> FontUse:
    return FontUse(
        hash=font.hash,
        family=font.family,
        weight=int(font.weight),
        name=font.name.decode().removeprefix("/"),
        flags=font.flags,
        ascent=font.ascent,
        descent=font.descent,
        widths=dict(font.widths),
        text=dict(font.to_unicode),
    )


def bookmarks(document: Any) -> tuple[Bookmark, ...]:
    """All bookmarks of the document's pages, in order."""
    return tuple(
        Bookmark(level, label, number, x * POINTS, (page.height - y) * POINTS, state == "closed")
        for number, page in enumerate(document.pages)
        for level, label, (x, y), state in page.bookmarks
    )


def anchors(document: Any) -> tuple[Anchor, ...]:
    """All destinations on the document's pages, the first of each name."""
    found: dict[str, Anchor] = {}
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            found.setdefault(name, Anchor(name, number, x * POINTS, (page.height - y) * POINTS))
    return tuple(found.values())
