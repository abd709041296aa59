"""A claim of conformance in the manifest, and a book that refutes it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.accessibility import Accessibility
from zbsh_pub.checks.claim import check_claim
from zbsh_pub.manifest import read_manifest
from zbsh_pub.problems import Problem

CLAIM = """accessibility:
  conforms-to: EPUB Accessibility 1.1 - WCAG 2.2 Level AA
  certified-by: 某评估机构

cover:
"""


def claimed(fact: str) -> tuple[Problem, ...]:
    """What is said of the claim when `fact` is true of the book."""
    with tempfile.TemporaryDirectory() as folder:
        issue = IssueTest.new(Path(folder) / "issue").with_manifest(("cover:\n", CLAIM))
        manifest, found = read_manifest(issue.root)
    assert manifest is not None
    assert not found
    return tuple(check_claim(manifest, Accessibility((), (), (), (), frozenset({fact}))))
