"""Where the text came to stand: pages and their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Where a unit came to stand: its first page number (folio) and its number of pages."""

    first: int
    count: int


@dataclass(frozen=True, slots=True)
class PrintPage:
    """A page of the print layout: the number printed on it, its side, and what it begins with.

    `label` is the folio, roman in the front matter. `unit` is the id of an article or of a part of the front
    matter, `index` the page's place in it (from 0), `section` the article's section. `para` and `offset` say
    where in the article's text the page begins: in the paragraph of this number (`data-para`), after so many of
    its characters, blanks and note marks not counted; 0 and 0 where the page holds nothing that is numbered.
    """

    label: str
    side: Side
    unit: str
    index: int
    section: str = ""
    para: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Pagination:
    """Page numbers of the finished layout: by article, and page by page from the cover on.

    Contents page and cover are made while only articles are numbered: `pages` is then empty.
    """

    spans: Mapping[str, PageSpan]
    pages: tuple[PrintPage, ...] = ()

    def first(self, unit: str) -> int:
        return self.spans[unit].first

    @property
    def front(self) -> int:
        """How many pages stand before page 1."""
        return sum(not page.label.isdigit() for page in self.pages)
