"""The folders of `tests/cases`, and the problems that each provokes."""

from __future__ import annotations

import importlib
import tempfile
from functools import cache
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.problems import Problem

CASES = Path(__file__).parent / "cases"
HELP = ("expected.txt", "also.txt", "remove.txt", "links.txt", "encodings.txt")


def case_codes() -> tuple[str, ...]:
    """The codes that have a folder."""
    return tuple(sorted(path.name for path in CASES.iterdir() if path.is_dir() and path.name[0] != "_"))


@cache
def found(code: str) -> tuple[Problem, ...]:
    """All problems of the case, provoked once."""
    if (CASES / code / "case.py").exists():
        return tuple(importlib.import_module(f"cases.{code}.case").problems())
    with tempfile.TemporaryDirectory() as folder:
        return issue_of(code, Path(folder) / "issue").problems()


def issue_of(code: str, root: Path) -> IssueTest:
    """The skeleton issue with the case's files."""
    issue = IssueTest.new(root).without(*listed(code, "remove.txt"))
    issue.with_tree(CASES / code).without(*(name for name in HELP if (root / name).exists()))
    for line in listed(code, "links.txt"):
        issue.with_link(*line.split(" -> "))
    for line in listed(code, "encodings.txt"):
        _encode(root / line.split()[0], *line.split()[1:])
    return issue


def _encode(path: Path, encoding: str, first_line: str = "1") -> None:
    """Write a file anew in another encoding, from a line on."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    start = int(first_line) - 1
    path.write_bytes("".join(lines[:start]).encode() + "".join(lines[start:]).encode(encoding))


def listed(code: str, name: str) -> list[str]:
    path = CASES / code / name
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
