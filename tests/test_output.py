"""Finished files reach their folder whole and together, or not at all."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from zbsh_pub.output import clear_up, publish, staging

Files = dict[str, bytes]
OLD: Files = {"a-1.epub": b"old epub", "a-1.pdf": b"old pdf", "notes.txt": b"notes"}
NEW: Files = {"a-1.epub": b"new epub", "a-1.pdf": b"new pdf"}


def read(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def write(folder: Path, files: Files) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def publish_files(out: Path, files: Files) -> tuple[Path, ...]:
    with staging(out) as stage:
        write(stage, files)
        return publish(stage, out, "a-1")


def sums(files: Files) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


def test_into_a_new_folder(tmp_path: Path) -> None:
    """The files and their sums are put into a folder that is made for them, and nothing else is left."""
    out = tmp_path / "far" / "dist"
    assert publish_files(out, NEW) == (out / "a-1.epub", out / "a-1.pdf")
    assert read(out) == {**NEW, "SHA256SUMS": sums(NEW)}
    assert [path.name for path in out.parent.iterdir()] == ["dist"]


def test_over_old_files(tmp_path: Path) -> None:
    """Old files of the same names go, others stay."""
    out = write(tmp_path / "dist", {**OLD, "SHA256SUMS": b"old"})
    publish_files(out, NEW)
    assert read(out) == {**NEW, "notes.txt": b"notes", "SHA256SUMS": sums(NEW)}


def test_sums_of_one_edition(tmp_path: Path) -> None:
    """When one edition is made, the sums still name the other that stays."""
    out = write(tmp_path / "dist", OLD)
    publish_files(out, {"a-1.epub": b"new epub"})
    assert read(out)["SHA256SUMS"] == sums({"a-1.epub": b"new epub", "a-1.pdf": b"old pdf"})


def test_sums_leave_other_issues_alone(tmp_path: Path) -> None:
    """Files of another issue whose name begins alike are not this issue's."""
    out = write(tmp_path / "dist", {"a-10.epub": b"another"})
    publish_files(out, NEW)
    assert read(out)["SHA256SUMS"] == sums(NEW)


def test_sums_can_be_checked(tmp_path: Path) -> None:
    """`sha256sum -c` accepts the sums."""
    out = tmp_path / "dist"
    publish_files(out, {"刊 物.epub": b"1", "a-1.pdf": b"2"})
    subprocess.run(["sha256sum", "-c", "--quiet", "--strict", "SHA256SUMS"], cwd=out, check=True)


@pytest.mark.parametrize("old", [{}, OLD, {"a-1.pdf": b"old pdf"}], ids=["none", "all", "one"])
@pytest.mark.parametrize("steps", [0, 1, 2])
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()], ids=["disk full", "Ctrl-C"])
def test_failure_in_the_middle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: Files, steps: int, error: BaseException
) -> None:
    """Whatever stops the exchange after however many files, the old files stand as they stood."""
    out = write(tmp_path / "dist", old)
    replace, left = os.replace, [steps]

    def failing(source: Path, target: Path) -> None:
        if Path(target).parent == out and Path(source).parent.name != ".old":
            if not left[0]:
                raise error
            left[0] -= 1
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        with pytest.raises(type(error)):
            publish_files(out, NEW)
    assert read(out) == old
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_failure_before_publishing(tmp_path: Path) -> None:
    """A build that fails leaves neither a stage nor a folder."""

    def fail() -> None:
        with staging(tmp_path / "dist") as stage:
            write(stage, NEW)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        fail()
    assert list(tmp_path.iterdir()) == []


def test_folder_in_the_way(tmp_path: Path) -> None:
    """Where a folder stands in the place of a file, nothing is exchanged."""
    out = write(tmp_path / "dist", {"a-1.epub": b"old epub"})
    (out / "a-1.pdf").mkdir()
    with pytest.raises(OSError, match=r"a-1\.pdf"):
        publish_files(out, NEW)
    assert (out / "a-1.epub").read_bytes() == b"old epub"


def test_stage_is_on_the_same_disk(tmp_path: Path) -> None:
    """The stage stands beside the folder also where that is reached by a link."""
    disk = tmp_path / "disk"
    disk.mkdir()
    (tmp_path / "dist").symlink_to(disk / "dist")
    (disk / "dist").mkdir()
    with staging(tmp_path / "dist") as stage:
        assert stage.parent == disk


def test_killed_in_the_middle(tmp_path: Path) -> None:
    """What a killed process left is undone: the old file goes back, the folder goes; others' folders stay."""
    out = write(tmp_path / "dist", {**OLD, "a-1.epub": b"new epub"})
    stage = write(tmp_path / ".dist-77-x", {"a-1.pdf": b"new pdf"})
    write(stage / ".old", {"a-1.epub": b"old epub", "a-1.pdf": b"old p"})
    write(tmp_path / ".dist-7-x", {})
    clear_up(out, 77)
    assert read(out) == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == [".dist-7-x", "dist"]
