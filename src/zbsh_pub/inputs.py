"""The files that a build may read, by content: the state of a source tree as values that can be compared.

A build reads below `manuscript/` and `styles/`, and the pictures that the manuscript names. That it reads
nothing else is tested (tests/test_up_to_date.py).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDERS = ("manuscript", "styles")
ABSENT = "absent"


def input_names(root: Path, pictures: Iterable[str]) -> tuple[str, ...]:
    """Every file and folder that a build may look at, by its name from `root`; `pictures` need not be there.

    Links are followed, but no folder is entered twice, and none that leads out of the tree.
    """
    found = [name for folder in FOLDERS for name in _below(root, folder, set())]
    return tuple(sorted({*found, *pictures}))


def _below(root: Path, name: str, entered: set[str]) -> Iterator[str]:
    yield name
    real = os.path.realpath(root / name)
    if not os.path.isdir(real) or real in entered or is_outside(root, name):
        return
    entered.add(real)
    for item in sorted(os.listdir(real)):
        yield from _below(root, f"{name}/{item}", entered)


def is_outside(root: Path, name: str) -> bool:
    """Does `name` lead out of the tree? What is there is then no part of the issue, save a sheet."""
    return _leads(root, name).split(os.sep)[0] == os.pardir and not name.startswith("styles/")


def _leads(root: Path, name: str) -> str:
    return os.path.relpath(os.path.realpath(root / name), os.path.realpath(root))


def state_of(root: Path, name: str) -> str:
    """What stands at `root`/`name`: nothing, a folder, or a file with these bytes; and where a link leads.

    Raises `OSError` where it cannot be read.
    """
    try:
        leads = _leads(root, name)
    except ValueError:  # a name that no disk could hold
        return ABSENT
    path = root / name
    if path.is_dir():
        return f"folder {leads}"
    if not path.is_file():
        return ABSENT
    return f"outside {leads}" if is_outside(root, name) else f"{file_digest(path)} {leads}"


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal. Raises `OSError`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def states(root: Path, names: Iterable[str]) -> dict[str, str]:
    """The state of each of these names. Raises `OSError`."""
    return {name: state_of(root, name) for name in names}
