"""Parts of pages that both editions share."""

from __future__ import annotations

import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issuetest import IssueTest
from zbsh_pub.compose.parts import (
    issue_name,
    masthead,
    sense_groups,
    serial_name,
    shortened,
    title_rows,
    wide_blanks,
    zi,
)
from zbsh_pub.compose.print_article import TITLE_SIZES, fit_title
from zbsh_pub.labels import labels
from zbsh_pub.manuscript import read_issue
from zbsh_pub.model import Issue, Line, Title

GROUPS = st.lists(st.text("京津冀协同AI5", min_size=1, max_size=6), min_size=1, max_size=7)
TITLES = st.lists(GROUPS, min_size=1, max_size=2).map(lambda ls: Title(tuple(Line(tuple(groups)) for groups in ls)))
SPACED = st.lists(st.text("京津冀A", min_size=1, max_size=4), min_size=1, max_size=6).map(
    lambda words: Title((Line((" ".join(words),)),))
)
MEASURE = st.sampled_from([4.0, 6.5, 10.4, 21.0])
WORDS = labels("zh-Hans")


def issue_of(test: IssueTest) -> Issue:
    issue, problems = read_issue(test.root)
    assert problems == []
    assert issue is not None
    return issue


def fewest(words: list[str], measure: float) -> int:
    """The number of rows of the first-fit break, which no other break of unspaced words undercuts."""
    rows, room = 1, measure
    for word in words:
        if zi(word) > room and room < measure:
            rows, room = rows + 1, measure
        room -= zi(word)
    return rows


@given(TITLES | SPACED, MEASURE)
def test_rows_rejoin(title: Title, measure: float) -> None:
    """The rows of a title, put together again, are the title."""
    assert "".join(title_rows(title, measure)).replace(" ", "") == title.main.replace(" ", "")


@given(TITLES | SPACED, MEASURE)
def test_no_row_is_longer_than_needed(title: Title, measure: float) -> None:
    """A row is wider than the measure only where a group alone is wider."""
    groups = [group for line in title.lines for group in sense_groups(line)]
    widest = max(map(zi, groups))
    assert all(zi(row) <= max(measure, widest) + 1e-9 for row in title_rows(title, measure))


@given(GROUPS, MEASURE)
def test_fewest_rows_of_equal_length(groups: list[str], measure: float) -> None:
    """A line is broken into the fewest rows that hold it, and of these breaks the most even is taken."""
    rows = title_rows(Title((Line(tuple(groups)),)), measure)
    if max(map(zi, groups)) > measure:
        return
    assert len(rows) == fewest(groups, measure)
    breaks = combinations(range(1, len(groups)), len(rows) - 1)
    cuts = [(0, *cut, len(groups)) for cut in breaks]
    evenest = min(max(zi("".join(groups[a:b])) for a, b in zip(cut, cut[1:], strict=False)) for cut in cuts)
    assert max(map(zi, rows)) == pytest.approx(evenest)


@given(TITLES, MEASURE)
def test_printed_lines_are_not_joined(title: Title, measure: float) -> None:
    """What the editor broke into two lines is never set in one row."""
    rows = list(title_rows(title, measure))
    for line in title.lines:
        text = ""
        while text != line.text:
            text += rows.pop(0)
    assert rows == []


def test_blank_that_was_typed_stays() -> None:
    """A blank between two halves of a title is kept in the row and dropped at its end."""
    title = Title((Line(("牢记嘱托 勇担使命 开拓进取",)),))
    assert title_rows(title, 21.0) == ("牢记嘱托 勇担使命 开拓进取",)
    assert [row == row.strip() for row in title_rows(title, 10.4)] == [True, True]


def test_title_of_many_groups_takes_no_time() -> None:
    """A long title with a word that fits nowhere is broken within a second."""
    words = ("Internationalization", *("word" for _ in range(17)))
    start = time.perf_counter()
    title_rows(Title((Line((" ".join(words),)),)), 10.4)
    assert time.perf_counter() - start < 1


