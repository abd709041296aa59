"""What a magazine and an issue say about themselves: titles, numbers, dates, people, notices, the cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
