"""Finished files reach their folder whole and together, or not at all."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from zbsh_pub.output import clear_up, publish, staging

Files = dict[str, bytes]
REPORT: Files = {"articles/a.pdf": b"a", "articles/b.pdf": b"b", "report/index.html": b"report"}
OLD: Files = {"a-1.epub": b"old epub", "a-1.pdf": b"old pdf", "notes.txt": b"notes"}
NEW: Files = {"a-1.epub": b"new epub", "a-1.pdf": b"new pdf"}


def read(folder: Path) -> Files:
    """All files below the folder, by their names from it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def write(folder: Path, files: Files) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
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


def test_folders_of_a_folder(tmp_path: Path) -> None:
    """Where a folder holds folders alone, each of them comes new by itself; others stay."""
    out = tmp_path / "dist"
    old = {"stores/a/1.epub": b"1", "stores/a/x/2.txt": b"2", "stores/b/3.epub": b"3"}
    publish_deep(out, old)
    publish_deep(out, {"stores/a/1.epub": b"new"})
    left = {"stores/a/1.epub": b"new", "stores/b/3.epub": b"3"}
    assert read(out) == {**left, "SHA256SUMS": sums(left)}


def publish_deep(out: Path, files: Files) -> None:
    with staging(out) as stage:
        for name, data in files.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_bytes(data)
        publish(stage, out, "a-1")


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


def test_into_folders(tmp_path: Path) -> None:
    """Files in folders are put there, and the sums name them with their folders."""
    out = tmp_path / "dist"
    assert publish_files(out, {**NEW, **REPORT}) == tuple(out / name for name in sorted({**NEW, **REPORT}))
    assert read(out) == {**NEW, **REPORT, "SHA256SUMS": sums({**NEW, **REPORT})}
    subprocess.run(["sha256sum", "-c", "--quiet", "--strict", "SHA256SUMS"], cwd=out, check=True)


def test_folders_of_other_editions_stay(tmp_path: Path) -> None:
    """When one edition is made, the sums still name what stands in another's folder."""
    out = tmp_path / "dist"
    publish_files(out, {**NEW, **REPORT})
    publish_files(out, {"a-1.epub": b"newer"})
    assert read(out)["SHA256SUMS"] == sums({**NEW, **REPORT, "a-1.epub": b"newer"})


def test_what_is_made_no_more_goes(tmp_path: Path) -> None:
    """A file that an earlier build put into a folder and this one did not make goes; other files there stay."""
    out = tmp_path / "dist"
    publish_files(out, {**NEW, **REPORT})
    write(out, {"articles/notes.txt": b"mine"})
    publish_files(out, {"articles/a.pdf": b"a2"})
    left = {**NEW, "articles/a.pdf": b"a2", "report/index.html": b"report"}
    assert read(out) == {**left, "articles/notes.txt": b"mine", "SHA256SUMS": sums(left)}


def test_an_empty_folder_goes(tmp_path: Path) -> None:
    """A folder inside a folder that nothing is left in goes with its last file."""
    out = tmp_path / "dist"
    with staging(out) as stage:
        (stage / "report" / "thumbs").mkdir(parents=True)
        write(stage, {"report/thumbs/1.webp": b"1", "report/index.html": b"1"})
        publish(stage, out, "a-1")
    publish_files(out, {"report/index.html": b"2"})
    assert [path.name for path in (out / "report").iterdir()] == ["index.html"]


def test_sums_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    """Sums that somebody wrote do not make a build drop files elsewhere, or files of its own."""
    out = write(tmp_path / "dist", {"report/index.html": b"1"})
    write(tmp_path, {"precious": b"1"})
    write(out, {"SHA256SUMS": b"0  report/../../precious\n0  /etc/hostname\n\xff"})
    publish_files(out, REPORT)
    write(out, {"SHA256SUMS": b"0  report/../../precious\n0  /etc/hostname\n"})
    publish_files(out, REPORT)
    assert (tmp_path / "precious").exists()
    assert read(out) == {**REPORT, "SHA256SUMS": sums(REPORT)}


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_failure_in_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    """Whatever stops the exchange in folders, old files stand as they stood, and no new folder is left."""
    out = tmp_path / "dist"
    publish_files(out, {"articles/a.pdf": b"old", "articles/gone.pdf": b"old"})
    before, replace, left = read(out), os.replace, [steps]

    def failing(source: Path, target: Path) -> None:
        if not left[0] and ".old" not in Path(source).parts:
            raise OSError("disk full")
        left[0] -= 1
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        with pytest.raises(OSError, match="disk full"):
            publish_files(out, {"articles/a.pdf": b"new", "report/index.html": b"new"})
    assert read(out) == before
    assert sorted(path.name for path in out.iterdir()) == ["SHA256SUMS", "articles"]


def test_killed_in_the_middle_of_folders(tmp_path: Path) -> None:
    """Old files of folders go back into them."""
    out = write(tmp_path / "dist", {"articles/a.pdf": b"new"})
    write(write(tmp_path / ".dist-77-x", {}) / ".old", {"articles/a.pdf": b"old", "articles/gone.pdf": b"old"})
    clear_up(out, 77)
    assert read(out) == {"articles/a.pdf": b"old", "articles/gone.pdf": b"old"}
