"""What all messages about an issue draw on: one record of its facts, from the issue and the finished EPUB."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zbsh_pub.accessibility import Accessibility
from zbsh_pub.compose.ebook import article_name
from zbsh_pub.compose.parts import full_title, issue_name, serial_name
from zbsh_pub.distribute.plain import plain_text
from zbsh_pub.labels import labels
from zbsh_pub.model import Article, Issue, Kind, Manifest, Pagination
from zbsh_pub.trade import MarketPrice
from zbsh_pub.xhtml import Page


@dataclass(frozen=True, slots=True)
class Edition:
    """The finished EPUB: its pages, what is true of its accessibility, the day of the build, its size in bytes (0:
    not known), and the page numbers of the print layout where there is one."""

    pages: tuple[Page, ...] = field(repr=False)
    access: Accessibility
    built: date
    pagination: Pagination | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or a body such as an institute; `marc` is the MARC relator, `position` the printed role."""

    name: str
    is_body: bool
    marc: str = "aut"
    position: str = ""
    creator: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an article stands: in which section, the how manieth, which of its articles, which of all (from 1)."""

    section: str
    section_number: int
    number: int
    position: int


@dataclass(frozen=True, slots=True)
class Item:
    """An article; `last` is 0 where only its first page is known."""

    id: str
    stand: Stand
    headline: str
    kicker: str
    subtitle: str
    label: str
    authors: tuple[Name, ...]
    kind: Kind
    summary: str
    keywords: tuple[str, ...]
    first: int
    last: int
    url: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """The issue as messages tell of it; `page_count` is 0 where there is no print layout."""

    manifest: Manifest
    access: Accessibility
    built: date
    title: str
    part: str
    masthead: tuple[Name, ...]
    items: tuple[Item, ...]
    prices: tuple[MarketPrice, ...]
    page_count: int
    size: int

    @property
    def characters(self) -> int:
        """字数: characters of all articles, blanks not counted."""
        return sum(len("".join(item.text.split())) for item in self.items)

    @property
    def is_free(self) -> bool:
        access = self.manifest.distribution.access
        return access == "free" or (access is None and not self.prices)


def record_of(issue: Issue, edition: Edition) -> Record:
    """The record of an issue whose EPUB is finished."""
    manifest = issue.manifest
    words = labels(manifest.magazine.language)
    combined = words("combined") if manifest.issue.combined else ""
    return Record(
        manifest=manifest,
        access=edition.access,
        built=edition.built,
        title=full_title(manifest, words),
        part=f"{issue_name(manifest, words)}{combined}（{serial_name(manifest, words)}）",
        masthead=tuple(
            Name(person, is_body(person), role.marc, role.name, role.creator)
            for role in manifest.staff
            for person in role.people
        ),
        items=tuple(_items(issue, edition)),
        prices=tuple(_prices(manifest)),
        page_count=_page_count(edition.pagination),
        size=edition.size,
    )


def is_body(name: str) -> bool:
    """Is a name in a byline that of a body (编辑部, 研究院 …), by how it begins or ends?"""
    rules = _name_rules()
    long = len(name) > rules["longest-person"] and "·" not in name
    return name.startswith(tuple(rules["begins"])) or (long and name.endswith(tuple(rules["ends"])))


@cache
def _name_rules() -> Any:
    return yaml.safe_load(files("zbsh_pub.distribute").joinpath("names.yaml").read_bytes())


def _items(issue: Issue, edition: Edition) -> Iterator[Item]:
    pages = {page.name: page for page in edition.pages}
    articles = {article.entry.id: article for article in issue.articles}
    position = 0
    for section_number, section in enumerate(issue.manifest.sections, 1):
        for number, entry in enumerate(section.entries, 1):
            position += 1
            stand = Stand(section.title, section_number, number, position)
            text = plain_text(pages[article_name(entry.id)])
            yield _item(articles[entry.id], stand, text, issue.manifest, edition.pagination)


def _item(article: Article, stand: Stand, text: str, manifest: Manifest, pagination: Pagination | None) -> Item:
    entry = article.entry
    span = pagination.spans[entry.id] if pagination else None
    return Item(
        id=entry.id,
        stand=stand,
        headline=entry.title.main,
        kicker=entry.title.kicker_text,
        subtitle=entry.title.subtitle.removeprefix("——"),
        label=entry.title.label,
        authors=tuple(Name(author, is_body(author)) for author in entry.authors),
        kind=article.kind,
        summary=article.summary,
        keywords=article.keywords,
        first=span.first if span else entry.page,
        last=span.first + span.count - 1 if span else 0,
        url=manifest.distribution.article_url.replace("{id}", entry.id),
        text=text,
    )


def _prices(manifest: Manifest) -> Iterator[MarketPrice]:
    """Prices of single markets first, then one for all the rest: the manifest's own, or that which replaces it."""
    prices = manifest.distribution.prices
    yield from (price for price in prices if price.markets)
    general = [price for price in prices if not price.markets]
    if general:
        yield from general
    elif manifest.issue.price:
        yield MarketPrice(manifest.issue.price.amount, manifest.issue.price.currency)


def _page_count(pagination: Pagination | None) -> int:
    """The highest folio of the articles."""
    if pagination is None:
        return 0
    return max((span.first + span.count - 1 for span in pagination.spans.values()), default=0)
