"""B04: no scheduler answers at the address."""

from __future__ import annotations

import pytest

from zbsh_pub.batch import cluster
from zbsh_pub.batch.task import Task
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """With a patience of half a second, at a port where nobody listens."""
    task = Task("2026-01", "issue", "out", ("epub",), keep=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "CONNECT", 0.5)
        outcomes = list(cluster.run_cluster([task], "tcp://127.0.0.1:9", shared=False))
    return [found for outcome in outcomes for found in outcome.problems]
