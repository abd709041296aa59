"""Running text out of the house's Markdown: what rules see of it, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issuetest import REPO
from zbsh_pub.copyedit.findings import lint, mend
from zbsh_pub.copyedit.rule import ATOM, PARAGRAPH
from zbsh_pub.copyedit.text import Running, markdown_text, plain_text

MANUSCRIPTS = [*sorted(REPO.glob("manuscript/*/*.md")), REPO / "tests" / "fixtures" / "all.md"]

TYPED = dict(zip("，；：？！（）“”～", ',;:?!()""~', strict=True))


def pieces(running: Running) -> list[str]:
    """The pieces that hold anything, atoms as ☐, line breaks as /."""
    found = (piece.strip("\n").replace(ATOM, "☐").replace("\n", "/") for piece in running.text.split(PARAGRAPH))
    return [piece for piece in found if piece]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("一段，\n两行。\n\n又一段。", ["一段，/两行。", "又一段。"]),
        ("## 小标题\n正文", ["小标题", "正文"]),
        ("- 甲\n- 乙\n  接着乙\n1. 丙", ["甲", "乙/接着乙", "丙"]),
        ("> 引文一\n> 引文二\n\n正文", ["引文一/引文二", "正文"]),
        ("**甲**乙*丙*==丁==", ["甲乙丙丁"]),
        ("协议[^xieyi]，\n\n[^xieyi]: 注文。", ["协议，", "注文。"]),
        ("快巴开到{涿州|zhuō zhōu}。", ["快巴开到涿州。"]),
        ("见[网站](https://example.org/a,b)。", ["见网站。"]),
        ("![替代，文字](../a,b.svg)", ["替代，文字"]),
        ("CO<sub>2</sub>和<u>涿州</u>", ["CO☐和涿州"]),
        (r"一个\*星号", ["一个☐星号"]),
        ("/// 图 | 图题\n    credit: 某某／摄\n    span: true\n\n![文](a.svg)\n///", ["图题", "某某／摄", "文"]),
        ("/// 视频 | 看\n    url: https://example.org/,\n\n一句\n///", ["看", "一句"]),
        ('/// 抽文\n    by: "某 某"\n\n话\n///', ["某 某", "话"]),
        ("| 甲 | {乙|yǐ} |\n|---|--:|\n| a\\|b | 丁 |", ["甲", "乙", "a☐b", "丁"]),
        ("- **2500** 余家：企业", ["2500", "余家：企业"]),
        ("写信给a.b@example.org，见docs/a.md和`x,y`", ["写信给☐，见☐和☐"]),
    ],
)
def test_what_rules_see(source: str, seen: list[str]) -> None:
    """Markup is gone, protected text is one atom, pieces stand apart."""
    assert pieces(markdown_text(source)) == seen


def test_plain_text_knows_no_markdown() -> None:
    """In plain text only protected text is taken out, and each line is a piece."""
    assert pieces(plain_text("**甲**\nhttps://example.org乙")) == ["**甲**", "☐乙"]


@pytest.mark.parametrize("path", MANUSCRIPTS, ids=lambda path: path.stem)
def test_offsets(path: Path) -> None:
    """Each character of the running text stands in the source where its offset says, in the source's order."""
    source = path.read_text(encoding="utf-8")
    running = markdown_text(source)
    assert len(running.text) == len(running.offsets)
    assert list(running.offsets) == sorted(running.offsets)
    assert [
        c for c, o in zip(running.text, running.offsets, strict=True) if c not in (ATOM, PARAGRAPH) and source[o] != c
    ] == []


@given(st.text(st.sampled_from('京津，,。*=[]()^|{}/-#>`\\<sub>1 .\n　"“”'), max_size=40))
def test_any_source_is_read(source: str) -> None:
    """Whatever stands in a source, offsets are right and mending ends in a text with nothing left to mend."""
    running = markdown_text(source)
    assert all(
        c in (ATOM, PARAGRAPH, "\n") or source[o] == c for c, o in zip(running.text, running.offsets, strict=True)
    )
    once, _ = mend(source, markdown_text)
    assert mend(once, markdown_text) == (once, ())
    assert once.count("\n") == source.count("\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("**甲**,乙", "**甲**，乙"),
        ("甲[^a],乙\n\n[^a]: 注,文", "甲[^a]，乙\n\n[^a]: 注，文"),
        ("“甲”**、**“乙”", "“甲”****“乙”"),
        ("(**甲**)", "（**甲**）"),
        ("见[a,甲](https://example.org/甲,乙)", "见[a，甲](https://example.org/甲,乙)"),
        ("{涿州|zhuō zhōu},甲", "{涿州|zhuō zhōu}，甲"),
        ("甲<sup>2</sup>,乙", "甲<sup>2</sup>，乙"),
        ("/// 图 | 甲,乙\n    source: 丙,丁\n", "/// 图 | 甲，乙\n    source: 丙，丁\n"),
        (r"甲\,乙,丙", r"甲\,乙，丙"),
        ("| 甲,乙 | 1,000 |\n|---|--:|", "| 甲，乙 | 1,000 |\n|---|--:|"),
        ("- **2500** 余家:甲", "- **2500** 余家：甲"),
        ("1. 甲,乙", "1. 甲，乙"),
        ("甲,\n乙", "甲，\n乙"),
    ],
)
def test_mended_source(before: str, after: str) -> None:
    """Text is mended, markup stays."""
    assert mend(before, markdown_text)[0] == after


def test_typewriter_copy_comes_back() -> None:
    """The real issue, typed with half-width marks, is mended into itself: no mark wrongly, next to none left out."""
    marks = 0
    left = []
    for path in MANUSCRIPTS[:-1]:
        source = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        running = markdown_text(source)
        typed = list(source)
        for character, offset in zip(running.text, running.offsets, strict=True):
            if character in TYPED:
                typed[offset] = TYPED[character]
                marks += 1
        mended, _ = mend("".join(typed), markdown_text)
        assert len(mended) == len(source)
        left += [(a, b) for a, b in zip(source, mended, strict=True) if a != b]
    assert marks > 1500
    assert all(TYPED[mark] == found for mark, found in left)
    assert len(left) < marks / 200


def test_place_in_a_source() -> None:
    """Line and column count markup too."""
    (finding,) = lint("## 题\n\n- **甲**,乙", markdown_text)
    assert (finding.line, finding.column) == (3, 8)
