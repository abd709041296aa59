"""The yardstick of the text checks: what a source says, by means of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbsh_pub.checks.source_text import missing_pieces, source_pieces, squeeze


def pieces(body: str, *untitled: str) -> list[tuple[int, str]]:
    return list(source_pieces(body, 1, frozenset(untitled)))


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("一段 话。", ["一段话。"]),
        ("**先合线。**再*合*==票==。", ["先合线。再合票。"]),
        ("## 小标题", ["小标题"]),
        ("- 一项", ["一项"]),
        ("12. 一项", ["一项"]),
        ("> 引文", ["引文"]),
        ("见[网站](https://a.cn)。", ["见网站。"]),
        ("![替代](a.png)", []),
        ("甲[^a]乙", ["甲", "乙"]),
        ("[^a]: 注文。", ["注文。"]),
        ("CO<sub>2</sub>", ["CO2"]),
        ("| 甲 | **乙** |", ["甲", "乙"]),
        ("|---|--:|", []),
        ("到{涿州|zhuō zhōu}去", ["到", "涿", "州", "zhuō", "zhōu", "去"]),
        ("{京津冀|JJJ}", ["京津冀", "JJJ"]),
        ("/// 图 | 图题", ["图题"]),
        ("    credit: 某人", ["某人"]),
        ("    url: https://a.cn", []),
        ("    span: true", []),
        ("///", []),
        ("2024.5月", ["2024.5月"]),
        ("3-5元", ["3-5元"]),
    ],
)
def test_pieces(line: str, texts: list[str]) -> None:
    """Syntax goes, text stays, and every piece knows its line."""
    assert pieces(line) == [(1, text) for text in texts]


@pytest.mark.parametrize(
    ("line", "text"),
    [("5\\*3", "5*3"), ("见\\[1\\]处", "见[1]处"), ("\\# 甲", "#甲"), ("\\_甲\\_", "_甲_")],
)
def test_backslash_goes(line: str, text: str) -> None:
    """A mark behind a backslash is text, and the backslash is none."""
    assert pieces(line) == [(1, text)]


def test_facts() -> None:
    """An item of 数读 is figure, unit and meaning, each for itself."""
    assert pieces("/// 数读 | 家底\n\n- **5** 万名：专家\n///") == [(1, "家底"), (3, "5"), (3, "万名"), (3, "专家")]


def test_block_whose_title_is_left_out() -> None:
    """A title that an edition leaves out on purpose is not expected."""
    assert pieces("/// 视频 | 扫码\n\n一句。\n///", "视频") == [(3, "一句。")]


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        ("甲乙丙丁", []),
        ("甲乙X丙丁", []),
        ("甲乙", ["丙丁"]),
        ("丙丁", ["甲乙丙丁"]),
        ("", ["甲乙丙丁"]),
    ],
)
def test_missing(found: str, missing: list[str]) -> None:
    """A piece may be cut by a column or a page, but no part of it may be missing."""
    assert [text for _, text in missing_pieces(iter([(1, "甲乙丙丁")]), found)] == missing


@given(st.text("京津冀协同发展", min_size=3, max_size=30), st.data())
def test_lost_character_is_found(text: str, data: st.DataObject) -> None:
    """A text that lost a character which stands nowhere else is found."""
    place = data.draw(st.integers(0, len(text)))
    source = f"{text[:place]}失{text[place:]}"
    assert list(missing_pieces(iter([(1, source)]), text))


def test_lost_words_that_stand_elsewhere() -> None:
    """A paragraph that is lost is found, although each of its words stands somewhere else."""
    found = "产业兴旺，协同作战，创新驱动，发展壮大。"
    assert list(missing_pieces(iter([(1, "产业协同创新发展")]), found))


@given(st.text("京津冀协同发展", min_size=1, max_size=30), st.text("京津冀", max_size=9))
def test_whole_text_is_never_missed(text: str, around: str) -> None:
    """A text that stands there whole is not reported."""
    assert list(missing_pieces(iter([(1, text)]), around + text + around)) == []


@given(st.text(max_size=30))
def test_squeeze(text: str) -> None:
    """Squeezed text has no blank of any kind, and squeezing it again changes nothing."""
    assert not any(c.isspace() or c in "\u200b\u2060\u00ad" for c in squeeze(text))
    assert squeeze(squeeze(text)) == squeeze(text)
