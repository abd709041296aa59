"""The reading systems find what is planted in a small book, and nothing in the same book without it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from epubbook import NAV, ONE, TWO, good_book
from readingsystems import complaints, open_books

END = "</section>"
PLANTED = {
    "overflow": '<div id="wide" style="width: 3000px">宽</div>',
    "overlap": f'<p id="dense" style="line-height: .3">{"一行压着一行" * 40}</p>',
    "night": '<p id="night" style="color: #111">只在白天看得见</p>',
    "day": '<p id="day" style="color: #eee">只在夜里看得见</p>',
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What is said of the good book and of the bad one, in one run."""
    folder = tmp_path_factory.mktemp("readers")
    bad = good_book().with_text(NAV, "one.xhtml#s1", "one.xhtml#s9").with_text(NAV, "one.xhtml#p2", "one.xhtml#p9")
    bad = bad.with_text(ONE, END, "".join(PLANTED.values()) + END).with_text(TWO, "photo.png", "none.png")
    for name, book in {"good": good_book(), "bad": bad}.items():
        (folder / f"{name}.epub").write_bytes(book.packed())
    good, wrong = open_books([], [folder / "good.epub", folder / "bad.epub"])
    return {"good": good, "bad": wrong}


def ids(reports: dict[str, dict[str, Any]], engine: str, kind: str) -> set[str]:
    """The ids of the elements that a system complains of in the bad book."""
    (view,) = reports["bad"][engine]["views"]
    return {found for item in view[kind] for found in re.findall(r"#(\w+)", item["element"])}


def test_good_book(reports: dict[str, dict[str, Any]]) -> None:
    """A book without fault is opened, and everything in it followed."""
    assert complaints(reports["good"]) == []
    assert [reports["good"][system]["ok"] for system in ("foliate", "epubjs", "readium")] == [True] * 3


def test_contents_are_followed(reports: dict[str, dict[str, Any]]) -> None:
    """Each entry is gone to: foliate those of the page-list as well, which epub.js has no list of."""
    followed = {engine: reports["good"][engine]["views"][0]["followed"] for engine in ("foliate", "epubjs")}
    assert followed == {
        "foliate": {"toc": 4, "landmarks": 3, "pageList": 3},
        "epubjs": {"toc": 4, "landmarks": 3, "pageList": 0},
    }


def test_page_list(reports: dict[str, dict[str, Any]]) -> None:
    """foliate and Readium show each page number of the nav, in order."""
    for system in ("foliate", "readium"):
        assert [page["label"] for page in reports["good"][system]["pageList"]] == ["1", "2", "3"]


def test_notes(reports: dict[str, dict[str, Any]]) -> None:
    """foliate lets the note pop up, epub.js goes to it; both find back."""
    for engine in ("foliate", "epubjs"):
        (view,) = reports["good"][engine]["views"]
        assert view["note"]["text"].startswith("2014年2月提出。")
        assert view["note"]["back"] is True


def test_dead_entries_are_found(reports: dict[str, dict[str, Any]]) -> None:
    """An entry of contents or page-list that leads nowhere is told, by each that shows the list."""
    dead = ["toc: 第一节 leads nowhere", "pageList: 2 leads nowhere"]
    for system, known in {"foliate": dead, "epubjs": dead[:1], "readium": dead}.items():
        report = reports["bad"][system]
        errors = report["errors"] if system == "readium" else report["views"][0]["errors"]
        assert [line.rpartition(": ")[0] for line in errors if "leads" in line] == known, system


def test_wide_boxes_are_found(reports: dict[str, dict[str, Any]]) -> None:
    """So is a box that is wider than its column,"""
    assert [ids(reports, engine, "overflow") for engine in ("foliate", "epubjs")] == [{"wide"}] * 2


def test_lines_on_lines_are_found(reports: dict[str, dict[str, Any]]) -> None:
    """and lines on top of each other,"""
    assert [ids(reports, engine, "overlap") for engine in ("foliate", "epubjs")] == [{"dense"}] * 2


def test_invisible_text_is_found(reports: dict[str, dict[str, Any]]) -> None:
    """and text in nearly the colour of its ground: foliate reads this book by night, epub.js by day,"""
    assert ids(reports, "foliate", "invisible") == {"night"}
    assert ids(reports, "epubjs", "invisible") == {"day"}


def test_lost_pictures_are_found(reports: dict[str, dict[str, Any]]) -> None:
    """and a picture that is not there."""
    for engine in ("foliate", "epubjs"):
        errors = "\n".join(reports["bad"][engine]["views"][0]["errors"])
        assert "image not shown: 一方红色" in errors, engine


def test_what_is_no_book(tmp_path: Path) -> None:
    """A file that no system can open is not said to be good."""
    (tmp_path / "no.epub").write_bytes(b"no zip")
    (report,) = open_books([], [tmp_path / "no.epub"])
    assert [report[system]["ok"] for system in ("foliate", "epubjs", "readium")] == [False] * 3
    assert {line.split(":")[0].split()[0] for line in complaints(report)} == {"foliate", "epubjs", "readium"}
