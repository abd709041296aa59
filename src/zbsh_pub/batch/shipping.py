"""An issue's input, and what came of it, as bytes that go to another machine and back."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

from zbsh_pub.batch.task import Outcome, outcome_from_plain
from zbsh_pub.inputs import input_names, is_outside
from zbsh_pub.manuscript import find_pictures

LIMIT = 256 * 2**20  # bytes of all input files of one issue
_OUTCOME = "outcome.json"
_OUTSIDE = b"outside"  # the comment of an entry that stands for a link out of the tree


class TooLarge(Exception):
    """The input is larger than `LIMIT`; `args` are its size."""


def pack_input(root: Path) -> bytes:
    """Exactly the files that a build of the issue may read, as a zip. Raises `TooLarge` and `OSError`."""
    names = [name for name in input_names(root, find_pictures(root)) if (root / name).exists()]
    size = sum((root / name).stat().st_size for name in names if not is_outside(root, name))
    if size > LIMIT:
        raise TooLarge(size)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in names:
            _add(archive, root, name)
    return packed.getvalue()


def _add(archive: zipfile.ZipFile, root: Path, name: str) -> None:
    """A folder as such, a file with its bytes; of what is outside the tree only that it is so."""
    path = root / name
    if is_outside(root, name):
        info = zipfile.ZipInfo(name)
        info.comment = _OUTSIDE
        archive.writestr(info, b"")
    elif path.is_dir():
        archive.writestr(zipfile.ZipInfo(f"{name}/"), b"")
    elif path.is_file():
        archive.writestr(zipfile.ZipInfo(name), path.read_bytes(), zipfile.ZIP_DEFLATED)


def unpack_input(data: bytes, root: Path) -> None:
    """The files of `pack_input` under `root`, which is made; no name leads out of it.

    What led out of the tree leads out of this one too, so that it is refused with the same words.
    """
    root.mkdir(parents=True)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > LIMIT:
            raise TooLarge(len(data))
        for info in archive.infolist():
            if info.comment == _OUTSIDE:
                _link_out(root, info.filename)
            else:
                archive.extract(info, root)


def _link_out(root: Path, name: str) -> None:
    stranger = root.parent / "outside"
    stranger.touch()
    link = (root / name).absolute()
    if ".." in Path(name).parts or root.absolute() not in link.parents:
        raise ValueError(name)
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(stranger)


def pack_outcome(outcome: Outcome) -> bytes:
    """An outcome and its finished files, which are read from the task's `out`, as a zip."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(_OUTCOME, json.dumps(outcome.to_plain(), ensure_ascii=False))
        for name, path in zip(outcome.files, outcome.paths, strict=True):
            archive.writestr(f"files/{name}", path.read_bytes())
    return packed.getvalue()


def unpack_outcome(data: bytes, stage: Path) -> Outcome:
    """The outcome; its files into `stage`.

    Raises `ValueError`, `KeyError` or `zipfile.BadZipFile` where it is something else, or where a name leads
    out of the stage or hides.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        outcome = outcome_from_plain(json.loads(archive.read(_OUTCOME)))
        for name in outcome.files:
            if any(not part or part.startswith(".") for part in name.split("/")):
                raise ValueError(name)
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_bytes(archive.read(f"files/{name}"))
    return outcome
