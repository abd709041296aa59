"""直排题: cells and rows, and how both editions spell them."""

from __future__ import annotations

import pytest

from issuetest import IssueTest
from zbsh_pub.vertical import Cell, cells, row_length, rows


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("春到", [("春", "upright"), ("到", "upright")]),
        ("10年", [("10", "together"), ("年", "upright")]),
        ("2024年", [("2024", "turned"), ("年", "upright")]),
        ("PM2.5与A", [("PM2.5", "turned"), ("与", "upright"), ("A", "together")]),
    ],
)
def test_cells(text: str, wanted: list[tuple[str, str]]) -> None:
    """A character, two figures together, a longer Western run turned."""
    assert [(cell.text, cell.kind) for cell in cells(text)] == wanted


def test_cells_are_the_text() -> None:
    """Nothing is lost or added."""
    assert "".join(cell.text for cell in cells("“黄金走廊”10年PM2.5下降——记")) == "“黄金走廊”10年PM2.5下降——记"


def test_lengths() -> None:
    """A cell is a zi long, a turned run as long as its letters."""
    assert row_length("10年") == 2
    assert cells("春") == (Cell("春", "upright", 1.0),)
    assert row_length("2024") == pytest.approx(2.2)


def test_a_blank_begins_a_row() -> None:
    """Printed lines and the blanks in them part the rows."""
    assert rows(["增进民生 共享成果", "十年"]) == ("增进民生", "共享成果", "十年")


@pytest.fixture
def issue(issue: IssueTest) -> IssueTest:
    return issue.with_title("[春到“运河”, 10年PM2.5记]\n        title-style: vertical")


def test_epub(issue: IssueTest) -> None:
    """A row is a span for `writing-mode`, short figures are marked to stand together; the text is the title."""
    head = issue.build("epub").page("p001-kaipian").find(".//{*}h1")
    assert head is not None
    assert "".join(map(str, head.itertext())) == "春到“运河” 10年PM2.5记"
    assert [span.get("class") for span in head.iter("{*}span")] == ["vrow", "vrow", "tcy"]
