"""An article alone, as it stands in the issue: pages, folios, tags; links to other articles are plain text."""

from __future__ import annotations

from datetime import datetime

from zbsh_pub.compose.parts import full_title
from zbsh_pub.labels import labels
from zbsh_pub.link import Overlay, PdfFacts, link, without_links
from zbsh_pub.model import Article, Issue
from zbsh_pub.pdf import Layout


def offprint(issue: Issue, article: Article, layout: Layout, created: datetime) -> bytes:
    """The PDF of one article; page labels are its folios. The same layout gives the same bytes."""
    unit = next(unit for unit in layout.articles if unit.id == article.entry.id)
    panel = layout.panels.get(unit.id)
    names = frozenset(anchor.name for anchor in unit.anchors)
    overlays = {unit.id: Overlay(unit.foot.page, without_links(panel, names))} if panel else {}
    facts = _facts(issue, article, unit.span.first, created)
    return link((without_links(unit, names),), facts, overlays)


def _facts(issue: Issue, article: Article, first: int, created: datetime) -> PdfFacts:
    """The article's own title, authors, abstract and keywords; without an abstract the issue that it is from."""
    entry, language = article.entry, issue.manifest.magazine.language
    return PdfFacts(
        title=entry.title.label,
        authors=entry.authors,
        subject=article.summary or full_title(issue.manifest, labels(language)),
        keywords=article.keywords,
        language=language,
        created=created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        labels=((0, "D", first),),
    )
