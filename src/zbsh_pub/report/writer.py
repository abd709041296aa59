"""Write the report into `report/` of the stage: the page for editors, and the page plan as JSON."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

from zbsh_pub.output import files_below
from zbsh_pub.pageplan.plain import to_json
from zbsh_pub.report.facts import Finished, ReportFacts, Shown
from zbsh_pub.report.template import fill_page
from zbsh_pub.report.thumbs import draw_thumbs
from zbsh_pub.report.typesetting import typesetting
from zbsh_pub.report.view import view_of

FOLDER = "report"


def write_report(facts: ReportFacts, stage: Path) -> tuple[Path, ...]:
    """`report/index.html`, which loads nothing, and `report/plan.json`; gives their paths.

    The page lists the finished files that stand in the stage. The same facts give the same bytes.
    """
    finished = tuple(_finished(stage, name) for name in files_below(stage))
    shown = Shown(facts, draw_thumbs(facts.pdf, facts.store), typesetting(facts.pdf, facts.store), finished)
    folder = stage / FOLDER
    folder.mkdir()
    page, plan = folder / "index.html", folder / "plan.json"
    page.write_text(report_page(shown), encoding="utf-8")
    plan.write_text(to_json(facts.issue, facts.plan), encoding="utf-8")
    return page, plan


def report_page(shown: Shown) -> str:
    """The page as HTML. Pure."""
    package = files("zbsh_pub").joinpath("report")
    template, sheet, script = (package.joinpath(f"page.{kind}").read_text("utf-8") for kind in ("html", "css", "js"))
    return fill_page(template, view_of(shown), {"sheet": sheet, "script": script})


def _finished(stage: Path, name: str) -> Finished:
    data = (stage / name).read_bytes()
    return Finished(name, len(data), hashlib.sha256(data).hexdigest())
