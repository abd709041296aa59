"""The pipeline as a whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from issuetest import REPO, IssueTest
from zbsh_pub.build import Options, build
from zbsh_pub.cache import Store
from zbsh_pub.manuscript import read_issue
from zbsh_pub.problems import Failure
from zbsh_pub.work import build_date


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def sheet(name: str) -> str:
    return (REPO / "styles" / name).read_text(encoding="utf-8")


def test_dist_stays_on_failure(issue: IssueTest) -> None:
    """A build that fails, early or late, leaves the finished files of the last one."""
    issue.build("epub")
    before = read(issue.root / "dist")
    issue.with_article("# 题\n")
    with pytest.raises(Failure):
        issue.build("epub")
    issue.with_article("正文。\n").with_file("styles/print.css", sheet("print.css") + "p { colour: red }")
    with pytest.raises(Failure):
        issue.build("screen")
    assert read(issue.root / "dist") == before
    assert [path.name for path in issue.root.iterdir() if path.name.startswith(".dist")] == []


def test_no_dist_on_failure(issue: IssueTest) -> None:
    """A first build that fails makes no folder."""
    with pytest.raises(Failure):
        issue.with_article("# 题\n").build("epub")
    assert not (issue.root / "dist").exists()


def test_check_makes_nothing(issue: IssueTest) -> None:
    """A check, even a full one, leaves the tree as it was."""
    before = sorted(path.name for path in issue.root.rglob("*"))
    assert issue.problems() == issue.problems(full=True) == ()
    assert sorted(path.name for path in issue.root.rglob("*")) == before


def test_full_check_finds_what_a_build_finds(issue: IssueTest) -> None:
    """A mistake in the sheets is found by the full check, not by the quick one."""
    issue.with_file("styles/print.css", sheet("print.css") + "p { colour: red }")
    assert (issue.codes(), set(issue.codes(full=True))) == ([], {"L01"})


def test_warning_of_the_layout_is_met_again(issue: IssueTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was wrong with the cover in the first build is wrong in the second, although the cover is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("print.css", "cover.css"):
        issue.with_file(f"styles/{name}", sheet(name) + ".cover { colour: red }")
    found = []
    for _ in range(2):
        with pytest.raises(Failure) as failure:
            issue.build("epub")
        found.append({problem.code for problem in failure.value.problems})
    assert found == [{"L01"}, {"L01"}]


def test_issues_in_one_process_do_not_mix(issue: IssueTest, tmp_path: Path) -> None:
    """An issue laid out after another in one process comes out as if it were alone."""
    alone = issue.build(out=tmp_path / "alone")
    other = IssueTest.new(tmp_path / "other").with_article("另外的文字，另外的字形：鼎、鑫、赣。\n")
    other.build()
    again = issue.build(out=tmp_path / "again")
    assert [path.read_bytes() for path in again.files] == [path.read_bytes() for path in alone.files]


def test_environment_is_given_back(issue: IssueTest) -> None:
    """A build leaves no trace in the environment of its process."""
    before = dict(os.environ)
    issue.build()
    assert dict(os.environ) == before


def test_progress_names_each_step(issue: IssueTest) -> None:
    """Whoever waits is told what is done: each unit, then the files."""
    steps: list[str] = []
    options = Options(store=Store(issue.root / "store"))
    build(issue.root, issue.root / "dist", ("epub", "screen"), steps.append, options)
    assert sorted(steps[:2]) == ["p001-kaipian", "p003-xiezuo"]
    assert steps[-3:] == ["epub", "pdf", "check"]


@pytest.mark.parametrize(
    ("epoch", "date"),
    [
        (None, "2026-01-15T00:00:00+00:00"),
        ("", "2026-01-15T00:00:00+00:00"),
        ("0", "1970-01-01T00:00:00+00:00"),
        ("1700000000", "2023-11-14T22:13:20+00:00"),
        ("x", "2026-01-15T00:00:00+00:00"),
        ("²", "2026-01-15T00:00:00+00:00"),
    ],
)
def test_build_date(issue: IssueTest, monkeypatch: pytest.MonkeyPatch, epoch: str | None, date: str) -> None:
    """Dates come from SOURCE_DATE_EPOCH, else from the issue, never from the clock."""
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    read_back, _ = read_issue(issue.root)
    assert read_back is not None
    assert build_date(read_back).isoformat() == date


def test_truncated_picture_after_a_layout(issue: IssueTest) -> None:
    """A broken picture is found also in a process that has laid something out before."""
    issue.build("screen")
    data = (Path(__file__).parent / "cases/A02/assets/truncated.png").read_bytes()
    issue.with_file("assets/a.png", data)
    issue.with_article("段。\n\n/// 图 | 题\n\n![替代](../../assets/a.png)\n///\n")
    assert issue.codes() == ["A02"]
