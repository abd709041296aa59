"""W12: a section that the manifest does not have."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from issuetest import IssueTest
from worddocs import refused
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    with TemporaryDirectory() as folder:
        root = IssueTest.new(Path(folder) / "issue").root
        return refused(root, "a.docx", section="nix")
