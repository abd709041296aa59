"""B01: the process of an issue ends twice without an outcome: a fault of the program, here an edition of no name."""

from __future__ import annotations

import tempfile
from pathlib import Path

from issuetest import IssueTest
from zbsh_pub.batch.process import Hands, run_apart
from zbsh_pub.batch.task import Task
from zbsh_pub.problems import Problem


def problems() -> tuple[Problem, ...]:
    with tempfile.TemporaryDirectory() as folder:
        root = IssueTest.new(Path(folder) / "issue").root
        task = Task("2026-01", str(root), f"{folder}/out", ("nix",), keep=False)
        return run_apart(task, Hands()).problems
