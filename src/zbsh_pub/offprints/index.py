"""The list of all articles, for web sites and indexing services: JSON (`schema/articles.schema.json`) and CSV.

CSV is RFC 4180 in UTF-8; the byte order mark in front makes spreadsheets read Chinese as such. A cell that a
spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets do not show.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Any

from zbsh_pub.model import Issue
from zbsh_pub.statistics import ArticleFacts

SCHEMA = "zbsh-articles/1"
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_BOM = "\ufeff"
_LISTED = "；"  # between the values of a list in a cell
COLUMNS = (
    "id",
    "section",
    "kicker",
    "title",
    "subtitle",
    "authors",
    "firstPage",
    "lastPage",
    "pages",
    "characters",
    "figures",
    "tables",
    "abstract",
    "keywords",
    "offprint",
    "epubPage",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An article's entry: its facts, its file beside the list, its page in the EPUB."""

    facts: ArticleFacts
    offprint: str
    epub_page: str


def to_plain(issue: Issue, articles: Iterable[Listed]) -> dict[str, Any]:
    """Plain data: which issue, and its articles in reading order."""
    magazine, facts = issue.manifest.magazine, issue.manifest.issue
    return {
        "schema": SCHEMA,
        "issue": {
            "identifier": facts.identifier,
            "magazine": magazine.title,
            "issn": magazine.issn,
            "cn": magazine.cn,
            "language": magazine.language,
            "year": facts.year,
            "number": facts.number,
            "serial": str(facts.serial),
            "published": facts.published.isoformat(),
            "publisher": magazine.publisher,
            "rights": facts.rights,
            "epub": f"{issue.manifest.stem}.epub",
            "pdf": f"{issue.manifest.stem}.pdf",
        },
        "articles": [_article(item) for item in articles],
    }


def _article(item: Listed) -> dict[str, Any]:
    facts, entry = item.facts, item.facts.article.entry
    return {
        "id": entry.id,
        "section": facts.section.title,
        "kicker": entry.title.kicker_text,
        "title": entry.title.main,
        "subtitle": entry.title.subtitle,
        "authors": list(entry.authors),
        "firstPage": facts.span.first,
        "lastPage": facts.last,
        "pages": facts.span.count,
        "characters": facts.characters,
        "figures": facts.figures,
        "tables": facts.tables,
        "abstract": facts.abstract,
        "keywords": list(facts.article.keywords),
        "offprint": item.offprint,
        "epubPage": item.epub_page,
    }


def to_json(issue: Issue, articles: Iterable[Listed]) -> bytes:
    return (json.dumps(to_plain(issue, articles), ensure_ascii=False, indent=1) + "\n").encode()


def to_csv(issue: Issue, articles: Iterable[Listed]) -> bytes:
    """A line an article, under the names of the columns."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in to_plain(issue, articles)["articles"]:
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return (_BOM + out.getvalue()).encode()


def _cell(value: Any) -> str | int:
    if isinstance(value, int):
        return value
    text = _LISTED.join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
