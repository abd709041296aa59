"""H02: words told for the Traditional edition that the issue does not have."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.build import load
from zbsh_pub.problems import Problem
from zbsh_pub.traditional import to_traditional


def problems() -> list[Problem]:
    """One of each list is nowhere; one is written in traditional characters."""
    words = (
        "traditional:\n  keep: [样刊, 没有的词]\n  terms:\n    - {from: 李四, to: 李四}\n    - {from: 樣刊, to: 樣刊}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        issue = IssueTest.new(Path(folder) / "issue").with_manifest(("cover:\n", f"{words}cover:\n"))
        loaded = load(issue.root)[0]
        return list(to_traditional(loaded.issue, loaded.fragments)[2])
