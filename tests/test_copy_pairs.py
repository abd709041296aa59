"""Marks in pairs: what is a fault, where it is reported, and what is none."""

from __future__ import annotations

import pytest

from zbsh_pub.copyedit.pairs import check_pairs
from zbsh_pub.copyedit.text import markdown_text


def faults(text: str) -> list[tuple[int, str]]:
    """Offset and fault of each mark."""
    running = markdown_text(text)
    return [(running.offsets[lone.start], lone.fault) for lone in check_pairs(running)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“好。", [(3, "unclosed")]),
        ("好》，又好", [(1, "unopened")]),
        ("（甲“乙）丙”", [(2, "crossed")]),
        ("（甲【乙）", [(2, "unclosed")]),
        ("“甲’。", [(0, "wrong-kind")]),
        ("《甲〉", [(0, "wrong-kind")]),
        ("“甲“乙”丙”", [(2, "nested")]),
        ("《甲《乙》丙》", [(2, "nested")]),
        ("‘甲’", [(0, "inner-first")]),
        ("甲〈乙〉", [(1, "inner-first")]),
        ("“甲“乙”", [(0, "unclosed")]),
        ("甲”乙“丙", [(1, "unopened"), (3, "unclosed")]),
        ("“甲。\n\n乙。”", [(0, "unclosed"), (7, "unopened")]),
        ("(甲", [(0, "unclosed")]),
    ],
)
def test_fault(text: str, expected: list[tuple[int, str]]) -> None:
    """Each fault is told once, at the mark that has it; for a pair gone wrong at its opening."""
    assert faults(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“甲‘乙’丙”（丁）《戊〈己〉》【庚】〔辛〕",
        "“甲。\n\n“乙。\n\n“丙。”",
        "“甲\n乙”",
        "It’s the editors’ rock ’n’ roll",
        "1）甲，2）乙",
        "a) 甲",
        "（甲)",
        "**“甲**”",
        "见[“甲](https://example.org/”)”",
        "",
    ],
)
def test_sound(text: str) -> None:
    """Sound pairs, quotations of several paragraphs, apostrophes and numbering marks are no faults."""
    assert faults(text) == []
