"""A unit as it was drawn: pages without faces, and what the linker needs to join it with others.

A `DrawnUnit` holds no object of WeasyPrint's: it crosses processes, and it is what the cache keeps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass, field
from typing import Any

from zbsh_pub.model import PageSpan
from zbsh_pub.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class LooseLine:
    """A line looser than the house's limit: its page, what it says, the space between its characters in em."""

    page: int
    text: str
    gap: float


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of running text as it was set: what stands where.

    `page` of the unit (from 0); the lower left corner of the line's box and its measures in points from the
    page's lower left corner. `para` is the paragraph's number in its article (`data-para`; 0 where it has none:
    title, byline, labels), `offset` how many characters of the paragraph, blanks and note marks not counted,
    stand on lines before this one. `column` counts from 0; -1 where the line stands in no column. `base` is the
    height of the line's baseline, `size` the size of its first characters; `edges` says where each of the counted
    characters stands (`xs`; only where there is a paragraph).
    """

    page: int
    x: float
    y: float
    width: float
    height: float
    para: int
    offset: int
    column: int
    text: str
    base: float = 0.0
    size: float = 0.0
    edges: str = ""

    @property
    def xs(self) -> tuple[float, ...]:
        """The left edge of each counted character, and the right edge of the last one, in points."""
        total, found = 0, []
        for step in self.edges.split():
            total += int(step)
            found.append(total / 100)
        return tuple(found)


def to_edges(places: Iterable[float]) -> str:
    """Places in points as steps of hundredths: short, and read only where somebody asks."""
    last, steps = 0, []
    for place in places:
        now = round(place * 100)
        steps.append(str(now - last))
        last = now
    return " ".join(steps)


@dataclass(frozen=True, slots=True)
class Area:
    """The type area of a page in points: its left and upper edge from the page's lower left corner, width, height,
    and the distance between two lines of its grid; the height is 0 where the page has no margins."""

    x: float
    top: float
    width: float
    height: float
    line: float

    @property
    def rows(self) -> int:
        """The lines of the grid."""
        return round(self.height / self.line) if self.line else 0

    def row(self, y: float) -> int:
        """The line of the grid (from 1) on which the height `y` lies."""
        return max(1, min(self.rows, int((self.top - y) / self.line) + 1)) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Start:
    """What a page begins with: a paragraph or figure by its number (`data-para`), and how many of its characters
    stand on pages before. `para` is 0 where the page holds nothing that is numbered."""

    para: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: page of the unit (from 0), place on it in points from its lower left corner."""

    level: int
    title: str
    page: int
    x: float
    y: float
    closed: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """A destination of links, by its name."""

    name: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Foot:
    """What the last page with running text leaves empty, in px of 1/96 inch.

    `page` of the unit (from 0); the lower edge of the empty part from the top of the sheet, and its height.
    """

    page: int
    bottom: float
    room: float


@dataclass(frozen=True, slots=True)
class PageFill:
    """How text fills the columns of a page, in px of 1/96 inch.

    `page` of the unit (from 0); the height of its type area, a line and a character (zi) of the text, the width
    of a column, and what each column leaves empty at its foot.
    """

    page: int
    height: float
    line: float
    zi: float
    width: float
    empty: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FontUse:
    """A face as a unit's pages use it: the name in their content, its measures, and each glyph's width and text.

    Widths are in thousandths of an em. `hash` names the face in page content; it is the same in all units.
    """

    hash: str
    family: str
    weight: int
    name: str
    flags: int
    ascent: int
    descent: int
    widths: dict[int, int]
    text: dict[int, str]


@dataclass(frozen=True, slots=True)
class DrawnUnit:
    """One unit's pages as a PDF of their own, tagged, without faces; links and outline are still open."""

    id: str
    span: PageSpan
    foot: Foot
    pdf: bytes = field(repr=False)
    fonts: tuple[FontUse, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    loose: tuple[LooseLine, ...] = ()
    set_lines: str = "[]"  # `lines` as JSON: they are many, and few editions ask for them
    areas: tuple[Area, ...] = ()
    starts: tuple[Start, ...] = ()
    problems: tuple[Problem, ...] = ()
    noted: bool = False  # are there notes, whose tags have IDs of their own?
    fills: tuple[PageFill, ...] = ()  # of the pages with running text

    @property
    def lines(self) -> tuple[SetLine, ...]:
        """The lines of running text on the unit's pages, in the order in which they are set."""
        return tuple(SetLine(*line) for line in json.loads(self.set_lines))

    def to_bytes(self) -> bytes:
        """The unit as bytes: a line of JSON, then the PDF."""
        facts = {name: _plain(getattr(self, name)) for name in _FACTS}
        return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + self.pdf


_FACTS = (
    "id",
    "span",
    "foot",
    "fonts",
    "bookmarks",
    "anchors",
    "loose",
    "set_lines",
    "areas",
    "starts",
    "problems",
    "noted",
    "fills",
)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Problem):
        return {
            "code": value.code,
            "place": asdict(value.place),
            "details": {k: str(v) for k, v in value.details.items()},
        }
    if isinstance(value, (Area, Start)):
        return astuple(value)
    return value if isinstance(value, (str, bool)) else asdict(value)


def from_bytes(data: bytes) -> DrawnUnit:
    """What `to_bytes` wrote. Raises `ValueError` or `KeyError` where it is something else."""
    head, _, pdf = data.partition(b"\n")
    facts = json.loads(head)
    return DrawnUnit(
        id=facts["id"],
        span=PageSpan(**facts["span"]),
        foot=Foot(**facts["foot"]),
        pdf=pdf,
        fonts=tuple(_font(use) for use in facts["fonts"]),
        bookmarks=tuple(Bookmark(**mark) for mark in facts["bookmarks"]),
        anchors=tuple(Anchor(**anchor) for anchor in facts["anchors"]),
        loose=tuple(LooseLine(**line) for line in facts["loose"]),
        set_lines=facts["set_lines"],
        areas=tuple(Area(*area) for area in facts["areas"]),
        fills=tuple(PageFill(**{**fill, "empty": tuple(fill["empty"])}) for fill in facts["fills"]),
        starts=tuple(Start(*start) for start in facts["starts"]),
        noted=facts["noted"],
        problems=tuple(Problem(p["code"], Place(**p["place"]), p["details"]) for p in facts["problems"]),
    )


def pack_lines(lines: Iterable[SetLine]) -> str:
    """Lines as a unit keeps them."""
    return json.dumps([astuple(line) for line in lines], ensure_ascii=False, separators=(",", ":"))


def _font(use: dict[str, Any]) -> FontUse:
    """JSON's names of keys made numbers again; numbers and characters that all units use are held once."""
    maps = {key: {_shared(int(glyph)): _shared(value) for glyph, value in use[key].items()} for key in _MAPS}
    return FontUse(**{**use, **maps})


_MAPS = ("widths", "text")
_SHARED: dict[Any, Any] = {}


def _shared(value: Any) -> Any:
    """The first of all equal values: some ten thousand glyphs, widths and characters at the most."""
    return _SHARED.setdefault(value, value)
