"""Write the offprints and their lists into `articles/` of the stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from zbsh_pub.model import Issue
from zbsh_pub.offprints.index import Listed, to_csv, to_json
from zbsh_pub.offprints.pdf import offprint
from zbsh_pub.pdf import Layout
from zbsh_pub.statistics import ArticleFacts

FOLDER = "articles"


def write_offprints(
    issue: Issue, facts: Sequence[ArticleFacts], layout: Layout, created: datetime, stage: Path
) -> tuple[Path, ...]:
    """`articles/<id>.pdf` for each article, `articles/articles.json` and `articles/articles.csv`; gives their paths."""
    folder = stage / FOLDER
    folder.mkdir()
    for article in issue.articles:
        (folder / _name(article.entry.id)).write_bytes(offprint(issue, article, layout, created))
    listed = [Listed(item, _name(item.article.entry.id), f"text/{item.article.entry.id}.xhtml") for item in facts]
    (folder / "articles.json").write_bytes(to_json(issue, listed))
    (folder / "articles.csv").write_bytes(to_csv(issue, listed))
    return tuple(sorted(folder.iterdir()))


def _name(article: str) -> str:
    return f"{article}.pdf"
