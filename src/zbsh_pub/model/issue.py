"""The issue as its editors wrote it: manifest, articles, pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from zbsh_pub.model.facts import Cover, IssueFacts, Magazine, Notice, Role, Title
from zbsh_pub.model.habits import (
    ArticlePlan,
    CopyStyle,
    Derived,
    IssuePlan,
    LineStyle,
    PrintFacts,
    Proof,
    Sample,
    Traditional,
)
from zbsh_pub.trade import Claim, Distribution

Theme = Literal["ink", "cinnabar", "plum", "indigo", "pine", "ochre"]
Kind = Literal["digest", "full"]


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
    plan: ArticlePlan = field(default_factory=ArticlePlan)


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
    house: LineStyle = field(default_factory=LineStyle)
    copy: CopyStyle = field(default_factory=CopyStyle)
    drop_cap: bool = False
    claim: Claim | None = None
    distribution: Distribution = field(default_factory=Distribution)
    traditional: Traditional = field(default_factory=Traditional)
    sample: Sample = field(default_factory=Sample)
    derived: Derived | None = None
    plan: IssuePlan = field(default_factory=IssuePlan)
    proof: Proof = field(default_factory=Proof)
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
