"""Rows of pull quotes: broken where phrases end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbsh_pub.compose.parts import zi
from zbsh_pub.compose.phrases import NOT_FIRST, NOT_LAST, phrase_rows

TEXTS = st.text("轨道连起三地的城，也连了人。“”《》、2024 km在是", min_size=1, max_size=60)


@pytest.mark.parametrize(
    "rows",
    [
        ("老人在哪里，", "补贴就跟到哪里。"),
        ("“老城修旧、新城补短”的", "办法渐渐成形。"),
        ("有人搬来有人走，", "大家都得到了更宽的地方。"),
        ("小城由此成为全省首个", "没有围墙的公园"),
        ("这条生态走廊南北长约", "50公里，东西宽约15公里，", "从图上走到了地上"),
    ],
)
def test_rows_end_with_phrases(rows: tuple[str, ...]) -> None:
    """A row ends after a mark, after a particle, before a small word or a figure, and rows are about as long."""
    assert phrase_rows("".join(rows), 12.6) == rows


@given(TEXTS, st.floats(6, 20))
def test_nothing_is_lost(text: str, measure: float) -> None:
    """The rows joined are the text."""
    assert "".join(phrase_rows(text, measure)) == text


@given(TEXTS, st.floats(6, 20))
def test_marks_keep_their_place(text: str, measure: float) -> None:
    """No row that was broken off begins with a closing mark or ends with an opening one (clreq 3.1.3)."""
    first, *rest = phrase_rows(text, measure)
    assert [row for row in rest if row[0] in NOT_FIRST] == []
    assert [row for row in (first, *rest)[: len(rest)] if row[-1] in NOT_LAST] == []


@given(st.text("轨道连起三地城，。", min_size=1, max_size=60))
def test_rows_fit(text: str) -> None:
    """Rows of Han are no longer than the measure, but for a mark whose blank half hangs over the edge."""
    marks_in_a_row = any(a in NOT_FIRST and b in NOT_FIRST for a, b in zip(text, text[1:], strict=False))
    if not marks_in_a_row and text[0] not in NOT_FIRST:
        assert [row for row in phrase_rows(text, 8.0) if zi(row) > 8.5] == []
