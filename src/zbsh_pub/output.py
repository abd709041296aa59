"""Finished files reach `dist/` whole and together, or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

SUMS = "SHA256SUMS"
_OLD = ".old"


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A private folder on the same disk as `out`; it is gone afterwards, whatever happens."""
    parent = out.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=_stage_prefix(out, os.getpid()), dir=parent))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _stage_prefix(out: Path, process: int) -> str:
    return f".{out.resolve().name}-{process}-"


def clear_up(out: Path, process: int) -> None:
    """Undo what `process`, killed in the middle, left of its staging: old files go back, the folder goes."""
    parent = out.resolve().parent
    for stage in [path for path in parent.iterdir() if path.name.startswith(_stage_prefix(out, process))]:
        for name in files_below(stage / _OLD):
            if not (stage / name).exists():
                _move(stage / _OLD / name, out / name)
        shutil.rmtree(stage, ignore_errors=True)


def files_below(folder: Path) -> list[str]:
    """The names of all files below `folder`, from it, in order; none where there is no such folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def publish(stage: Path, out: Path, stem: str) -> tuple[Path, ...]:
    """Move the files of `stage` and of its folders into `out`, and renew SHA256SUMS.

    In a folder that comes new, files go that an earlier build put there (as its sums say) and this one did not
    make: an offprint of an article that has another name now, say. A folder that holds nothing but folders (`stores`)
    does not come new, those in it do. Other files stay. The old files are kept
    beside until all new ones stand; whatever stops the exchange, they are put back.
    """
    out.mkdir(parents=True, exist_ok=True)
    names, listed = files_below(stage), _listed(out)
    gone = [name for name in listed if name not in names and not _folders(names).isdisjoint(_above(name))]
    _write_sums(stage, out, names, _standing(out, stem, [name for name in listed if name not in gone]))
    kept = stage / _OLD
    kept.mkdir()
    try:
        for name in [*names, SUMS]:
            _exchange(name, stage, out, kept)
        for name in gone:
            _move(out / name, kept / name)
    except BaseException:
        for name in [*names, SUMS]:
            _put_back(name, stage, out, kept)
        for name in [name for name in gone if (kept / name).exists()]:
            _move(kept / name, out / name)
        _drop_empty(out, names)
        raise
    _drop_empty(out, gone)
    return tuple(out / name for name in names)


def _folders(names: Iterable[str]) -> set[str]:
    """The folders of `out` that come new with these files: of each file the outermost one that holds a file itself."""
    holding = {str(PurePosixPath(name).parent) for name in names}
    return {next(folder for folder in _above(name) if folder in holding) for name in names if "/" in name}


def _above(name: str) -> list[str]:
    """The folders that a file stands in, the outermost first."""
    return [str(folder) for folder in reversed(PurePosixPath(name).parents[:-1])]


def _exchange(name: str, stage: Path, out: Path, kept: Path) -> None:
    """Put a new file in the place of the old one, which is kept."""
    if (out / name).is_file():
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(out / name, kept / name)
    _move(stage / name, out / name)


def _move(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    os.replace(old, new)


def _drop_empty(out: Path, names: Iterable[str]) -> None:
    """Folders of `out` that these files stood in, where nothing is left in them."""
    for name in names:
        for folder in (out / name).relative_to(out).parents[:-1]:
            with suppress(OSError):
                (out / folder).rmdir()


def _put_back(name: str, stage: Path, out: Path, kept: Path) -> None:
    """Undo the exchange of one file, if it was exchanged."""
    if (stage / name).exists():
        return
    if (kept / name).exists():
        os.replace(kept / name, out / name)
    else:
        (out / name).unlink(missing_ok=True)


def _listed(out: Path) -> list[str]:
    """The files in folders of `out` that its sums name; no name leads out of it."""
    try:
        lines = (out / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    names = [line.partition("  ")[2] for line in lines]
    return [name for name in names if "/" in name and _stays_inside(name) and (out / name).is_file()]


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _standing(out: Path, stem: str, listed: Iterable[str]) -> set[str]:
    """The issue's finished files that stand in `out`; without a `stem` those in its folders alone."""
    return {path.name for path in out.glob(f"{stem}[.-]*") if stem and path.is_file()} | set(listed)


def _write_sums(stage: Path, out: Path, names: Iterable[str], standing: Iterable[str]) -> None:
    """Sums of the new files and of the issue's other files that stay in `out`."""
    files = {name: out / name for name in standing} | {name: stage / name for name in names}
    lines = [f"{hashlib.sha256(files[name].read_bytes()).hexdigest()}  {name}\n" for name in sorted(files)]
    (stage / SUMS).write_text("".join(lines), encoding="utf-8")
