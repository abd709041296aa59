"""H01: characters that the faces of the Traditional edition lack."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.build import load
from zbsh_pub.problems import Problem
from zbsh_pub.traditional.report import missing_forms


def problems() -> list[Problem]:
    """A word is kept in simplified characters, and one has a rare form."""
    with tempfile.TemporaryDirectory() as folder:
        issue = IssueTest.new(Path(folder) / "issue").with_article("写法。\n\n## 纟字旁\n\n他叫张纟。\n")
        issue.with_manifest(("cover:\n", "traditional:\n  keep: [张纟]\ncover:\n"))
        return list(missing_forms(load(issue.root)[0].issue))
