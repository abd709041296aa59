"""`zbsh check` on the copy: codes, places, the house's switches and terms; what a build says of it."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from issuetest import ARTICLE, MANIFEST, REPO, IssueTest, lines
from zbsh_pub.build import check
from zbsh_pub.cli import main
from zbsh_pub.copyedit.terms import check_terms
from zbsh_pub.model import Term

HOUSE = "house:\n  copy: {off: []}"


def test_findings_have_places(issue: IssueTest) -> None:
    """Rule, term and pair findings stand in their file, line and column, and are warnings."""
    problems = issue.with_article("先调查,后动手。\n\n其它“事。\n").problems()
    assert lines(problems) == [f"C01 {ARTICLE}:4:4", f"C02 {ARTICLE}:6:1", f"C03 {ARTICLE}:6:3"]
    assert not any(found.is_error for found in problems)


def test_manifest_is_read_too(issue: IssueTest) -> None:
    """Titles and leads are checked, and a title's lines are one text: a quotation may go on in the next."""
    issue.with_title('["“一篇,|文章", 的样子”]').with_manifest(("lead: 从这里开始。", "lead: 从这里(开始。"))
    column = issue.root.joinpath(MANIFEST).read_text(encoding="utf-8").split('title: ["“')[1].index(",") + 19
    title, lead = issue.line_of("“一篇,"), issue.line_of("从这里(")
    assert lines(issue.problems()) == [f"C03 {MANIFEST}:{lead}:14", f"C01 {MANIFEST}:{title}:{column}"]
    assert not any("zbsh fix" in found.render("en") for found in issue.problems())


def test_rule_is_switched_off(issue: IssueTest) -> None:
    """A rule in house.copy.off reports nothing; the others do."""
    issue.with_article("先调查,后动手...").with_manifest((HOUSE, "house:\n  copy: {off: [comma]}"))
    assert [found.details["rule"] for found in issue.problems()] == ["ellipsis"]


@pytest.mark.parametrize(
    ("house", "code"),
    [
        ("copy: {off: comma}", "M04"),
        ("copy: {of: [comma]}", "M02"),
        ("terms: [{wrong: 甲}]", "M03"),
        ("terms: [{wrong: 甲, right: 乙, why: 丙}]", "M02"),
        ("copy: {off: [coma]}", "C04"),
        ("terms: [{wrong: 甲, right: 甲}]", "C05"),
    ],
)
def test_bad_house(issue: IssueTest, house: str, code: str) -> None:
    """A switch or a term that cannot be meant is an error of the manifest."""
    text = (issue.root / MANIFEST).read_text(encoding="utf-8")
    old = text[text.index("house:\n") : text.index("cover:\n")]
    assert issue.with_manifest((old, f"house:\n  {house}\n")).codes() == [code]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("二十大", [0]),
        ("党的二十大", []),
        ("党的二十大之后，二十大代表", [8]),
        ("二十大洋", []),
        ("第二十大洋二十大", [5]),
    ],
)
def test_terms(text: str, starts: list[int]) -> None:
    """A wrong form counts, but not inside the right form or an exception."""
    term = Term("二十大", "党的二十大", "", ("二十大洋",))
    assert [wrong.start for wrong in check_terms(text, [term])] == starts


def test_term_within_markup(issue: IssueTest) -> None:
    """A term is found across markup, and not in a link's address."""
    problems = issue.with_article("截止**到**年底，见[网页](https://example.org/截止到)。").problems()
    assert lines(problems) == [f"C02 {ARTICLE}:4:1"]


def test_no_place_is_told_twice(issue: IssueTest) -> None:
    """Where the dialect or the faces have a complaint, the copy rules are silent."""
    assert issue.with_article("正文\ue000。").codes() == ["F01"]


def test_build_sums_up(issue: IssueTest) -> None:
    """A build does not fail on its copy: it says in one line how much there is."""
    issue.with_article("先调查,后动手,再总结。\n")
    result = CliRunner().invoke(main, ["build", str(issue.root), "--edition", "epub"])
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert re.findall("[0-9]+", line) == ["2"]
    assert (issue.root / "dist" / "yangkan-1.epub").is_file()


def test_check_with_warnings(issue: IssueTest) -> None:
    """A check with warnings only lists them, counts them and is content."""
    issue.with_article("先调查,后动手。\n")
    result = CliRunner().invoke(main, ["check", str(issue.root)])
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) == 1
    assert "C01" in result.stderr
    assert "1" in result.stdout


def test_real_issue_is_clean() -> None:
    """The issue of this repository has nothing for a copy editor."""
    assert check(REPO, full=False)[1] == ()
