"""H03: a word that is told twice."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """Once as a word to keep and once to convert; twice to convert."""
    terms = "[{from: 张三, to: 張三}, {from: 李四, to: 李四},\n    {from: 李四, to: 李肆}]"
    words = f"traditional:\n  keep: [张三]\n  terms: {terms}\n"
    with tempfile.TemporaryDirectory() as folder:
        issue = IssueTest.new(Path(folder) / "issue").with_manifest(("cover:\n", f"{words}cover:\n"))
        return list(issue.problems())
