"""`zbsh check FILE.epub`: what is printed, as text and as JSON, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from epubbook import EpubBook, good_book
from epubfaults import FAULTS, Spoil, both, planted
from storefaults import shop_book
from zbsh_pub import cli
from zbsh_pub.cli_epub import STORES

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`zbsh check book.epub …` in a folder of its own, in Chinese."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "LANGUAGE", "zh")

    def check(book: EpubBook | bytes, *arguments: str) -> Result:
        Path("book.epub").write_bytes(book if isinstance(book, bytes) else book.packed())
        return CliRunner().invoke(cli.main, ["check", "book.epub", *arguments])

    return check


def spoilt(*spoils: Spoil) -> EpubBook:
    return both(*spoils)(good_book())


def test_a_clean_book(run: Run) -> None:
    """A book without fault is told to be one, and by what it was checked."""
    result = run(good_book())
    assert result.output == "没有发现问题：book.epub（EPUB 3.3、EPUB Accessibility 1.1）。\n"
    assert result.exit_code == 0


def test_a_clean_book_in_every_store(run: Run) -> None:
    """Every store that is named is named again."""
    result = run(shop_book(), "--store", "kobo", "--store", "weread", "--store", "kobo")
    assert result.output == "没有发现问题：book.epub（EPUB 3.3、EPUB Accessibility 1.1、乐天Kobo、微信读书）。\n"


def test_an_error(run: Run) -> None:
    """An error is printed with severity, place, code, message and cure, and ends with 1."""
    result = run(spoilt(FAULTS["E58"].spoil))
    assert result.output == (
        "错误 EPUB/text/one.xhtml:13 E58 指向的文件不在EPUB里：three.xhtml。改法：改正地址，或放进这个文件。\n"
        "book.epub：错误1个，提醒0个（EPUB 3.3、EPUB Accessibility 1.1）。\n"
    )
    assert result.exit_code == 1


def test_a_warning(run: Run) -> None:
    """A warning alone ends with 0; one of the whole book names the book."""
    result = run(planted("E09"))
    assert result.output.startswith("提醒 book.epub E09 ")
    assert result.exit_code == 0


def test_the_same_again_and_again(run: Run) -> None:
    """What a store finds at many places is explained once."""
    result = run(good_book().with_text("EPUB/style/book.css", '"Songti SC"', 'A, B, C, D, E, "F"'), "--store", "kobo")
    assert result.output.count("K02 乐天Kobo不宜（fonts）") == 1
    assert "\n    同样的还有5处：EPUB/style/book.css:3 …\n" in result.output


def test_json(run: Run) -> None:
    """JSON has every finding with its words in both languages, and of stores rule, source and standing."""
    result = run(spoilt(FAULTS["E58"].spoil), "--store", "kobo", "--json")
    data = json.loads(result.output)
    assert (data["file"], data["stores"], data["errors"]) == ("book.epub", ["kobo"], 2)
    by_rule = {found.get("rule", found["code"]): found for found in data["problems"]}
    dead, source = by_rule["E58"], by_rule["old-checker-metadata"]
    assert (dead["file"], dead["line"], dead["severity"]) == ("EPUB/text/one.xhtml", 13, "error")
    assert dead["cure"]["zh"] == "改正地址，或放进这个文件。"
    assert (source["store"], source["certain"], source["severity"]) == ("kobo", True, "error")
    assert source["source"]["url"].startswith("https://github.com/w3c/epubcheck")
    assert "pageBreakSource" in source["found"]["en"]
    assert result.exit_code == 1


def test_the_stores_are_listed(run: Run) -> None:
    """`--stores` lists the packs; as JSON with what a program needs to choose."""
    lines = run(good_book(), "--stores").output.splitlines()
    assert [line.split("\t")[0] for line in lines] == list(STORES)
    data = json.loads(run(good_book(), "--stores", "--json").output)
    assert {one["store"]: one["flavour"] for one in data}["duokan"] == "duokan"
    assert next(one["cover"]["ideal"] for one in data if one["store"] == "kindle") == [1600, 2560]


def test_usage(run: Run, tmp_path: Path) -> None:
    """A store that is none, a store for something that is no EPUB, a file that is not there: usage."""
    result = run(good_book(), "--store", "nowhere")
    assert "没有书店“nowhere”；可用：apple、dangdang" in result.output
    assert result.exit_code == 2
    assert CliRunner().invoke(cli.main, ["check", str(tmp_path), "--store", "kobo"]).exit_code == 2
    assert CliRunner().invoke(cli.main, ["check", "missing.epub"]).exit_code == 2


def test_no_zip(run: Run) -> None:
    """A file that is no EPUB at all is an error of its own, for stores too."""
    result = run(b"no zip", "--store", "apple")
    assert result.output.startswith("错误 book.epub E02 EPUB打不开：不是ZIP文件，或者不完整。")
    assert result.exit_code == 1
