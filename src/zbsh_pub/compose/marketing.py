"""The marketing cover: the cover of the issue on a page of a store's proportions, without price and bar code."""

from __future__ import annotations

from dataclasses import replace

from zbsh_pub.compose.parts import full_title
from zbsh_pub.compose.print_cover import cover_section
from zbsh_pub.compose.unit import COVER, Unit, make_unit
from zbsh_pub.labels import labels
from zbsh_pub.markdown.trees import by_class
from zbsh_pub.markdown.trees import replace as put
from zbsh_pub.model import Issue

WIDTH, HEIGHT = 793.7, 1077.1  # px: the cover as designed (cover.css), 210 × 285 mm
_SINK = 0.3  # of the room that a taller page has more: as far the head comes down


def marketing_unit(issue: Issue, ratio: float, ground: str) -> Unit:
    """The cover as a page of the design's width and `ratio` times its height.

    `ground` is the colour of the art's upper edge (#rrggbb), which goes on above it where the page is taller; empty
    where the edge has no one colour, so that the art has to fill the page.
    """
    height = WIDTH * ratio
    section = cover_section(issue, None)
    for node in by_class(section, "cover__price"):
        put(node)
    taller = height > HEIGHT
    section.set("class", f"cover cover--store cover--{'above' if taller and ground else 'filled'}")
    title = full_title(issue.manifest, labels(issue.manifest.magazine.language))
    return replace(make_unit(COVER, title, issue, [section]), css=_rules(height, ground))


def _rules(height: float, ground: str) -> str:
    """The measures of this page; what can be said of all of them stands in marketing.css."""
    sink = max(0.0, height - HEIGHT) * _SINK
    return (
        f"@page {{ size: {WIDTH}px {height:.2f}px; }}\n"
        f".cover--store {{ height: {height:.2f}px; background: {ground or 'none'}; }}\n"
        f".cover--filled .cover__art {{ height: {height + 24:.2f}px; }}\n"
        f".cover--store .cover__masthead, .cover--store .cover__issue, .cover--store .cover__theme "
        f"{{ margin-top: {sink:.2f}px; }}\n"
    )
