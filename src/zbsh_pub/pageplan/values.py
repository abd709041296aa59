"""What was planned and what came out: the types of the page plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zbsh_pub.model import ArticlePlan, Entry, IssuePlan, PageSpan, Section

Kind = Literal["cover", "contents", "masthead", "blank", "opener", "text", "plate"]


@dataclass(frozen=True, slots=True)
class Measures:
    """The type area as the text uses it: lines in a column, columns on a page, characters (zi) in a line."""

    lines: int = 0
    columns: int = 0
    characters: int = 0

    @property
    def page(self) -> int:
        """Lines on a page."""
        return self.lines * self.columns


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A page of the issue: its place from 0, its folio, the unit that it is of, what it is.

    `article` is the id of its article, empty in front matter; `empty` the whole lines that each column leaves
    empty at its foot; `panel` says that a panel fills the foot.
    """

    index: int
    label: str
    unit: str
    kind: Kind
    article: str = ""
    empty: tuple[int, ...] = ()
    panel: bool = False

    @property
    def side(self) -> Literal["left", "right"]:
        """The first page is a right-hand page."""
        return "left" if self.index % 2 else "right"

    @property
    def foot(self) -> int:
        """How many lines across all columns are empty at the foot."""
        return 0 if self.panel else min(self.empty, default=0)


@dataclass(frozen=True, slots=True)
class PlannedArticle:
    """An article: its plan, its pages, and how many lines it is over (+) or under (−) its planned pages.

    `lines` and `characters` are 0 where no pages are planned; `foot` is how many lines its last page leaves empty;
    `planned_first` is the folio on which it would open if all before it kept to the plan, 0 where that is unknown.
    """

    entry: Entry
    section: Section
    span: PageSpan
    planned_first: int
    lines: int
    characters: int
    foot: int

    @property
    def plan(self) -> ArticlePlan:
        return self.entry.plan

    @property
    def pages(self) -> int:
        """Pages over (+) or under (−) the plan."""
        return self.span.count - self.plan.pages if self.plan.pages else 0

    @property
    def last(self) -> int:
        return self.span.first + self.span.count - 1

    @property
    def side(self) -> Literal["left", "right"]:
        return "right" if self.span.first % 2 else "left"

    @property
    def misses_side(self) -> bool:
        return self.plan.opens not in ("any", self.side)


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The whole issue; `counted` pages are those that the plan of the issue counts (the cover perhaps not)."""

    plan: IssuePlan
    measures: Measures
    articles: tuple[PlannedArticle, ...]
    pages: tuple[PlanPage, ...]
    counted: int

    @property
    def missing(self) -> int:
        """How many pages the last signature wants."""
        return -self.counted % self.plan.signature if self.plan.signature else 0

    @property
    def spreads(self) -> tuple[tuple[PlanPage | None, PlanPage | None], ...]:
        """Pages as they lie open: left and right; the first page is a right-hand page."""
        sides = (None, *self.pages, *((None,) if len(self.pages) % 2 == 0 else ()))
        return tuple(zip(sides[::2], sides[1::2], strict=True))
