"""N01: a file larger than any issue."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from printedissue import NAME, problems_of
from zbsh_pub.importing.source import MAX_BYTES
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A file twice as large as the limit."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        with path.open("wb") as file:
            file.truncate(2 * MAX_BYTES)
        return problems_of(path, Path(folder) / "tree")
