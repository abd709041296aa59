"""The import reads a printed issue: contents, masthead, article starts, and what each line is."""

from __future__ import annotations

import pytest

from conftest import Golden
from issuetest import REPO
from printedissue import PrintedIssue, annotated
from zbsh_pub.importing.evidence import EVIDENCE
from zbsh_pub.importing.features import lines_of
from zbsh_pub.importing.masthead import read_masthead
from zbsh_pub.importing.overrides import Overrides
from zbsh_pub.importing.rules import RULES, split_credit
from zbsh_pub.importing.trace import write_trace


def test_every_line_is_what_it_is() -> None:
    """Each line of the small issue has its article and its label."""
    lines = PrintedIssue.new().read()[0].lines
    found = [(item.line.number, item.article, item.verdict.label) for item in lines]
    assert found == [(line.number, line.article, line.label) for line in annotated()]


def test_contents_page() -> None:
    """Pages, sections, the line above a title, and authors come from the contents page."""
    entries = PrintedIssue.new().read()[0].contents.entries
    assert [(e.page, e.section, e.kicker, e.title, e.authors) for e in entries] == [
        (1, "卷首", (), ("守住一方水土 护好一座村庄",), ()),
        (3, "调查", ("某市召开基层工作会议时强调",), ("把会议开到田间地头",), ()),
        (6, "调查", (), ("一座小城的“慢”与“快”",), ("李文秀", "赵青")),
        (9, "调查", (), ("山村里来了年轻人",), ("王小满",)),
    ]


def test_masthead() -> None:
    """Facts with and without a printed name are found."""
    issue = PrintedIssue.new()
    masthead = issue.read()[0].masthead
    keys = ("magazine.title", "issue.year", "issue.number", "issue.serial", "issue.price", "magazine.frequency")
    assert [masthead.value(key) for key in keys] == ["柳树月刊", "2025", "11", "86", "8.00元", "每月10日出版"]
    assert read_masthead(lines_of(["主编 周正", "正文。"]), frozenset()).facts == ()


@pytest.mark.parametrize(
    ("contents", "text"),
    [
        ("一座小城的“慢”与“快”", "一座小城的慢与快"),
        ("守住一方水土 护好一座村庄", "守住一方水土\n\n护好一座村庄"),
        ("守住一方水土 护好一座村庄", "守住一方水土护好一座村庄"),
        ("把会议开到田间地头", "把会议开到田问地头"),
        ("山村里来了年轻人", "山村里，来了年轻人！"),
    ],
)
def test_titles_are_found_however_they_are_set(contents: str, text: str) -> None:
    """Quotation marks, widths, blanks, line breaks and a misread letter do not hide an article's start."""
    row = f" {contents}"
    issue = PrintedIssue.new().with_text(("「", "“"), ("」", "”"))
    whole = issue.text.replace(contents, text).replace(f" {text}", row)
    found = PrintedIssue(whole).read()[0].extents
    assert [extent.anchor.entry.place for extent in found] == [1, 2, 3, 4]


def test_names_that_no_surname_list_has() -> None:
    """Where the contents page hides the author in the title, the byline brings the name out."""
    issue = PrintedIssue.new().with_text(("王小满", "镜小满"))
    entry = issue.read()[0].extents[3].anchor.entry
    assert (entry.title, entry.authors) == (("山村里来了年轻人",), ("镜小满",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("湖边公园 甲某某 / 摄", ("湖边公园", "甲某某 / 摄")),
        ("李大山/摄", ("", "李大山/摄")),
        ("新华社记者 李大山 / 摄", ("", "新华社记者 李大山 / 摄")),
        ("柳树村宣传办公室 供图", ("", "柳树村宣传办公室 供图")),
        ("老街（李大山/摄）", ("老街", "李大山/摄）")),
        ("村里办起了食堂。", ("", "")),
    ],
)
def test_credits(text: str, expected: tuple[str, str]) -> None:
    """A credit is told from its caption; one that stands alone has none."""
    assert split_credit(text) == expected


def test_a_page_number_and_a_running_head_are_rubbish() -> None:
    """A number alone, and a short line that returns on page after page, are no text."""
    head = "\n柳树月刊 2025.11\n"
    issue = PrintedIssue.new().with_text(
        ("\n会议开在", f"{head}\n会议开在"),
        ("\n小城在两条", f"{head}\n小城在两条"),
        ("\n办事的窗口", f"{head}\n办事的窗口"),
        ("\n面包用的", f"{head}\n面包用的"),
        ("\n房顶漏雨", "\n· 12 ·\n\n房顶漏雨"),
    )
    labels = issue.labels()
    assert (labels["柳树月刊 2025.11"], labels["· 12 ·"]) == ("noise", "noise")


def test_an_editors_label_goes_before_every_rule() -> None:
    """A corrected line is what the editor says, and what follows is judged by it."""
    number = next(line.number for line in annotated() if line.text == "打谷场上的会议")
    reading = PrintedIssue.new().read(Overrides(labels={number: "h2"}))[0]
    labels = [item.verdict.label for item in reading.lines if item.line.number in (number, number + 4)]
    assert labels == ["h2", "p"]


def test_the_trace_has_a_row_a_line() -> None:
    """Each line that is not blank has its JSON row."""
    lines = PrintedIssue.new().read()[0].lines
    rows = write_trace(lines).splitlines()
    assert len(rows) == len(annotated())
    assert rows[0].startswith('{"line": 2, "article": 1, "label": "title", "confidence": ')


def test_rules_have_names_of_their_own_and_examples() -> None:
    """No two rules or signs share a name, and each shows a line."""
    names = [rule.name for rule in RULES] + [sign.name for sign in EVIDENCE]
    assert len(set(names)) == len(names)
    assert all([*(rule.example for rule in RULES), *(sign.example for sign in EVIDENCE)])


def test_the_manual_lists_every_rule(golden: Golden) -> None:
    """docs/import.md has all rules and signs, in their order, between its marks."""
    path = REPO / "docs" / "import.md"
    before, _, rest = path.read_text(encoding="utf-8").partition("<!-- rules -->\n")
    rows = ["| rule | a line is | example |", "|---|---|---|"]
    rows += [f"| `{rule.name}` | `{rule.label}` | {rule.example} |" for rule in RULES]
    rows += ["", "| sign | for (+) or against (-) | example |", "|---|---|---|"]
    rows += [f"| `{sign.name}` | `{sign.reading}` {sign.weight:+} | {sign.example} |" for sign in EVIDENCE]
    after = rest[rest.index("<!-- /rules -->") :]
    golden(path, f"{before}<!-- rules -->\n{chr(10).join(rows)}\n{after}")
