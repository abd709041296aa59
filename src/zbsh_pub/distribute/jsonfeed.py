"""The articles as a JSON Feed 1.1, for the web site and for whoever follows it."""

from __future__ import annotations

import json
from typing import Any

from zbsh_pub.distribute.record import Item, Record

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(record: Record) -> bytes:
    """One item an article, in the order of the issue, dated by its day of publication in China."""
    magazine, facts, terms = record.manifest.magazine, record.manifest.issue, record.manifest.distribution
    feed = {
        "version": VERSION,
        "title": record.title,
        "home_page_url": terms.url,
        "description": facts.description,
        "language": magazine.language,
        "authors": [{"name": magazine.publisher}],
        "items": [_item(item, record) for item in record.items],
    }
    return (json.dumps(_known(feed), ensure_ascii=False, indent=2) + "\n").encode()


def _known(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", [], 0)}


def _item(item: Item, record: Record) -> dict[str, Any]:
    facts = record.manifest.issue
    authors = [{"name": name.name} for name in item.authors]
    return _known(
        {
            "id": f"{facts.identifier}#{item.id}",
            "url": item.url,
            "title": item.label,
            "summary": item.summary,
            "content_text": item.text,
            "date_published": f"{facts.published.isoformat()}T00:00:00+08:00",
            "authors": authors if item.kind == "full" else [],
            "tags": [item.stand.section, *item.keywords],
            "_article": _extension(item),
        }
    )


def _extension(item: Item) -> dict[str, Any]:
    """What the feed's own words do not tell: section, pages, and of a digest whose article it tells of."""
    return _known(
        {
            "section": item.stand.section,
            "position": item.stand.position,
            "kind": item.kind,
            "first_page": item.first,
            "last_page": item.last,
            "original_authors": [name.name for name in item.authors] if item.kind == "digest" else [],
        }
    )
