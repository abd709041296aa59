"""The house dialect to neutral markup, by fixtures that an editor can extend.

A fixture is a title, a line `.`, the article's text, a line `.`, the expected XHTML with one block a
line, and a line `.`. What stands above and below the text is wrapped in <head> and <tail>.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from issuetest import lines
from zbsh_pub.markdown import Fragment, convert
from zbsh_pub.markdown.fragment import PARA
from zbsh_pub.model import Article, Entry, Line, Title
from zbsh_pub.queries import lift_queries

FIXTURES = Path(__file__).parent / "fixtures" / "markdown"
_FIXTURE = re.compile(r"^(\S[^\n]*)\n\.\n(.*?)\n\.\n(.*?)\n\.$", re.M | re.S)


def article(written: str) -> Article:
    """An article as it is read: without the editors' queries."""
    body = lift_queries(written, "manuscript/lead/p.md", 1)[0].text
    entry = Entry("p", "p.md", 1, Title((Line(("题",)),)), (), "lead", 1)
    return Article(entry, "manuscript/lead/p.md", "full", "", (), end_mark=False, body=body, first_line=1)


def fixtures() -> list[object]:
    return [
        pytest.param(source, expected, id=f"{path.stem}: {title}")
        for path in sorted(FIXTURES.glob("*.md"))
        for title, source, expected in _FIXTURE.findall(path.read_text(encoding="utf-8"))
    ]


def markup(fragment: Fragment) -> str:
    """The fragment's markup without the numbers of its paragraphs."""
    head, body, tail = (
        "\n".join(etree.tostring(node, encoding="unicode", with_tail=False) for node in nodes)
        for nodes in (fragment.head, fragment.body, fragment.tail)
    )
    parts = (head and f"<head>{head}</head>", body, tail and f"<tail>{tail}</tail>")
    return re.sub(r' data-para="\d+"', "", "\n".join(part for part in parts if part))


@pytest.mark.parametrize(("source", "expected"), fixtures())
def test_fixture(source: str, expected: str) -> None:
    """The construct becomes the markup that its fixture shows, without a problem."""
    fragment, problems = convert(article(source), frozenset({"p"}))
    assert lines(problems) == []
    assert markup(fragment) == expected


def test_paragraphs_are_numbered_in_reading_order() -> None:
    """What stands above the text comes first; whatever holds lines has a number, and none is given twice."""
    fragment, _ = convert(article("段。\n\n- 甲\n- 乙\n\n/// 核心阅读\n摘要。\n///\n"), frozenset({"p"}))
    numbered = [
        (node.tag, node.get(PARA)) for part in (*fragment.head, fragment.body) for node in part.iter() if node.get(PARA)
    ]
    assert numbered == [("p", "1"), ("p", "2"), ("p", "3"), ("li", "4"), ("li", "5")]


def test_every_fixture_is_read() -> None:
    """No fixture is skipped because its dots are misplaced."""
    dots = sum(f"{path.read_text(encoding='utf-8')}\n".count("\n.\n") for path in FIXTURES.glob("*.md"))
    assert len(fixtures()) * 3 == dots


@pytest.mark.parametrize(("end_mark", "count"), [(True, 1), (False, 0)])
def test_end_mark(end_mark: bool, count: int) -> None:
    """The end mark stands after the last paragraph of the text, unless the article goes without."""
    text = replace(article("甲\n\n乙\n\n/// 抽文\n\n乙\n///\n"), end_mark=end_mark)
    fragment, _ = convert(text, frozenset())
    marked = [node for node in fragment.body if node.find("span[@class='endmark']") is not None]
    assert [node.text for node in marked] == ["乙"] * count


@pytest.mark.parametrize("last", ["- 甲\n- 乙\n", "> 引文\n", "1. 甲\n"])
def test_end_mark_after_a_list(last: str) -> None:
    """An article that ends in a list or a quotation has its end mark at its end, not in the middle."""
    text = replace(article(f"第一段。\n\n{last}"), end_mark=True)
    fragment, _ = convert(text, frozenset())
    assert etree.tostring(fragment.body[-1], encoding="unicode").count("endmark") == 1


MARKS = ["**", "*", "==", "[^a]", "[^a]:注", "甲乙", "{涿|zhuō}", "{", "|", "}", "[", "](", "]", "![图](a.png)", "2"]
MARKS += ["[x](https://a.b)", "\\", "<sub>", "</sub>", "<", ">", "&", "_", "`", "~", "!", "#", "\u3000", "\x02", "\x03"]
LINES = [
    "\n",
    "\n\n",
    "| a | b |\n",
    "|---|---|\n",
    "## 题\n",
    "- 项\n",
    "1. 项\n",
    "> 引\n",
    "    ",
    "\t",
    "    span: true\n",
]
BLOCKS = [
    "/// 图 | 题\n",
    "/// 抽文\n\n",
    "/// 表 | 题\n\n",
    "/// 诗\n\n",
    "/// 数读 | 题\n\n",
    "//// 核心阅读\n\n",
    "////\n",
    "///\n",
]
PIECES = st.sampled_from([*MARKS, *LINES, *BLOCKS])


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_any_text_is_converted(body: str) -> None:
    """Whatever an editor types is converted or reported; nothing breaks the converter."""
    fragment, _ = convert(article(body), frozenset())
    etree.fromstring(etree.tostring(fragment.body))


@settings(max_examples=200)
@given(st.lists(st.lists(st.text("京津冀协同，。“”（）2024 AI", min_size=1), min_size=1), min_size=1))
def test_plain_text_is_kept(paragraphs: list[list[str]]) -> None:
    """Not a character of plain paragraphs is lost, whatever their line ends."""
    body = "\n\n".join("\n".join(paragraph) for paragraph in paragraphs)
    fragment, problems = convert(article(body), frozenset())
    assert problems == ()
    assert "".join("".join(map(str, fragment.body.itertext())).split()) == "".join(body.split())


def test_articles_do_not_leak() -> None:
    """Notes of one article are not met again in the next."""
    convert(article("甲[^a]\n\n[^a]: 注甲\n"), frozenset())
    fragment, _ = convert(article("乙[^a]\n\n[^a]: 注乙\n"), frozenset())
    assert markup(fragment) == '<p>乙<span class="note" id="p-n1" data-number="1">注乙</span></p>'
