"""What the dialect does not know, with its exact place."""

from __future__ import annotations

import pytest

from issuetest import lines
from test_markdown import article
from zbsh_pub.markdown import convert
from zbsh_pub.markdown.scan import scan


def found(body: str) -> list[str]:
    """`code line:column` of each problem of a converted article."""
    problems = convert(article(body), frozenset({"p", "p024-guidao"}))[1]
    return [text.replace("manuscript/lead/p.md:", "") for text in lines(problems)]


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("甲\n\n/// 图片 | 题\n\n乙\n///\n", ["D01 3"]),
        ("/// 抽文\n\n甲\n", ["D02 1"]),
        ("甲\n\n///\n", ["D02 3"]),
        ("/// 核心阅读\n\n甲\n\n/// 抽文\n\n乙\n///\n", ["D02 1"]),
        ("甲\n\n乙`code`丙\n", ["D03 3:2"]),
        ("甲\n\n---\n", ["D03 3:1"]),
        ("甲**乙\n", ["D03 1"]),
        ("甲 _楷体_ 乙\n", ["D03 1:3"]),
        ("甲&nbsp;乙\n", ["D03 1:2"]),
        ("甲<b>乙</b>\n", ["D04 1:2", "D04 1:6"]),
        ("<!-- 甲 -->\n", ["D04 1:1"]),
        ("CO<sub class='x'>2</sub>\n", ["D04 1:3"]),
        ("甲[^a]\n", ["D05 1"]),
        ("甲\n\n[^a]: 注\n", ["D05 3"]),
        ("甲[^a]乙[^a]\n\n[^a]: 注\n", ["D06 1:7"]),
        ("甲[^a]\n\n[^a]: 注\n[^a]: 又\n", ["D06 4"]),
        ("# 甲\n", ["D07 1"]),
        ("##甲\n", ["D07 1"]),
        ("##### 甲\n", ["D07 1"]),
        ("##\n", ["D07 1"]),
        ("### 甲\n", ["D08 1"]),
        ("## 甲\n\n#### 乙\n\n### 丙\n", ["D08 3"]),
        ("/// 图 | 题\n\n甲\n///\n", ["D09 1"]),
        ("/// 图 | 题\n\n![a](a.png)\n![b](b.png)\n///\n", ["D09 1"]),
        ("/// 图 | 题\n\n![ ](a.png)\n///\n", ["D10 3:1"]),
        ("| a | b |\n|---|---|\n| c | d |\n", ["D11 1"]),
        ("/// 表 | 题\n\n| a |\n|---|\n///\n", ["D11 1"]),
        ("甲![a](a.png)\n", ["D12 1:2"]),
        ("/// 抽文\n\n![a](a.png)\n///\n", ["D12 3:1"]),
        ("/// 图 | 题\n\n![a](https://a.b/c.png)\n///\n", ["D13 3:1"]),
        ("甲{涿州|zhuō zhōu shì}\n", ["D14 1:2"]),
        ("甲{涿州|}{|zhuō}\n", ["D14 1:2", "D14 1:7"]),
        ("/// 图\n\n![a](a.png)\n///\n", ["D15 1"]),
        ("/// 作者简介 | 题\n\n甲\n///\n", ["D15 1"]),
        ("/// 图 | 题\n    span: yes please\n\n![a](a.png)\n///\n", ["D15 2"]),
        ("/// 图 | 题\n    width: 3\n\n![a](a.png)\n///\n", ["D15 2"]),
        ("/// 图 | 题\n    credit: [甲\n\n![a](a.png)\n///\n", ["D15 2"]),
        ("/// 视频 | 题\n\n甲\n///\n", ["D15 1"]),
        ("/// 视频 | 题\n    url: www.a.cn\n\n甲\n///\n", ["D15 1"]),
        ("[甲](p025.md)\n", ["D16 1:1"]),
        ("[甲](javascript:alert(1))\n", ["D16 1:1"]),
        ("[](https://a.cn)\n", ["D16 1:1"]),
        ("[甲]()\n", ["D16 1:1"]),
        ("[甲](ftp://a.cn)\n", ["D16 1:1"]),
        ("/// 抽文\n///\n", ["D17 1"]),
        ("/// 数读 | 题\n\n///\n", ["D17 1"]),
    ],
)
def test_problem(body: str, problems: list[str]) -> None:
    """A mistake is reported once, where it stands, and nothing else is."""
    assert found(body) == problems


@pytest.mark.parametrize(
    "body",
    [
        "第一句。**黑体**、*楷体*和==着重==。\n",
        "价格3～5元，比例3:2，a/b，//注释\n",
        "邮箱a_b@c.cn，文件a_b_c.txt\n",
        "[网页](https://a.cn/__init__/x)\n",
        "[甲](https://a.cn/b_(c))\n",
        "方程1 = 2，甲=乙\n",
        "《甲》[1]，参见[2]\n",
        "甲<乙，丙>丁\n",
        "星期一|星期二\n",
        "中国·天津——“十四五”……\n",
    ],
)
def test_plain_text(body: str) -> None:
    """Marks that Chinese copy uses are no markup."""
    assert found(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "5\\*3\n",
        "\\# 甲\n",
        "甲\\_乙\\_\n",
        "\\[1\\]\n",
        "\\[^a\\]\n",
        "\\{甲|乙\\}\n",
        "\\`甲\\`\n",
        "\\*\\*甲\\*\\*\n",
        "1\\. 甲\n",
    ],
)
def test_backslash_makes_plain_text(body: str) -> None:
    """The cure of D03, a backslash before the mark, does cure it."""
    assert found(body) == []


