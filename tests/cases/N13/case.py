"""N13: a folder with files that no import made."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from printedissue import PrintedIssue, problems_of
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A folder that holds a letter."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "tree"
        out.mkdir()
        (out / "letter.txt").write_text("x", encoding="utf-8")
        return problems_of(PrintedIssue.new().without("qr").save(Path(folder)), out)
