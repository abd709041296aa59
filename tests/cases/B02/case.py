"""B02: the only worker is another program."""

from __future__ import annotations

from pathlib import Path

from zbsh_pub.batch.cluster import Cluster, Sent
from zbsh_pub.batch.task import Task
from zbsh_pub.problems import Problem
from zbsh_pub.up_to_date import Wanted

WORKER = "tcp://192.0.2.7:4000"


def problems() -> list[Problem]:
    task = Task("2026-01", "issue", "out", ("epub",), keep=False)
    sent = Sent(task, Wanted(Path("issue"), Path("out"), ("epub",), ""), refused={WORKER: "weasyprint 70.0 / 69.0"})
    cluster = Cluster(None, "tcp://192.0.2.1:8786", {}, shared=True)
    return [found for outcome in cluster.send(sent, {WORKER: 1}) for found in outcome.problems]
