"""`zbsh new`: an issue that builds at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from epubcheck import faults
from issuetest import Built, IssueTest
from test_ebook import dangling
from zbsh_pub.skeleton import create


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Made in a folder with a Chinese name that has a blank."""
    return IssueTest.new(tmp_path_factory.mktemp("new") / "第 一期").build()


def test_it_builds(built: Built) -> None:
    """Both editions are made without a single warning."""
    assert [path.name for path in built.files] == ["yangkan-1.epub", "yangkan-1.pdf"]
    assert built.problems == ()


def test_it_is_valid(built: Built) -> None:
    """EPUBCheck has nothing against its EPUB."""
    assert faults(built.epub) == []
    assert dangling(built) == []


def test_no_trace_of_another_issue(built: Built) -> None:
    """A new issue says nothing that only the house's own magazine would say."""
    text = "".join(built.text(name) for name in built.package if name.endswith(".xhtml"))
    assert not [word for word in ("天津", "京津冀", "支部生活", "zbsh") if word in text]


def test_into_an_empty_folder(tmp_path: Path) -> None:
    """A folder that is there and empty is filled."""
    create(tmp_path / "new")
    shutil.rmtree(tmp_path / "new")
    (tmp_path / "new").mkdir()
    create(tmp_path / "new")
    assert (tmp_path / "new" / "manuscript" / "issue.yaml").is_file()


def test_into_a_folder_with_something_in_it(tmp_path: Path) -> None:
    """A folder that holds anything is left alone."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "file").write_text("x")
    with pytest.raises(OSError, match="old"):
        create(tmp_path / "old")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["old", "old/file"]


def test_nothing_beside_it(tmp_path: Path) -> None:
    """Only the new folder is left behind, with the rights of any other."""
    create(tmp_path / "a" / "new")
    (tmp_path / "plain").mkdir()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["new"]
    assert (tmp_path / "a" / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_here(tmp_path: Path) -> None:
    """`mkdir x; cd x; zbsh new .; zbsh build .` works: the folder in which the user stands is not replaced."""
    script = f"{sys.executable} -m zbsh_pub new . && {sys.executable} -m zbsh_pub check ."
    subprocess.run(["sh", "-c", script], cwd=tmp_path, check=True, capture_output=True)
