"""The whole report as values for the template. Pure."""

from __future__ import annotations

from zbsh_pub.model import Issue
from zbsh_pub.report.facts import Finished, ReportFacts, Shown
from zbsh_pub.report.places import places_of
from zbsh_pub.report.plan_views import article_views, plan_views
from zbsh_pub.report.problem_views import View, preflight_views, problem_views
from zbsh_pub.report.quality_views import quality_views
from zbsh_pub.report.wording import phrase


def view_of(shown: Shown) -> View:
    """Everything that the page shows."""
    facts, places = shown.facts, places_of(shown.facts)
    return {
        **_head(facts.issue),
        **_state(facts),
        **_overview(facts),
        **problem_views(facts, places),
        **plan_views(shown, places),
        **article_views(facts, places),
        **quality_views(shown, places),
        **preflight_views(facts),
        "files": [_file(file) for file in shown.files],
        "file-count": len(shown.files),
        "date": facts.created.date().isoformat(),
        "program": "zbsh-pub",
    }


def _head(issue: Issue) -> View:
    manifest, facts = issue.manifest, issue.manifest.issue
    combined = ("合刊", ", combined issue") if facts.combined else ("", "")
    return {
        "magazine": manifest.magazine.title,
        "issue": phrase(
            "issue-name", year=facts.year, number=facts.number, combined=combined[0], combined_en=combined[1]
        ),
        "issue-short": f"{facts.year}-{facts.number}",
        "serial": phrase("serial-name", serial=facts.serial),
        "theme": facts.theme,
        "issn": f"ISSN {manifest.magazine.issn}",
    }


def _state(facts: ReportFacts) -> View:
    """May it be printed? Problems and findings of the preflight say so together."""
    severities = [found.severity for found in facts.problems] + [found.severity for found in facts.preflight]
    errors, warnings = severities.count("error"), severities.count("warning")
    return {
        "errors": errors,
        "warnings": warnings,
        "blocked": bool(errors),
        "warned": bool(warnings) and not errors,
        "ready": not severities,
        "state-class": f"state {'blocked' if errors else 'warnings' if warnings else 'ready'}",
    }


def _overview(facts: ReportFacts) -> View:
    state, planned = _state(facts), facts.plan.plan.pages
    sums = {name: sum(getattr(item, name) for item in facts.articles) for name in ("characters", "figures", "tables")}
    numbers = {
        "pages": facts.plan.counted,
        "articles": len(facts.articles),
        **sums,
        "sections": len(facts.issue.manifest.sections),
        "errors": state["errors"],
        "warnings": state["warnings"],
    }
    colour = {"errors": "e", "warnings": "w"}
    return {
        "numbers": [
            {
                "name": phrase(f"number-{name}"),
                "value": f"{value:,}",
                "class": colour.get(name, "") if value else "",
                "note": phrase("plan-planned", planned=planned) if name == "pages" and planned else "",
            }
            for name, value in numbers.items()
        ],
        "sections": _sections(facts),
    }


def _sections(facts: ReportFacts) -> list[View]:
    """Each section in numbers; its pages also as a share of those of the largest one."""
    rows = []
    for section in facts.issue.manifest.sections:
        own = [item for item in facts.articles if item.section.id == section.id]
        row: View = {"name": section.title, "dot": f"dot theme-{section.theme}", "articles": len(own)}
        row |= {name: sum(getattr(item, name) for item in own) for name in ("characters", "figures", "tables")}
        rows.append(row | {"pages": sum(item.span.count for item in own)})
    most = max(row["pages"] for row in rows)
    return [row | {"width": f"width:{row['pages'] / most:.1%}", "characters": f"{row['characters']:,}"} for row in rows]


def _file(file: Finished) -> View:
    size = f"{file.size / 1e6:.1f} MB" if file.size >= 1e6 else f"{file.size / 1e3:.0f} kB"
    return {"href": f"../{file.name}", "name": file.name, "size": size, "digest": file.digest[:16]}
