"""Folders as the user names them into the issues below them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zbsh_pub.manifest import NAME

DEPTH = 8  # folders below the one that was named
_SKIPPED = ("dist", "build", "node_modules")


@dataclass(frozen=True, slots=True)
class Found:
    """An issue's root, and its name: the path below the folder that was named, or that folder's own name."""

    root: Path
    name: str


def find_issues(folders: Iterable[Path], depth: int = DEPTH) -> tuple[Found, ...]:
    """Every issue in or below `folders`, each once, in order of their paths; links are followed, loops are not.

    Hidden folders, finished files and issues inside an issue are not looked into.
    """
    entered: set[str] = set()
    return tuple(
        Found(root, root.relative_to(folder).as_posix() if root != folder else folder.resolve().name)
        for folder in folders
        for root in _issues(folder, depth, entered)
    )


def _issues(folder: Path, depth: int, entered: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in entered:
        return
    entered.add(real)
    if (folder / NAME).is_file():
        yield folder
    elif depth:
        for child in _children(folder):
            yield from _issues(child, depth - 1, entered)


def _children(folder: Path) -> list[Path]:
    """The folders in `folder`; none where it cannot be read."""
    try:
        found = [path for path in folder.iterdir() if path.is_dir()]
    except OSError:
        return []
    return sorted(path for path in found if path.name not in _SKIPPED and not path.name.startswith("."))
