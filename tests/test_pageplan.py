"""Planned pages against those that were laid out."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from issuetest import ARTICLE, FIRST, MANIFEST, IssueTest, lines
from planned import plan_of, plan_problems, with_plan
from zbsh_pub.build import plan_pages
from zbsh_pub.cli import main
from zbsh_pub.house import read_sheet
from zbsh_pub.model import IssuePlan
from zbsh_pub.pageplan.compare import roman
from zbsh_pub.pageplan.plain import to_plain
from zbsh_pub.pageplan.table import to_text
from zbsh_pub.pageplan.values import Measures, PagePlan, PlanPage

TEXT = "甲乙丙丁，戊己庚辛。" * 480


def test_measures_are_those_of_the_layout(issue: IssueTest) -> None:
    """The house's page has two columns of 42 lines of 23 characters."""
    assert plan_of(issue).measures == Measures(42, 2, 23)


def test_measures_follow_the_sheets(issue: IssueTest) -> None:
    """An issue with a sheet of its own is measured by that."""
    sheet = read_sheet(issue.root, "tokens.css").replace("--line: 21px", "--line: 42px")
    assert plan_of(issue.with_file("styles/tokens.css", sheet)).measures == Measures(21, 2, 23)


def test_cutting_what_is_over_makes_it_fit(issue: IssueTest) -> None:
    """An article that loses the characters it has too many of fits its planned pages; losing half it does not."""
    with_plan(issue, first="{pages: 2}").with_article(TEXT, name=FIRST)
    article = plan_of(issue).articles[0]
    assert (article.span.count, article.pages) == (3, 1)
    assert article.lines > 0
    assert article.characters == article.lines * 23
    issue.with_article(TEXT[: -article.characters // 2], name=FIRST)
    assert plan_of(issue).articles[0].pages == 1
    issue.with_article(TEXT[: -article.characters], name=FIRST)
    fitting = plan_of(issue).articles[0]
    assert (fitting.pages, fitting.span.count) == (0, 2)
    assert -8 <= fitting.lines <= 0


def test_adding_what_is_under_fills_it(issue: IssueTest) -> None:
    """An article that takes the characters that it lacks fills its planned pages but for a line."""
    text = TEXT[:1200]
    with_plan(issue, first="{pages: 2}").with_article(text, name=FIRST)
    short = plan_of(issue).articles[0]
    assert (short.span.count, short.pages) == (1, -1)
    issue.with_article((text + TEXT)[: len(text) - short.characters - 46], name=FIRST)
    full = plan_of(issue).articles[0]
    assert full.span.count == 2
    assert full.foot <= 1


def test_nothing_is_said_of_what_was_not_planned(issue: IssueTest) -> None:
    """Without a plan there is no problem and no difference."""
    assert plan_problems() == []
    plan = plan_of(issue)
    assert [(a.pages, a.lines, a.characters, a.misses_side) for a in plan.articles] == [(0, 0, 0, False)] * 2
    assert plan.missing == 0


def test_planned_first_pages(issue: IssueTest) -> None:
    """The second article would open where the first one's plan ends."""
    plan = plan_of(with_plan(issue, first="{pages: 4}"))
    assert [(a.planned_first, a.span.first) for a in plan.articles] == [(1, 1), (5, 2)]


def test_plan_is_told_by_a_build(issue: IssueTest) -> None:
    """The warnings of the plan are among those of the screen edition, at their place in the manifest."""
    built = with_plan(issue, first="{pages: 2, opens: left}").build("screen")
    line = issue.line_of("plan:")
    assert lines(built.problems) == [f"{code} {MANIFEST}:{line}:9" for code in ("G02", "G03")]


@pytest.mark.parametrize(
    ("plan", "code"),
    [("{pages: 0}", "M05"), ("{page: 1}", "M02"), ("{opens: top}", "M05"), ("{pages: two}", "M04"), ("{}", "M05")],
)
def test_plan_of_an_article_is_checked(issue: IssueTest, plan: str, code: str) -> None:
    """What is no plan is said to be none."""
    assert with_plan(issue, first=plan).codes() == [code]


def test_panels_fill_a_foot() -> None:
    """A foot with a panel in it is not empty; else the fullest column says how empty it is."""
    assert PlanPage(0, "1", "a", "text", "a", (9, 11)).foot == 9
    assert PlanPage(0, "1", "a", "text", "a", (9, 11), panel=True).foot == 0


@pytest.mark.parametrize(("count", "spreads"), [(1, "-0"), (2, "-0 1-"), (3, "-0 12"), (4, "-0 12 3-")])
def test_spreads(count: int, spreads: str) -> None:
    """Page 1 is a right-hand page; the last page may be alone on the left."""
    pages = tuple(PlanPage(i, str(i), "", "text") for i in range(count))
    plan = PagePlan(IssuePlan(), Measures(), (), pages, count)
    said = " ".join("".join(page.label if page else "-" for page in spread) for spread in plan.spreads)
    assert said == spreads
    assert all((left is None or left.side == "left") and (r is None or r.side == "right") for left, r in plan.spreads)


def test_roman() -> None:
    """Folios of the front matter."""
    assert [roman(n) for n in (1, 4, 9, 14, 18)] == ["i", "iv", "ix", "xiv", "xviii"]


def test_json(issue: IssueTest) -> None:
    """The JSON is as its schema says, and each page of the issue is in it once."""
    with_plan(issue, "{pages: 8, signature: 4}", "{pages: 2}").with_article(TEXT, name=ARTICLE)
    read, plan = plan_pages(issue.root)
    data = to_plain(read, plan)
    schema = json.loads(files("zbsh_pub").joinpath("schema", "plan.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []
    labels = [page["label"] for spread in data["spreads"] for page in spread if page]
    assert labels == ["i", "ii", "iii", "iv", "1", "2", "3", "4"]


def test_table(issue: IssueTest) -> None:
    """A line an article, numbers flush; in both languages."""
    plan = plan_of(with_plan(issue, "{pages: 6, signature: 4}", "{pages: 2, opens: left}"))
    assert to_text(plan, "zh").splitlines() == [
        "6页　计划6页　一帖4页，差2页　一栏42行，一页2栏，一行23字",
        "",
        "页  计划  实排  行差   字差  空行  开在          栏目  题目",
        " 1     2     1  -118  -2714    15  右（计划左）  卷首  一篇文章的样子",
        " 2           1                  1  左            卷首  图、表、注都在这里",
    ]
    assert to_text(plan, "en").startswith("6 pages　6 planned　signatures of 4, 2 missing　")


def test_command(issue: IssueTest) -> None:
    """`zbsh plan` prints the table and the warnings, and makes nothing."""
    done = CliRunner().invoke(main, ["plan", str(with_plan(issue, first="{pages: 2}").root)])
    assert done.exit_code == 0
    assert "G02" in done.stderr
    assert not (issue.root / "dist").exists()
    told = CliRunner().invoke(main, ["plan", str(issue.root), "--json"])
    assert json.loads(told.stdout)["schema"] == "zbsh-plan/1"


def test_command_without_an_issue(issue: IssueTest) -> None:
    """A folder without a manifest is a mistake of usage, an issue with errors is not laid out."""
    assert CliRunner().invoke(main, ["plan", str(issue.root / "assets")]).exit_code == 2
    assert CliRunner().invoke(main, ["plan", str(issue.with_title("[]").root)]).exit_code == 1