@pytest.mark.parametrize("body", ["文字：\n- 甲\n- 乙\n", "文字：\n1. 甲\n2. 乙\n", "- 甲\n\n  接着\n- 乙\n"])
def test_list_that_is_none(body: str) -> None:
    """A list that the converter does not take for one, which would be set as running text, is reported."""
    fragment, problems = convert(article(body), frozenset())
    assert problems or not set("-12.") & set("".join(map(str, fragment.body.itertext())))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("/// 数读 | 题\n\n没有列表\n///\n", "没有列表"),
        ("/// 数读 | 题\n\n- 没有数字的一项\n///\n", "不算"),
        ("/// 表 | 题\n\n| a |\n|---|\n| b |\n\n表外的话。\n///\n", "表外的话。"),
        ("/// 图 | 题\n\n![a](../../assets/a.png)\n\n图外的话。\n///\n", "图外的话。"),
        ("/// 换页\n\n块里的话。\n///\n", "块里的话。"),
        ("/// 原图 | 题\n\n块里的话。\n///\n", "块里的话。"),
        ("/// 作者简介\n\n- 甲事\n- 乙事\n///\n", "乙事"),
        ("/// 表 | 题\n\n| a | b |\n|---|---|\n| 一 | 二 | 三 |\n///\n", "三"),
        ("/// 表 | 题\n\n| a | b |\n|---|---|\n| {涿州|zhuō zhōu} | 二 |\n///\n", "二"),
        ("甲[^a]\n\n[^a]: 注[^b]\n\n[^b]: 注中注\n", "注中注"),
    ],
)
def test_content_that_has_no_place(body: str, text: str) -> None:
    """What a block has no place for is set or reported as a mistake, not lost and then blamed on the tool."""
    fragment, problems = convert(article(body), frozenset())
    trees = (*fragment.head, fragment.body, *fragment.tail)
    assert problems or text in "".join(str(part) for tree in trees for part in tree.itertext())


def test_lines_count_from_the_file() -> None:
    """Lines are those of the file, of which the front matter is a part."""
    assert lines(scan("甲\n# 乙\n", "a.md", 7, frozenset())) == ["D07 a.md:8"]


def test_near_block_is_offered() -> None:
    """A misspelt block is answered with the block that was meant."""
    (problem,) = scan("/// 抽闻\n\n甲\n///\n", "a.md", 1, frozenset())
    assert problem.details == {"name": "抽闻", "hint": "抽文"}


def test_link_to_an_article() -> None:
    """A link to an article of the issue is allowed from any folder."""
    assert found("[甲](p024-guidao.md)和[乙](../lilun/p024-guidao.md)\n") == []


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("文字：\n- 甲\n- 乙\n", ["D19 2"]),
        ("> 引\n> - 甲\n", ["D19 2"]),
        ("文字：\n> - 甲\n> - 乙\n", []),
        ("## 题\n- 甲\n接着\n- 乙\n\n    又\n- 丙\n", []),
        ("/// 核心阅读\n- 甲\n- 乙\n///\n", []),
    ],
)
def test_where_a_list_begins(body: str, problems: list[str]) -> None:
    """A list needs a blank line before it where the converter needs one, and only there."""
    assert found(body) == problems


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("/// 图 | 题[^a]\n\n![a](a.png)\n///\n\n[^a]: 注\n", ["D18 1:10"]),
        ("/// 抽文\n    by: 甲[^a]\n\n话\n///\n\n[^a]: 注\n", ["D18 2:10"]),
        ("甲[^a]\n\n[^a]: 注\n接着[^b]\n\n[^b]: 注\n", ["D18 4"]),
        ("甲[^a]\n\n[^a]: 注\n\n    - 甲\n", ["D18 5"]),
        ("甲[^a]\n\n[^a]: - 甲\n", ["D18 3"]),
        ("{甲[^a]|jiǎ}\n\n[^a]: 注\n", ["D18 1:1"]),
        ("甲[^a]\n\n[^a]:\n", ["D05 3"]),
        ("/// 抽文\n\n/// 换页\n///\n///\n", ["D18 3"]),
        ("/// 图 | 题\n\n![a](a.png)字\n///\n", ["D18 3"]),
        ("/// 表 | 题\n\n| a | b |\n|---|---|\n| c |\n///\n", ["D11 5"]),
    ],
)
def test_what_would_be_lost(body: str, problems: list[str]) -> None:
    """Text that the pages have no place for is reported on its line."""
    assert found(body) == problems
