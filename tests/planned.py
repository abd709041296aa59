"""An issue whose manifest has a page plan, laid out."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import FIRST, IssueTest
from zbsh_pub.build import plan_pages
from zbsh_pub.pageplan.problems import check_plan
from zbsh_pub.pageplan.values import PagePlan
from zbsh_pub.problems import Problem

FIRST_PAGE, SECOND_PAGE = "        page: 1\n", "        page: 3\n"


def with_plan(issue: IssueTest, whole: str = "", first: str = "", second: str = "") -> IssueTest:
    """The issue with plans, as YAML in one line each: of the whole, of the first and of the second article."""
    changes = [("sections:\n", f"plan: {whole}\n\nsections:\n")] if whole else []
    for page, plan in ((FIRST_PAGE, first), (SECOND_PAGE, second)):
        changes += [(page, f"{page}        plan: {plan}\n")] if plan else []
    return issue.with_manifest(*changes)


def plan_of(issue: IssueTest) -> PagePlan:
    return plan_pages(issue.root)[1]


def plan_problems(whole: str = "", first: str = "", second: str = "", body: str = "") -> list[Problem]:
    """What is said of the skeleton with these plans; `body` is that of its first article."""
    with tempfile.TemporaryDirectory() as folder:
        issue = with_plan(IssueTest.new(Path(folder) / "issue"), whole, first, second)
        if body:
            issue.with_article(body, name=FIRST)
        return list(check_plan(plan_of(issue)))
