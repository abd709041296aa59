"""Text files of the tree as Unicode."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issuetest import lines
from zbsh_pub.textfile import guess_encoding, read_text

TEXT = "《天津支部生活》是中共天津市委主管主办的刊物，每月十五日出版。\n"


def read(folder: Path, data: bytes) -> tuple[str, list[str]]:
    path = folder / "a.md"
    path.write_bytes(data)
    text, problems = read_text(path, "a.md")
    return text, lines(problems)


@pytest.mark.parametrize("data", [TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.replace("\n", "\r\n").encode()])
def test_utf_8(tmp_path: Path, data: bytes) -> None:
    """UTF-8 is read with or without a byte-order mark, whatever system ended its lines."""
    assert read(tmp_path, data) == (TEXT, [])


def test_old_mac_line_ends(tmp_path: Path) -> None:
    """A bare carriage return ends a line."""
    assert read(tmp_path, "甲\r乙\r".encode()) == ("甲\n乙\n", [])


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("gb18030", "GB 18030 (GBK)"),
        ("gbk", "GB 18030 (GBK)"),
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-16-le", "UTF-16"),
    ],
)
def test_encoding_is_named(encoding: str, name: str) -> None:
    """The encodings of Chinese office software are told by name."""
    assert guess_encoding((TEXT * 4).encode(encoding)) == name


def test_big5_is_named() -> None:
    """Big5 is told from GBK."""
    assert (
        guess_encoding(
            "《天津支部生活》是中共天津市委主管的刊物，每月十五日出版。\n".replace("》", "」").encode("big5", "ignore")
        )
        == "Big5"
    )


@pytest.mark.parametrize("body", ["正文。", "文章的正文写在这里。"])
def test_short_gbk_is_named(body: str) -> None:
    """A short article is enough to tell GBK, which is what the editors' programs write."""
    assert guess_encoding(f"---\nkind: full\n---\n{body}\n".encode("gbk")) == "GB 18030 (GBK)"


def test_first_bad_line(tmp_path: Path) -> None:
    """A file that is half converted is T04 on the first line that is not UTF-8, and gives no text."""
    text, problems = read(tmp_path, "甲\n乙\n".encode() + "丙\n".encode("gbk"))
    assert (text, problems) == ("", ["T04 a.md:3"])


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x0b", "\x7f", "\x9d", "\ufffe", "\uffff", "\ufeff", "\ufffd", "\u2028", "\u2029"]
)
def test_control_character(tmp_path: Path, character: str) -> None:
    """A character that nobody sees is T10 at its line and column, and a blank in the text."""
    assert read(tmp_path, f"甲\n乙{character}丙\n".encode()) == ("甲\n乙 丙\n", ["T10 a.md:2:2"])


def test_tab_is_allowed(tmp_path: Path) -> None:
    """A tab is a blank, not a control character."""
    assert read(tmp_path, "甲\t乙\n".encode()) == ("甲\t乙\n", [])


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffd\ufffe\uffff\u2028\u2029"))
)
def test_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Visible text is read as it was written."""
    assert read(tmp_path_factory.getbasetemp(), text.encode()) == (text, [])


@given(st.binary())
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """No bytes break the reader: they are text, or they have a problem."""
    text, problems = read(tmp_path_factory.getbasetemp(), data)
    assert problems or text.encode() == data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
