"""H11: a sample of everything."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.build import load
from zbsh_pub.compose.sample import sample_book
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The skeleton has two articles, and a sample has three unless it is told otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = load(IssueTest.new(Path(folder) / "issue").root)[0]
        return list(sample_book(loaded.issue, loaded.fragments).problems)
