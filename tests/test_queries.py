"""Queries of the editors: taken out of the text, kept with their places, and never to be seen in an edition."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issuetest import ARTICLE, IssueTest, lines
from zbsh_pub.checks.source_text import source_pieces
from zbsh_pub.copyedit.files import plan_fixes
from zbsh_pub.copyedit.text import markdown_text
from zbsh_pub.model import Cut, Query
from zbsh_pub.queries import lift_queries

MARKED = (
    "## {==标题==}{>>换一个？<<}\n\n"
    "**{==黑体==}{>>级别？<<}**和*楷{>>字体？<<}体*，{==**跨过**记号==}{>>编辑→作者：请核<<}。\n\n"
    "- 列表{==项==}{>>顺序？<<}\n\n"
    "/// 图 | {==图题==}{>>与正文不一<<}\n\n![替代文字](../../assets/cover.svg)\n///\n\n"
    "注[^a]。\n\n[^a]: {==注文==}{>>出处？<<}。\n"
)
PLAIN = (
    "## 标题\n\n**黑体**和*楷体*，**跨过**记号。\n\n- 列表项\n\n"
    "/// 图 | 图题\n\n![替代文字](../../assets/cover.svg)\n///\n\n注[^a]。\n\n[^a]: 注文。\n"
)


def test_a_query_is_lifted_with_its_place() -> None:
    """Text, place in the file, place in the text that stays, what is asked, on whose way."""
    lifted, problems = lift_queries("甲{==乙丙==}{>>编辑->作者：为何？<<}丁\n戊{>>缺？<<}", "a.md", 7)
    assert (lifted.text, problems) == ("甲乙丙丁\n戊", [])
    assert lifted.queries == (Query(7, 2, 1, 3, "为何？", "编辑 → 作者"), Query(8, 2, 6, 6, "缺？", ""))
    assert lifted.cuts == (Cut(1, 3), Cut(3, 3), Cut(3, 16), Cut(6, 8))


def test_queries_stand_in_any_construct() -> None:
    """In headings, emphasis, lists, titles of blocks and notes the text that stays is the text without them."""
    lifted, problems = lift_queries(MARKED, "a.md", 1)
    assert (lifted.text, problems) == (PLAIN, [])
    assert len(lifted.queries) == 7


def test_an_escaped_mark_is_text() -> None:
    r"""`\{==` and `\{>>` are printed."""
    assert lift_queries(r"写法：\{==疑处==\}\{>>询问<<\}", "a.md", 1)[0].queries == ()


def test_a_query_between_blanks_takes_one_of_them() -> None:
    """Words on both sides stay one blank apart; at the end of a line nothing is left."""
    assert lift_queries("Made {>>in?<<} Tianjin {>>?<<}", "a.md", 1)[0].text == "Made Tianjin"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["甲", " ", "{==", "==}", "{>>", "<<}", "**", "\n", "乙。"]), max_size=14))
def test_no_text_is_lost(parts: list[str]) -> None:
    """However marks are misplaced, lines keep their numbers, and cuts tell what was taken: nothing else is."""
    source = "".join(parts)
    lifted, _ = lift_queries(source, "a.md", 1)
    assert lifted.text.count("\n") == source.count("\n")
    assert len(lifted.text) + sum(cut.length for cut in lifted.cuts) == len(source)


def test_columns_are_those_of_the_file(issue: IssueTest) -> None:
    """A problem behind a query has the column that the editor sees."""
    issue.with_article("前{==文==}{>>问<<}，`码`。\n")
    assert lines(found for found in issue.problems() if found.code != "Q05") == [f"D03 {ARTICLE}:4:17"]


def test_copy_rules_do_not_read_queries(issue: IssueTest) -> None:
    """What is asked may be written as one likes; the text round it is read as if nothing were asked."""
    issue.with_article("价格,{==便宜==}{>>ok, really?<<},好。\n")
    assert [found.details["found"] for found in issue.problems() if found.code == "C01"] == [
        "价格,便宜,好",
        "格,便宜,好。",
    ]


def test_fix_mends_round_a_query(issue: IssueTest) -> None:
    """`zbsh fix` changes the text and leaves the query as it is."""
    issue.with_article("甲方{==乙方==}{>>对吗, A?<<},丙方。\n")
    (change,) = plan_fixes(issue.root)[0]
    assert change.after.endswith("甲方{==乙方==}{>>对吗, A?<<}，丙方。\n")


def test_running_text_has_no_queries() -> None:
    """The offsets of the text are those of the file, marks and all."""
    running = markdown_text("甲{==乙==}{>>问。<<}丙")
    assert running.text.strip("\u2029") == "甲乙丙"
    assert [running.offsets[running.text.index(char)] for char in "甲乙丙"] == [0, 4, 16]


def test_the_check_of_texts_expects_no_queries() -> None:
    """What must be found again in the editions is the text alone, by means other than the build's."""
    assert list(source_pieces(MARKED, 1)) == list(source_pieces(PLAIN, 1))


@pytest.mark.parametrize("edition", ["epub", "screen"])
def test_a_finished_edition_does_not_know_of_queries(issue: IssueTest, edition: str) -> None:
    """With and without queries the files are equal to the last byte; a warning says how many are open."""
    issue.with_article(PLAIN)
    plain = issue.build(edition, out=issue.root / "plain")
    marked = issue.with_article(MARKED).build(edition, out=issue.root / "marked")
    assert plain.files[0].read_bytes() == marked.files[0].read_bytes()
    assert [(found.code, found.details["count"]) for found in marked.problems] == [("Q05", 7)]
    assert [found.code for found in plain.problems] == []
