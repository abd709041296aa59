"""Finished files reach `dist/` whole and together, or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
        for kept in (stage / _OLD).glob("*"):
            if not (stage / kept.name).exists():
                os.replace(kept, out / kept.name)
        shutil.rmtree(stage, ignore_errors=True)


def publish(stage: Path, out: Path, stem: str) -> tuple[Path, ...]:
    """Move the files of `stage` into `out` and renew SHA256SUMS.

    The old files are kept beside until all new ones stand; whatever stops the exchange, they are put back.
    """
    out.mkdir(parents=True, exist_ok=True)
    names = sorted(path.name for path in stage.iterdir())
    _write_sums(stage, out, stem, names)
    kept = stage / _OLD
    kept.mkdir()
    try:
        for name in [*names, SUMS]:
            if (out / name).is_file():
                shutil.copy2(out / name, kept / name)
            os.replace(stage / name, out / name)
    except BaseException:
        for name in [*names, SUMS]:
            _put_back(name, stage, out, kept)
        raise
    return tuple(out / name for name in names)


def _put_back(name: str, stage: Path, out: Path, kept: Path) -> None:
    """Undo the exchange of one file, if it was exchanged."""
    if (stage / name).exists():
        return
    if (kept / name).exists():
        os.replace(kept / name, out / name)
    else:
        (out / name).unlink()


def _write_sums(stage: Path, out: Path, stem: str, names: list[str]) -> None:
    """Sums of the new files and of the issue's other files that stay in `out`."""
    files = {path.name: path for end in (".*", "-*") for path in out.glob(f"{stem}{end}") if path.is_file()}
    files |= {name: stage / name for name in names}
    lines = [f"{hashlib.sha256(files[name].read_bytes()).hexdigest()}  {name}\n" for name in sorted(files)]
    (stage / SUMS).write_text("".join(lines), encoding="utf-8")