@given(TITLES | SPACED)
def test_size_fits(title: Title) -> None:
    """The size taken holds every row, unless even the smallest cannot."""
    class_, rows = fit_title(title)
    measure = {name: width for name, width, _ in TITLE_SIZES}[class_]
    assert class_ == TITLE_SIZES[-1][0] or all(zi(row) <= measure + 1e-9 for row in rows)


@pytest.mark.parametrize(("text", "width"), [("", 0), ("京津冀", 3), ("AI", 1.1), ("甲 乙", 2.5), ("“甲”", 3)])
def test_zi(text: str, width: float) -> None:
    """Han characters and full-width marks are one zi, Latin about half."""
    assert zi(text) == pytest.approx(width)


def test_names(issue: IssueTest) -> None:
    """An issue is named by year and number, and by its serial number."""
    manifest = issue_of(issue).manifest
    assert issue_name(manifest, WORDS) == "2026年第1期"
    assert serial_name(manifest, WORDS) == "总第1期"


def test_masthead_has_what_the_manifest_has(issue: IssueTest) -> None:
    """Fields that the manifest leaves out make no row, and no group stands empty."""
    groups = masthead(issue_of(issue), WORDS)
    assert [(title, [(f.label, f.values) for f in fields]) for title, fields in groups] == [
        ("出版", [("编辑出版", ("样刊编辑部",))]),
        ("编辑部", [("主编", ("张三",))]),
        ("刊号与发行", [("国际标准刊号", ("ISSN 1234-5679",))]),
    ]


def test_masthead_has_all_that_the_manifest_has(issue: IssueTest) -> None:
    """Every fact about the magazine stands in the masthead."""
    facts = {
        "frequency": "每月十五日出版",
        "postal-code-no": "6-268",
        "advertising-licence": '"120101004"',
        "circulation": "国内外公开发行",
        "supervisor-sponsor": "主办单位",
        "distributor": "发行单位甲",
        "legal-adviser": "某律师事务所",
    }
    contact = "{editorial-phone: 022-23020102, circulation-phone: 022-23122154, address: 某路1号, postcode: '300210'"
    text = "".join(f"  {key}: {value}\n" for key, value in facts.items())
    text += f"  contact: {contact}, website: www.a.cn, email: a@b.cn}}\n  partner-media: [{{name: 某网, url: 'https://c.cn'}}]\n"
    issue.with_manifest(("  publisher: 样刊编辑部\n", f"  publisher: 样刊编辑部\n{text}"))
    issue.with_manifest(("  rights:", "  price: {amount: '16.00', currency: CNY}\n  printer: 某厂\n  rights:"))
    values = [value for _, fields in masthead(issue_of(issue), WORDS) for field in fields for value in field.values]
    assert {"每月十五日出版", "6-268", "120101004", "主办单位", "发行单位甲", "某律师事务所"} <= set(values)
    assert {"022-23020102", "022-23122154", "某路1号", "300210", "www.a.cn", "a@b.cn"} <= set(values)
    assert {"某网", "https://c.cn", "16.00元", "某厂", "国内外公开发行"} <= set(values)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("十年协同 砥砺奋进", "十年协同　砥砺奋进"), ("走进 AI 时代", "走进 AI 时代"), ("迎接 2030 年", "迎接 2030 年")],
)
def test_blanks_of_titles(typed: str, printed: str) -> None:
    """A blank between parts of a title is one zi wide; one beside Latin letters or figures stays as it was typed."""
    assert wide_blanks(typed) == printed


@given(st.text("天津支部生活，　A1 ", max_size=40), st.integers(4, 30))
def test_shortened_text_fits(text: str, room: int) -> None:
    """What is too long for its place ends in an ellipsis and fits; what fits is not touched."""
    short = shortened(text, room)
    assert zi(short) <= room
    assert short == text if zi(text) <= room else short.endswith("……")
