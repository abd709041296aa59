"""Problems and findings of a preflight as values for the page."""

from __future__ import annotations

from typing import Any

from zbsh_pub.pageplan.values import PagePlan
from zbsh_pub.problems import Bilingual, Problem
from zbsh_pub.report.facts import PreflightFinding, ReportFacts
from zbsh_pub.report.places import Places

View = dict[str, Any]


def problem_views(facts: ReportFacts, places: Places) -> View:
    """The list with what filters it; errors come first."""
    problems = sorted(facts.problems, key=lambda found: not found.is_error)
    errors = sum(found.is_error for found in problems)
    return {
        "problems": [_problem(found, facts.plan, places) for found in problems],
        "problem-count": len(problems),
        "error-count": errors,
        "warning-count": len(problems) - errors,
        "problem-files": [{"name": name} for name in sorted({found.place.file for found in problems})],
        "problem-codes": [{"name": code} for code in sorted({found.code for found in problems})],
    }


def _problem(found: Problem, plan: PagePlan, places: Places) -> View:
    seen = places.of(found)
    article = seen.article
    return {
        **_severity(found.severity),
        "file": found.place.file,
        "code": found.code,
        "place": str(found.place),
        "message": Bilingual(found.message("zh"), found.message("en")),
        "cure": Bilingual(found.cure("zh"), found.cure("en")),
        "label": plan.pages[seen.page].label if seen.page >= 0 else "",
        "page-href": page_href(seen.page),
        "article-href": f"#art-{article.entry.id}" if article else "",
        "article-title": article.entry.title.main if article else "",
    }


def preflight_views(facts: ReportFacts) -> View:
    """What a preflight found; errors come first."""
    found = sorted(facts.preflight, key=lambda item: (item.severity != "error", item.file, item.page, item.code))
    errors = any(item.severity == "error" for item in found)
    return {
        "preflight": [_finding(item, facts) for item in found],
        "preflight-count": len(found),
        "preflight-class": "bad" if errors else "n",
    }


def _finding(found: PreflightFinding, facts: ReportFacts) -> View:
    """A page of the screen edition is shown by its folio and in the flatplan, that of another file by its number."""
    own = found.file == f"{facts.issue.manifest.stem}.pdf" and 0 <= found.page < len(facts.plan.pages)
    number = str(found.page + 1) if found.page >= 0 else ""
    return {
        **_severity(found.severity),
        "code": found.code,
        "object": Bilingual(*(f"{found.file} {said}".rstrip() for said in (found.object.zh, found.object.en))),
        "message": found.message,
        "cure": found.cure,
        "label": facts.plan.pages[found.page].label if own else number,
        "page-href": page_href(found.page if own else -1),
    }


def _severity(severity: str) -> View:
    return {"severity": severity, "sev": f"sev {severity}", "is-error": severity == "error"}


def page_href(page: int) -> str:
    """The link to a page in the flatplan; none for −1."""
    return f"#pg-{page}" if page >= 0 else ""
