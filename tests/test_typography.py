"""Text rules: each with its example, and what all of them promise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbsh_pub.typography import RULES, Rule, drop_indent, prepare

COPY = st.text(st.sampled_from("京津冀，。“”（）《》—…·①％AZaz09 .%-\n\t\u3000"), max_size=30)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_example(rule: Rule) -> None:
    """Each rule does what its own example says, and finds nothing more to do in the result."""
    assert rule.apply(rule.before) == rule.after
    assert rule.apply(rule.after) == rule.after


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_says_what_it_does(rule: Rule) -> None:
    """Each rule has a name, a docstring and an example that changes something."""
    assert rule.name
    assert rule.apply.__doc__
    assert rule.before != rule.after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("增长\n38.3%", "增长38.3%"),
        ("38.3%\n增长", "38.3%增长"),
        ("结束。\n“开始”", "结束。“开始”"),
        ("甲  \n\t乙", "甲乙"),
        ("PM2.5\nfine dust", "PM2.5 fine dust"),
        ("甲 乙", "甲 乙"),
        ("㐀\n𠀀", "㐀𠀀"),
    ],
)
def test_prepare(before: str, after: str) -> None:
    """A newline beside Chinese goes without a trace, any other is one space."""
    assert prepare(before) == after


@given(COPY)
def test_idempotent(text: str) -> None:
    """Prepared text is not changed by preparing it again."""
    assert prepare(prepare(text)) == prepare(text)


@given(st.text(max_size=40))
def test_only_blanks_change(text: str) -> None:
    """No rule changes, adds or drops a character that the reader sees."""
    for rule in RULES:
        assert [c for c in rule.apply(text) if c not in " \t\n"] == [c for c in text if c not in " \t\n"]


@given(COPY)
def test_no_line_ends_left(text: str) -> None:
    """Prepared text is one line without double blanks."""
    assert not {"\n", "\t"} & set(prepare(text))
    assert "  " not in prepare(text)


@given(COPY)
def test_indent(text: str) -> None:
    """A paragraph's own indent goes; full-width blanks inside stay."""
    assert drop_indent("\u3000\u3000" + text) == text.lstrip("\u3000 ")
