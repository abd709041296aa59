"""How the house sets, prints, plans and proofs: habits that the manifest may state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Variant = Literal["s2tw", "s2twp", "s2hk"]
Opening = Literal["left", "right", "any"]
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
