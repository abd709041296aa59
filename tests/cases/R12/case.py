"""R12: a profile that is not there, and one that is no profile."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.manifest import read_manifest
from zbsh_pub.prepress.profile import find_profile
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The manifest names a file of `styles/` that is missing, then one that is a sheet."""
    return [found for name in ("press.icc", "own.css") for found in _problems(name)]


def _problems(name: str) -> list[Problem]:
    with tempfile.TemporaryDirectory() as folder:
        issue = IssueTest.new(Path(folder) / "issue").with_file("styles/own.css", ".a{}")
        issue.with_manifest(("cover:\n", f"print:\n  profile: {name}\ncover:\n"))
        manifest, _ = read_manifest(issue.root)
        assert manifest is not None
        return find_profile(issue.root, manifest.press, manifest.text)[1]
