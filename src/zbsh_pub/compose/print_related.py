"""本栏文章: panels for the empty feet of articles' last pages, with titles, authors and page numbers.

They are laid out when all articles are, like the contents, since they take their page numbers from the
pagination; they are put on finished pages and never move anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from zbsh_pub.compose.parts import section_of, shortened, wide_blanks, zi
from zbsh_pub.compose.print_text import PrintSetting
from zbsh_pub.compose.unit import Unit, make_unit
from zbsh_pub.labels import Labels, labels
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Entry, Issue, Pagination

RELATED = "front_related"
FEWEST = 3
GAP = 42.0  # px that stay empty over a panel


@dataclass(frozen=True, slots=True)
class Size:
    """A size of panel, in px (print.css: .related): what one row takes, what the rest takes."""

    class_: str
    row: float
    frame: float
    most: int
    least_room: float
    title: float
    width: float
    has_rails: bool = False


SIZES = (
    Size("related--tall", row=42.0, frame=94.5, most=8, least_room=462.0, title=17.0, width=515.0, has_rails=True),
    Size("related--low", row=31.5, frame=31.5, most=5, least_room=0.0, title=14.5, width=403.0),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a panel may stand: lower edge from the top of the sheet and room above it, in px; number of the page."""

    bottom: float
    room: float
    page: int


WHOLE_PAGE = Place(987.0, 882.0, 1)


def related_units(issue: Issue, pagination: Pagination, places: Mapping[str, Place]) -> dict[str, Unit]:
    """For each article that gets a panel, by its id, the unit of one page that has it."""
    words = labels(issue.manifest.magazine.language)
    entries = {entry.id: entry for entry in issue.manifest.entries}
    panels = {}
    for name, place in places.items():
        panel = _panel(issue, words, entries[name], pagination, place)
        if panel is not None:
            page, top = panel
            setting = PrintSetting(issue.pictures, rules=[f".related{{top:{top:g}px}}"])
            panels[name] = make_unit(f"{RELATED}_{name}", "", issue, [page], setting)
    return panels


def _panel(
    issue: Issue, words: Labels, entry: Entry, pagination: Pagination, place: Place
) -> tuple[_Element, float] | None:
    """(page with the panel, its upper edge in px) for the article; none where the room is too small."""
    label, others = _others(issue, words, entry)
    size = next(size for size in SIZES if place.room >= size.least_room)
    rows = min(len(others), size.most, int((place.room - GAP - size.frame) / size.row))
    if rows < FEWEST:
        return None
    side = "right" if place.page % 2 else "left"
    shown = sorted(others[:rows], key=lambda other: pagination.first(other.id))
    panel = element(
        "aside",
        f"related {size.class_} related--{side}",
        *((element("div", "rails"), element("div", "related__dot")) if size.has_rails else ()),
        element("p", "related__label", label),
        element("ol", "related__list", *(_row(other, pagination.first(other.id), size) for other in shown)),
    )
    theme = section_of(issue.manifest, entry).theme
    page = element("section", f"relatedpage theme-{theme}", panel, id=f"{RELATED}_{entry.id}")
    return page, place.bottom - size.frame - rows * size.row


def _others(issue: Issue, words: Labels, entry: Entry) -> tuple[str, list[Entry]]:
    """The other articles of the section, from the next one on; the issue's highlights where these are few."""
    entries = section_of(issue.manifest, entry).entries
    at = entries.index(entry)
    others = [*entries[at + 1 :], *entries[:at]]
    if len(others) >= FEWEST:
        return words("same-section"), others
    cover = issue.manifest.cover
    named = dict.fromkeys((cover.lead, *cover.lines))
    by_id = {other.id: other for other in issue.manifest.entries if other is not entry}
    return words("highlights"), [by_id[name] for name in named if name in by_id]


def _row(entry: Entry, page: int, size: Size) -> _Element:
    """Page number, title, authors; the authors are left out where the title needs their room."""
    title, names = wide_blanks(entry.title.main), "　".join(entry.authors)
    beside = names if size.title * zi(title) + 11.0 * (zi(names) + 2) <= size.width else ""
    return element(
        "li",
        "related__row",
        element("span", "related__page", f"{page:02}"),
        element("a", "related__title", shortened(title, size.width / size.title), href=f"#{entry.id}"),
        element("span", "related__author", beside) if beside else None,
    )
