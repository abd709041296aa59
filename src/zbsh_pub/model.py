"""The frozen types that flow through the pipeline; no behaviour beyond reading oneself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from zbsh_pub.trade import Claim, Distribution

Theme = Literal["ink", "cinnabar", "plum", "indigo", "pine", "ochre"]
Kind = Literal["digest", "full"]
Variant = Literal["s2tw", "s2twp", "s2hk"]
Side = Literal["left", "right"]
Opening = Literal["left", "right", "any"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a title as broken in print, cut into sense groups (意群)."""

    groups: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.groups)


@dataclass(frozen=True, slots=True)
class Title:
    """引题, 主题 and 副题 of an article."""

    lines: tuple[Line, ...]
    kicker: tuple[Line, ...] = ()
    subtitle: str = ""

    @property
    def main(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def kicker_text(self) -> str:
        return "".join(line.text for line in self.kicker)

    @property
    def label(self) -> str:
        """The whole title on one line, for nav, NCX and bookmarks."""
        kicker = f"{self.kicker_text}{'：' if len(self.kicker_text) < 10 else ' '}" if self.kicker else ""
        return f"{kicker}{self.main}{self.subtitle}"


@dataclass(frozen=True, slots=True)
class SerialRange:
    """总期号: one number, or the first and last of a combined issue (合刊)."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}—{self.last}"

    @property
    def slug(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Contact:
    editorial_phone: str = ""
    circulation_phone: str = ""
    address: str = ""
    postcode: str = ""
    website: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Magazine:
    title: str
    slug: str
    sort_title: str
    language: str
    frequency: str
    issn: str
    cn: str
    postal_code_no: str
    advertising_licence: str
    circulation: str
    supervisor_sponsor: str
    publisher: str
    distributor: str
    contact: Contact
    partner_media: tuple[Partner, ...]
    legal_adviser: str
    matrix: str
    stations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverMonth:
    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class Price:
    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What the issue says about itself: numbers, dates, rights."""

    identifier: str
    year: int
    number: int
    serial: SerialRange
    combined: bool
    half_months: str
    cover_month: CoverMonth
    published: date
    theme: str
    theme_note: str
    description: str
    subjects: tuple[str, ...]
    rights: str
    price: Price | None
    printer: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the masthead and the people who fill it; `marc` is a MARC relator code,
    `creator` says that catalogues shall name them as the issue's creators."""

    name: str
    marc: str
    people: tuple[str, ...]
    creator: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    art: str
    alt: str
    lead: str
    lines: tuple[str, ...]


Fill = Literal["house", "blank", "refuse"]


@dataclass(frozen=True, slots=True)
class Barcode:
    """What the periodical's barcode carries; empty where it follows from ISSN, year and number of the issue."""

    variant: str = ""
    addon: str = ""
    number: str = ""
    magnification: float = 0.8


@dataclass(frozen=True, slots=True)
class BackCover:
    """Art of the back cover, drawn with its bleed; `barcode` says that barcode and price stand on it."""

    art: str
    alt: str
    barcode: bool = False


@dataclass(frozen=True, slots=True)
class PrintFacts:
    """What the printer's files need: lengths in mm, ink in per cent. The defaults stand in `print.yaml`.

    `spine_text` none: what the house prints there; empty: nothing.
    """

    profile: str
    condition: str
    bleed: float
    ink_limit: int
    signature: int
    fill: Fill
    caliper: float
    step: float
    spine_text: str | None
    barcode: Barcode
    back: BackCover | None


@dataclass(frozen=True, slots=True)
class LineStyle:
    """The house's habits for Chinese lines; `gap` and `loose` in em."""

    gap: float = 0.25
    strict: bool = False
    hang: bool = False
    loose: float = 0.13


@dataclass(frozen=True, slots=True)
class Term:
    """A form that the house does not print, the form it prints instead, and why; `exceptions` are longer
    words in which the wrong form is right."""

    wrong: str
    right: str
    reason: str = ""
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyStyle:
    """The house's habits in copy: the ids of the rules that it does not follow, and its list of terms."""

    off: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Traditional:
    """How the Traditional edition is made: OpenCC's `variant`, words that it keeps, words that it is told."""

    variant: Variant = "s2tw"
    keep: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()

    @property
    def language(self) -> str:
        """The language tag (BCP 47) of what is converted."""
        return "zh-Hant-HK" if self.variant == "s2hk" else "zh-Hant-TW"


@dataclass(frozen=True, slots=True)
class Sample:
    """What the sample edition holds: the first `count` articles, or those in `articles`, by their ids."""

    count: int = 3
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """What an edition was made from: the identifier of the original, how it relates to it (a term of DCMI Metadata
    Terms), and what its title says of that."""

    original: str
    relation: Literal["isVersionOf", "isPartOf"]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ArticlePlan:
    """How many pages an article shall take (0: not planned), on which side it shall open; line and column of that."""

    pages: int = 0
    opens: Opening = "any"
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """版面计划 of the issue: pages in all, pages of a signature (0: not planned); line and column of that.

    `empty` is how many lines an article's page may leave empty at its foot (none: any number); `self_cover` says that
    the cover is one of the pages.
    """

    pages: int = 0
    signature: int = 0
    empty: int | None = None
    self_cover: bool = True
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """How far the issue has got in 三审三校: the stage (1 to 3), its date, who signs for what; `released` for
    printing, after which no query may be open."""

    stage: int = 1
    date: date | None = None
    reviewers: tuple[tuple[str, str], ...] = ()
    released: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the printed contents: an article as the manifest lists it."""

    id: str
    file: str
    page: int
    title: Title
    authors: tuple[str, ...]
    section: str
    line: int
    vertical: bool = False
    plan: ArticlePlan = ArticlePlan()


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    theme: Theme
    lead: str
    ornament: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    path: Path
    magazine: Magazine
    issue: IssueFacts
    staff: tuple[Role, ...]
    notices: tuple[Notice, ...]
    cover: Cover
    sections: tuple[Section, ...]
    press: PrintFacts
    house: LineStyle = LineStyle()
    copy: CopyStyle = CopyStyle()
    drop_cap: bool = False
    claim: Claim | None = None
    distribution: Distribution = field(default_factory=Distribution)
    traditional: Traditional = Traditional()
    sample: Sample = Sample()
    derived: Derived | None = None
    plan: IssuePlan = IssuePlan()
    proof: Proof = Proof()
    text: str = field(default="", repr=False)

    @property
    def stem(self) -> str:
        """The name of the finished files: zbsh-1129-1130."""
        return f"{self.magazine.slug}-{self.issue.serial.slug}"

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for section in self.sections for entry in section.entries)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the tree that has been opened and found good.

    `width` and `height` are pixels, or user units of an SVG's viewBox.
    """

    path: str
    media_type: str
    width: float
    height: float
    data: bytes = field(repr=False)

    @property
    def is_drawing(self) -> bool:
        """Is it an SVG?"""
        return self.media_type == "image/svg+xml"

    @property
    def name(self) -> str:
        return self.path.removeprefix("assets/").replace("/", "-")


@dataclass(frozen=True, slots=True)
class Query:
    """What an editor asks about an article's text.

    Line and column of its mark in the file; where the text that it is about begins and ends in the article's
    body (equal where it is about a place); what is asked, and on whose way (编辑 → 作者), which may be empty.
    """

    line: int
    column: int
    start: int
    end: int
    text: str
    route: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of an article's file that is no text: where it was taken out of the body, and its length."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its editor wrote it: facts of the front matter and the Markdown body.

    `first_line` is the number of the file's line on which the body begins, `drop_cap_line` that of the line
    which asks for a drop cap; 0 where the house does. The body is without the editors' `queries`, which are
    kept beside it, with the pieces that they took; `written` is the body as it stands in the file.
    """

    entry: Entry
    path: str
    kind: Kind
    summary: str
    keywords: tuple[str, ...]
    end_mark: bool
    body: str = field(repr=False)
    first_line: int
    drop_cap: bool = False
    drop_cap_line: int = 0
    queries: tuple[Query, ...] = ()
    cuts: tuple[Cut, ...] = ()
    written: str = field(default="", repr=False)

    @property
    def source(self) -> str:
        """The body as it stands in the file, queries and all."""
        return self.written or self.body


@dataclass(frozen=True, slots=True)
class Issue:
    """Everything read from the issue's tree; nothing is read after this."""

    root: Path
    manifest: Manifest
    articles: tuple[Article, ...]
    pictures: Mapping[str, Picture]


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that goes into the EPUB verbatim; `href` is relative to the package."""

    href: str
    media_type: str
    data: bytes = field(repr=False)
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """One font face of the issue, cut to its characters."""

    family: str
    weight: int
    role: str
    file: str
    data: bytes = field(repr=False)


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
