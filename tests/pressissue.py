"""Small issues and pages for the tests of the print edition."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.house import house_folder
from zbsh_pub.manuscript import read_issue
from zbsh_pub.model import Issue
from zbsh_pub.prepress.lint import check_for_print, check_sound
from zbsh_pub.prepress.pressunit import Findings
from zbsh_pub.prepress.recipes import read_recipes
from zbsh_pub.prepress.report import Seen, report
from zbsh_pub.problems import Problem

RECIPES = read_recipes((house_folder("styles") / "inks.yaml").read_text(encoding="utf-8"), 300)[0]


def issue_with(files: Mapping[str, str] | None = None, manifest: str = "") -> Issue:
    """The skeleton issue with these files, and with these lines of `print:` in its manifest."""
    with tempfile.TemporaryDirectory() as folder:
        test = IssueTest.new(Path(folder) / "issue")
        for name, content in (files or {}).items():
            test.with_file(name, content)
        if manifest:
            test.with_manifest(("cover:\n", f"print:\n{manifest}\ncover:\n"))
        issue, problems = read_issue(test.root)
        assert issue is not None, problems
        return issue


def linted(files: Mapping[str, str]) -> list[Problem]:
    """What is found in the sheets and drawings of the skeleton issue with these files."""
    with tempfile.TemporaryDirectory() as folder:
        test = IssueTest.new(Path(folder) / "issue")
        for name, content in files.items():
            test.with_file(name, content)
        issue, problems = read_issue(test.root)
        assert issue is not None, problems
        return [*check_sound(issue), *check_for_print(issue, RECIPES)[0]]


def reported(findings: Findings) -> list[Problem]:
    """What editors hear of findings on the second article of the skeleton issue, pages 2 and 3."""
    return list(report(issue_with(), [Seen("p003-xiezuo", ("2", "3"), findings)], 300, frozenset()))
