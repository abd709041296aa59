"""The issue in schema.org's words, as JSON-LD for its page on the web: Periodical, PublicationIssue, Article."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from zbsh_pub.accessibility import summary
from zbsh_pub.distribute.record import Item, Name, Record
from zbsh_pub.trade import WORLD, MarketPrice

Node = dict[str, Any]
_MISSING: tuple[object, ...] = ("", 0, None, [], {})


def json_ld(record: Record) -> bytes:
    """A `PublicationIssue` with its articles; what is not known is not said."""
    return _dump({"@context": "https://schema.org", **_issue(record)})


def _dump(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _node(kind: str, **properties: object) -> Node:
    """A typed node without the properties that have no value; `id_` is its @id."""
    named = {"@id" if name == "id_" else name: value for name, value in properties.items()}
    return {"@type": kind, **{name: value for name, value in named.items() if value not in _MISSING}}


def _issue(record: Record) -> Node:
    magazine, facts = record.manifest.magazine, record.manifest.issue
    return _node(
        "PublicationIssue",
        id_=facts.identifier,
        identifier=facts.identifier,
        name=record.title,
        about=_node("Thing", name=facts.theme) if facts.theme else None,
        issueNumber=str(facts.serial),
        datePublished=facts.published.isoformat(),
        inLanguage=magazine.language,
        description=facts.description,
        keywords=list(facts.subjects),
        copyrightNotice=facts.rights,
        url=record.manifest.distribution.url,
        isPartOf=_periodical(record),
        publisher=_node("Organization", name=magazine.publisher),
        editor=[_name(name) for name in record.masthead if name.creator],
        contributor=[_role(name) for name in record.masthead if not name.creator],
        pageStart=str(record.items[0].first),
        pageEnd=str(record.page_count) if record.page_count else "",
        isAccessibleForFree=record.is_free or None,
        offers=[_offer(price) for price in record.prices],
        encoding=_encoding(record),
        hasPart=[_article(item, record) for item in record.items],
    )


def _periodical(record: Record) -> Node:
    magazine, terms = record.manifest.magazine, record.manifest.distribution
    return _node(
        "Periodical",
        id_=f"urn:issn:{magazine.issn}",
        name=magazine.title,
        issn=[issn for issn in (magazine.issn, terms.online_issn) if issn],
        publisher=_node("Organization", name=magazine.publisher),
        sponsor=_node("Organization", name=magazine.supervisor_sponsor) if magazine.supervisor_sponsor else None,
    )


def _name(name: Name) -> Node:
    return _node("Organization" if name.is_body else "Person", name=name.name)


def _role(name: Name) -> Node:
    """One of the masthead with the printed role (schema.org, Role)."""
    return _node("Role", roleName=name.position, contributor=_name(name))


def _offer(price: MarketPrice) -> Node:
    regions = [market for market in price.markets if market != WORLD]
    return _node("Offer", price=price.amount, priceCurrency=price.currency, eligibleRegion=regions)


def _encoding(record: Record) -> Node:
    """The EPUB as a file, with the accessibility that its package states."""
    access = record.access
    return _node(
        "MediaObject",
        encodingFormat="application/epub+zip",
        contentSize=f"{record.size} B" if record.size else "",
        accessMode=list(access.modes),
        accessModeSufficient=[_node("ItemList", itemListElement=list(modes)) for modes in access.sufficient],
        accessibilityFeature=list(access.features),
        accessibilityHazard=list(access.hazards),
        accessibilitySummary=summary(access, record.manifest.magazine.language),
    )


def _article(item: Item, record: Record) -> Node:
    """An article; a digest is based on one by its authors, and is not theirs."""
    authors = [_name(name) for name in item.authors]
    full = item.kind == "full"
    return _node(
        "Article",
        id_=f"{record.manifest.issue.identifier}#{item.id}",
        headline=item.headline,
        alternativeHeadline=item.subtitle,
        name=item.label,
        author=authors if full else [],
        isBasedOn=None if full or not authors else _node("Article", name=item.label, author=authors),
        articleSection=item.stand.section,
        position=item.stand.position,
        pageStart=str(item.first),
        pageEnd=str(item.last) if item.last else "",
        pagination=f"{item.first}-{item.last}" if item.last > item.first else "",
        abstract=item.summary,
        keywords=list(item.keywords),
        url=item.url,
    )
