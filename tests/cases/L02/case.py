"""L02: words too long for what is left of their lines, and no other break to choose."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.problems import Problem

WORD = "ultramicroscopically"


def problems() -> list[Problem]:
    """A paragraph of four long Western words between few characters, in a column of 23 zi."""
    text = f"第一段。\n\n京津冀三地携手同行{WORD}协同发展十年之后{WORD}再看一看{WORD}和{WORD}。"
    with tempfile.TemporaryDirectory() as folder:
        issue = IssueTest.new(Path(folder) / "issue").with_article(text)
        return list(issue.problems(full=True))
