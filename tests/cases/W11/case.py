"""W11: an article that is there already, pictures too, and one of another section."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from issuetest import IssueTest
from worddocs import refused
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    with TemporaryDirectory() as folder:
        root = IssueTest.new(Path(folder) / "issue").root
        (root / "assets" / "p003-xiezuo").mkdir()
        return refused(root, "p003-xiezuo.docx")
