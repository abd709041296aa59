"""The measured typesetting as values for the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import sqrt
from typing import Any

from zbsh_pub.checks.typography.wording import figure_name
from zbsh_pub.pageplan.values import PagePlan
from zbsh_pub.problems import Bilingual
from zbsh_pub.report.facts import Shown
from zbsh_pub.report.places import Places
from zbsh_pub.report.problem_views import View, page_href
from zbsh_pub.report.wording import phrase

STEP, STEPS = 0.01, 12  # em; the last step holds all that is looser


def quality_views(shown: Shown, places: Places) -> View:
    data = shown.typesetting
    faults = sum(figure["count"] for figure in data["figures"])
    return {
        "body-lines": f"{data['bodyLines']:,}",
        "body-size": f"{data['size']:g}",
        "fault-count": faults or "✓",
        "fault-class": "bad" if faults else "n",
        "figures-of-type": [*map(_figure, data["figures"]), *_told(data)],
        "loosest": [_loose(line, places) for line in data["loosest"][:10]],
        "faulty": [_faulty(figure, places) for figure in data["figures"] if figure["count"]],
        "limit": f"{STEP * (STEPS - 1):g}",
        "histograms": _histograms(shown.facts.plan, data["gaps"]),
    }


def _name(key: str) -> Bilingual:
    return Bilingual(figure_name(key, "zh"), figure_name(key, "en"))


def _figure(figure: Mapping[str, Any]) -> View:
    mark = "st warn" if figure["count"] else "st ok"
    return {"mark": mark, "name": _name(figure["key"]), "value": f"{figure['count']:,} / {figure['of']:,}"}


def _told(data: Mapping[str, Any]) -> list[View]:
    """Figures that are neither right nor wrong."""
    loose, grid = data["looseness"], data["grid"]
    said = {
        "looseness-share": f"{loose['median']:.3f} / {loose['p99']:.3f}",
        "page-grid": f"{grid[0]:.1%}",
        "even-columns": f"{grid[2]:.1%}",
    }
    return [{"mark": "st told", "name": phrase(key), "value": value} for key, value in said.items()]


def _loose(line: Mapping[str, Any], places: Places) -> View:
    return {
        "gap": f"{line['gap']:+.3f}",
        "href": page_href(places.by_label.get(line["label"], -1)),
        "place": f"{line['label']}·{line['column']}·{line['line']}",
        "style": f"letter-spacing:{line['gap']:.3f}em",
        "text": line["text"],
    }


def _faulty(figure: Mapping[str, Any], places: Places) -> View:
    faults = [
        {
            "href": page_href(places.by_label.get(fault["label"], -1)),
            "place": f"{fault['label']}·{fault['column']}·{fault['line']}",
            "text": fault["text"],
        }
        for fault in figure["faults"]
    ]
    return {"name": _name(figure["key"]), "count": figure["count"], "faults": faults}


def _histograms(plan: PagePlan, gaps: list[tuple[int, float]]) -> list[View]:
    """For each article how many of its full lines are how loose, all on one scale."""
    owners = {page.index + 1: page.article for page in plan.pages}
    bins: dict[str, list[int]] = defaultdict(lambda: [0] * STEPS)
    for page, gap in gaps:
        bins[owners[page]][min(STEPS - 1, max(0, int(gap / STEP)))] += 1
    most = max((count for found in bins.values() for count in found), default=1)
    return [
        _histogram(a.span.first, a.entry.title.main, bins[a.entry.id], most) for a in plan.articles if bins[a.entry.id]
    ]


def _histogram(first: int, title: str, bins: list[int], most: int) -> View:
    lines, loose = sum(bins), bins[-1]
    return {
        "title": f"{first} {title}",
        "lines": phrase("loose-lines", loose=loose, lines=lines),
        "spoken": f"{title} {loose}/{lines}",
        "bins": [
            {"class": "loose" if step == STEPS - 1 else "", "style": f"height:{sqrt(count / most):.1%}"}
            for step, count in enumerate(bins)
        ],
    }
