"""Q06: the issue is released for printing, and a query is open."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The manifest says that all have signed; the article still asks."""
    with tempfile.TemporaryDirectory() as folder:
        issue = IssueTest.new(Path(folder) / "issue").with_article("正文的{==疑处==}{>>请核<<}。\n")
        issue.with_manifest(("cover:\n", "proof: {stage: 3, released: true}\ncover:\n"))
        return list(issue.problems())
