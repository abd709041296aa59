"""Articles and the tree that holds them."""

from __future__ import annotations

import pytest

from issuetest import ARTICLE, FIRST, MANIFEST, IssueTest, figure, lines
from zbsh_pub.manuscript import read_issue


def found(issue: IssueTest) -> list[str]:
    return lines(issue.problems())


def test_article(issue: IssueTest) -> None:
    """An article is its front matter as facts and its body as text, with the line on which that begins."""
    issue.with_article("\n甲。\n", front="kind: digest\nsummary: 简介。\nkeywords: [乙, 丙]\nend-mark: false")
    read, problems = read_issue(issue.root)
    assert problems == []
    assert read is not None
    article = read.articles[1]
    assert (article.kind, article.summary, article.keywords, article.end_mark) == (
        "digest",
        "简介。",
        ("乙", "丙"),
        False,
    )
    assert (article.body, article.first_line) == ("\n甲。\n", 7)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("正文。\n", ["T05 {}:1"]),
        ("", ["T05 {}:1"]),
        ("\n---\nkind: full\n---\n正文。\n", ["T05 {}:1"]),
        ("---\nkind: full\n正文。\n", ["T05 {}:1"]),
        ("---\nkind: full\n---\n", ["T07 {}:4"]),
        ("---\nkind: full\n---\n \n\u3000\n", ["T07 {}:4"]),
        ("---\n---\n正文。\n", ["M04 {}:1:1"]),
        ("---\nkind full\n---\n正文。\n", ["M04 {}:2:1"]),
        ("---\nkind: full\nsummary: 甲: 乙\n---\n正文。\n", ["M01 {}:3:11"]),
        ("---\nkind: full\nkind: digest\n---\n正文。\n", ["M06 {}:3:1"]),
        ("---\nkind: full\ntitle: 甲\n---\n正文。\n", ["M02 {}:3:1"]),
    ],
)
def test_front_matter(issue: IssueTest, text: str, problems: list[str]) -> None:
    """Each way to break the head of an article is reported on its line."""
    assert found(issue.with_file(ARTICLE, text)) == [text.format(ARTICLE) for text in problems]


@pytest.mark.parametrize(
    "head", ["---\nkind: full\n---\n", "---  \nkind: full\n---  \n", "\ufeff---\r\nkind: full\r\n---\r\n"]
)
def test_front_matter_as_editors_type_it(issue: IssueTest, head: str) -> None:
    """Blanks at the end of a line, a byte-order mark and Windows line ends do no harm."""
    assert found(issue.with_file(ARTICLE, f"{head}正文。\n")) == []


def test_rule_in_the_text_is_not_the_head(issue: IssueTest) -> None:
    """The first closing line ends the head; a later one is part of the text."""
    assert found(issue.with_article("正文。\n\n---\n\n又。\n")) == [f"D03 {ARTICLE}:6:1"]


def test_missing_article(issue: IssueTest) -> None:
    """A listed article that is not there is reported where the manifest lists it."""
    line = issue.line_of("p003-xiezuo.md")
    assert found(issue.without(ARTICLE)) == [f"T01 manuscript/issue.yaml:{line}"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("manuscript/lead/p009-new.md", "T02"),
        ("manuscript/p009-new.md", "T02"),
        ("manuscript/lead/deeper/p001-kaipian.md", "T02"),
        ("manuscript/other/p001-kaipian.md", "T06"),
        ("manuscript/lead/p009-new.MD", "T02"),
    ],
)
def test_file_that_nobody_lists(issue: IssueTest, name: str, code: str) -> None:
    """An article that lies in the tree but in no section is reported, however its suffix is typed."""
    assert found(issue.with_file(name, "---\nkind: full\n---\n甲。\n")) == [f"{code} {name}"]


@pytest.mark.parametrize(
    "name", ["manuscript/lead/.p001-kaipian.md.swp", "manuscript/.DS_Store", "notes.md", "assets/readme.md"]
)
def test_file_that_is_no_article(issue: IssueTest, name: str) -> None:
    """What an editor's programs leave behind, and what lies outside manuscript/, is nobody's business."""
    assert found(issue.with_file(name, "x")) == []


def test_link_to_an_article_outside(issue: IssueTest) -> None:
    """An article that is a link out of the tree is not read."""
    issue.with_file("../outside.md", "---\nkind: full\n---\n甲。\n").with_link(
        ARTICLE, issue.root.parent / "outside.md"
    )
    assert found(issue) == [f"T08 manuscript/issue.yaml:{issue.line_of('p003-xiezuo.md')}"]


def test_link_to_a_manifest_outside(issue: IssueTest) -> None:
    """Nor is a manifest that is a link out of the tree."""
    issue.with_file("../issue.yaml", (issue.root / MANIFEST).read_bytes())
    assert found(issue.with_link(MANIFEST, issue.root.parent / "issue.yaml")) == [f"T08 {MANIFEST}"]


def test_name_longer_than_a_disk_allows(issue: IssueTest) -> None:
    """An article whose name no disk could hold is a missing file, not a crash."""
    assert "T01" in issue.with_manifest(("p003-xiezuo.md", f"p003-{'x' * 300}.md")).codes()


def test_every_problem_in_one_run(issue: IssueTest) -> None:
    """Wrong facts, files, text, pictures and characters are all reported in one run, in the order of the tree."""
    issue.with_manifest(("lines: [p003-xiezuo]", "lines: [p004-nix]"))
    issue.with_article("# 题\n\n" + figure("../../assets/nix.png", "😀"), name=FIRST)
    issue.with_file(ARTICLE, "没有文件头\n").with_file("manuscript/nix/a.md", "x")
    assert [text.split()[0] for text in found(issue)] == ["M10", "D07", "F01", "A01", "T05", "T06"]


def test_control_character_does_not_hide_the_rest(issue: IssueTest) -> None:
    """An invisible character and another mistake of the same article are reported in one run."""
    issue.with_article("甲\x07乙\n\n# 题\n")
    assert [text.split()[0] for text in found(issue)] == ["T10", "D07"]


def test_wrong_front_matter_does_not_hide_the_rest(issue: IssueTest) -> None:
    """A wrong key in the head and a mistake in the text are reported in one run."""
    issue.with_article("# 题\n", front="kind: full\ntitle: 甲")
    assert [text.split()[0] for text in found(issue)] == ["M02", "D07"]


@pytest.mark.parametrize("path", ["../../assets/a b.png", "<../../assets/a b.png>", "../../assets/a(1).png"])
def test_picture_whose_name_has_blanks_or_brackets(issue: IssueTest, path: str) -> None:
    """A name that Markdown cannot write plainly is used or reported by its whole name."""
    name = path.strip("<>").rsplit("/", 1)[-1]
    issue.with_article(figure(path))
    assert all(name in p.message("zh") for p in issue.problems())
    assert issue.problems()
