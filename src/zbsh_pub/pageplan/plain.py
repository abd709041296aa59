"""The page plan as JSON (`schema/plan.schema.json`)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from zbsh_pub.model import Issue
from zbsh_pub.pageplan.values import PagePlan, PlannedArticle, PlanPage

SCHEMA = "zbsh-plan/1"


def to_plain(issue: Issue, plan: PagePlan) -> dict[str, Any]:
    """Plain data of all there is to know of the plan; what was not planned is null."""
    wanted = plan.plan
    return {
        "schema": SCHEMA,
        "issue": issue.manifest.stem,
        "pages": {"actual": plan.counted, "planned": wanted.pages or None, "selfCover": wanted.self_cover},
        "signature": {"pages": wanted.signature, "missing": plan.missing} if wanted.signature else None,
        "measures": asdict(plan.measures),
        "articles": [_article(article) for article in plan.articles],
        "spreads": [[_page(page) for page in spread] for spread in plan.spreads],
    }


def to_json(issue: Issue, plan: PagePlan) -> str:
    return json.dumps(to_plain(issue, plan), ensure_ascii=False, indent=1) + "\n"


def _article(article: PlannedArticle) -> dict[str, Any]:
    planned = bool(article.plan.pages)
    return {
        "id": article.entry.id,
        "section": article.section.id,
        "title": article.entry.title.label,
        "first": article.span.first,
        "pages": article.span.count,
        "planned": article.plan.pages or None,
        "plannedFirst": article.planned_first or None,
        "pagesOver": article.pages if planned else None,
        "linesOver": article.lines if planned else None,
        "charactersOver": article.characters if planned else None,
        "emptyLines": article.foot,
        "side": article.side,
        "plannedSide": article.plan.opens,
    }


def _page(page: PlanPage | None) -> dict[str, Any] | None:
    if page is None:
        return None
    return {
        "label": page.label,
        "kind": page.kind,
        "article": page.article or None,
        "emptyLines": list(page.empty),
        "panel": page.panel,
    }
