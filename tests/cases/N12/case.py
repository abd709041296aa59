"""N12: a correction that fits no line."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from printedissue import PrintedIssue
from zbsh_pub.importing.pipeline import Options
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A correction of a line that the text does not have."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "import.yaml"
        path.write_text(
            "schema: zbsh-import/1\nlines:\n  - {line: 7, begins: 没有这一行, label: p}\n", encoding="utf-8"
        )
        return PrintedIssue.new().without("qr").provoked(Options(overrides=path))
