"""H10: a sample of an article that there is not."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """One of two names is known."""
    with tempfile.TemporaryDirectory() as folder:
        issue = IssueTest.new(Path(folder) / "issue")
        issue.with_manifest(("cover:\n", "sample:\n  articles: [p001-kaipian, p002-meiyou]\ncover:\n"))
        return list(issue.problems())
