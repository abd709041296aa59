"""W10: a Chinese file name."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from issuetest import IssueTest
from worddocs import refused
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    with TemporaryDirectory() as folder:
        root = IssueTest.new(Path(folder) / "issue").root
        return refused(root, "张三的稿子.docx")
