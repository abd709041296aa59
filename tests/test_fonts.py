"""Faces cut to the issue, and characters that no face has."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from issuetest import ARTICLE, IssueTest, lines
from zbsh_pub.fonts import ALWAYS, coverage, cut_faces, house_faces, missing_glyphs


@pytest.fixture(scope="module")
def cut() -> list[TTFont]:
    return [TTFont(BytesIO(face.data)) for face in cut_faces("京津冀𠮷")]


def test_faces_of_the_house() -> None:
    """The house has 宋, 黑 and 楷, 宋 and 黑 also bold."""
    assert sorted((face.role, face.weight) for face in house_faces()) == [
        ("hei", 400),
        ("hei", 700),
        ("kai", 400),
        ("song", 400),
        ("song", 700),
    ]


def test_only_what_is_asked_for(cut: list[TTFont]) -> None:
    """A cut face has the characters asked for and the usual marks, no others."""
    for font in cut:
        assert {chr(c) for c in font.getBestCmap()} <= set("京津冀𠮷") | set(ALWAYS)
        assert set("京津冀") <= {chr(c) for c in font.getBestCmap()}


def test_family_and_features_stay(cut: list[TTFont]) -> None:
    """A cut face keeps the house's family name, its licence and the contextual spacing of Chinese marks."""
    for font in cut:
        assert str(font["name"].getDebugName(1)).startswith("ZB ")
        assert "Open Font License" in str(font["name"].getDebugName(13))
        assert "chws" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_same_characters_same_bytes() -> None:
    """The cut depends on the set of characters, not on their order or number."""
    assert [face.data for face in cut_faces("京津冀")] == [face.data for face in cut_faces("冀津京津")]


def test_missing_glyphs_have_places() -> None:
    """Each character that no face has is reported at its line and column."""
    found = list(missing_glyphs({"a.md": (4, "甲\n乙😀丙\U000e0001\n")}))
    assert lines(found) == ["F01 a.md:5:2", "F01 a.md:5:4"]
    assert found[0].details == {"char": "😀", "code": "U+1F600"}


@pytest.mark.parametrize(
    "text", ["涿州", "“”‘’—…·～￥％", "①⑳■▲→", "αβ±×÷°℃", "ǎ ē ǐ ō ǔ ǜ", "〇㎡", "\u200b\u2060\u00ad"]
)
def test_what_copy_needs(text: str) -> None:
    """The faces have what Chinese political copy uses."""
    assert list(missing_glyphs({"a.md": (1, text)})) == []


def test_what_the_house_prints_itself() -> None:
    """The marks that pages and sheets add on their own account are not left to whatever face a reader has."""
    assert {c for c in ALWAYS if c.isprintable()} - coverage() == set()


def test_every_common_character() -> None:
    """All 3,500 common characters of the general standard list, which GB 2312's first level nearly is, are there."""
    level_1 = {bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)}
    assert level_1 - {""} <= coverage()


@pytest.mark.parametrize("character", ["😀", "\ue000", "한", "\u202e"])
def test_character_that_no_face_has(issue: IssueTest, character: str) -> None:
    """An emoji, a private character, Korean and a mark that turns the text around stop the build."""
    assert lines(issue.with_article(f"甲{character}乙\n").problems()) == [f"F01 {ARTICLE}:4:2"]
