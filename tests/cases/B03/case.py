"""B03: an issue whose files are more than are sent to a cluster."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from issuetest import IssueTest
from zbsh_pub.batch import cluster, shipping
from zbsh_pub.batch.task import Task
from zbsh_pub.problems import Problem
from zbsh_pub.up_to_date import Wanted


def problems() -> list[Problem]:
    """With the limit at a million bytes, and a picture of two."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(shipping, "LIMIT", 1_000_000)
        patch.setattr(cluster, "LIMIT", 1_000_000)
        issue = IssueTest.new(Path(folder) / "issue").with_file("assets/cover.svg", b" " * 2_000_000)
        task = Task("2026-01", str(issue.root), f"{folder}/out", ("epub",), keep=False)
        sent = cluster.Sent(task, Wanted(issue.root, Path(folder) / "out", ("epub",), ""))
        sender = cluster.Cluster(None, "tcp://192.0.2.1:8786", {}, shared=False)
        return [found for outcome in sender.send(sent, {}) for found in outcome.problems]
