"""L01: a sheet with a property that the layout engine does not know."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import REPO, IssueTest
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The issue's own print.css has a misspelt property."""
    sheet = (REPO / "styles" / "print.css").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        issue = IssueTest.new(Path(folder) / "issue")
        issue.with_file("styles/print.css", f"p {{ colour: red }}\n{sheet}")
        return list(issue.problems(full=True))
