"""Where a problem is seen: its article and its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zbsh_pub.manifest import NAME
from zbsh_pub.pageplan.values import PlannedArticle
from zbsh_pub.problems import Problem
from zbsh_pub.report.facts import ReportFacts


@dataclass(frozen=True, slots=True)
class Seen:
    """The article and the page (index from 0) of a problem; none and −1 where it is of neither."""

    article: PlannedArticle | None = None
    page: int = -1


@dataclass(frozen=True, slots=True)
class Places:
    """Articles by their file, and by the lines of the manifest that are about them; pages by their folio."""

    by_file: Mapping[str, PlannedArticle]
    by_line: Mapping[int, PlannedArticle]
    by_label: Mapping[str, int]

    def of(self, problem: Problem) -> Seen:
        """The page that a problem names, else the first one of its article."""
        place = problem.place
        article = self.by_line.get(place.line) if place.file == NAME else self.by_file.get(place.file)
        named = self.by_label.get(str(problem.details.get("page", "")), -1)
        if article is None:
            return Seen()
        own = range(self.by_label[str(article.span.first)], self.by_label[str(article.last)] + 1)
        return Seen(article, named if named in own else own.start)


def places_of(facts: ReportFacts) -> Places:
    articles = {article.entry.id: article for article in facts.plan.articles}
    by_line: dict[int, PlannedArticle] = {}
    for article in facts.plan.articles:
        by_line |= {article.entry.line: article, article.plan.line: article}
    by_file = {article.path: articles[article.entry.id] for article in facts.issue.articles}
    return Places(by_file, by_line, {page.label: page.index for page in facts.plan.pages})
