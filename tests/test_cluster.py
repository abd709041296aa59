"""Issues on a real Dask cluster: a scheduler and two workers on loopback, one of them killed in the middle."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from issuetest import ARTICLE, IssueTest
from zbsh_pub.batch.task import FAILED, MADE, UNCHANGED, Outcome, Task

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Loopback:
    """A scheduler and its workers as processes."""

    address: str
    workers: list[subprocess.Popen[bytes]]

    def run(self, tasks: list[Task], shared: bool = False) -> Iterator[Outcome]:
        from zbsh_pub.batch.cluster import run_cluster

        return run_cluster(tasks, self.address, shared)


def dask(module: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", "--host", "127.0.0.1", "--no-dashboard", *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    """Two workers with one thread each, on ports that are free."""
    from distributed import Client

    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    processes = [dask("dask_scheduler", "--port", "0", "--scheduler-file", str(told))]
    try:
        until = time.monotonic() + PATIENCE
        while not (told.is_file() and told.stat().st_size):
            assert time.monotonic() < until
            time.sleep(0.05)
        options = ("--nthreads", "1", "--no-nanny", "--scheduler-file", str(told))
        processes += [dask("dask_worker", *options, "--local-directory", str(folder / n)) for n in "12"]
        with Client(scheduler_file=str(told), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
            address = str(client.scheduler.address)
        yield Loopback(address, processes[1:])
    finally:
        for process in processes:
            process.kill()
            process.wait()


def tasks(folder: Path, count: int) -> list[Task]:
    found = []
    for number in range(count):
        root = IssueTest.new(folder / f"{number}").with_article(f"第{number}期的话。\n").root
        found.append(Task(str(number), str(root), str(root / "dist"), ("epub",)))
    return found


def is_whole(task: Task) -> bool:
    """Does the issue stand finished, with sums that fit, and nothing beside it?"""
    out = Path(task.out)
    sums = {name: digest for digest, name in map(str.split, (out / "SHA256SUMS").read_text().splitlines())}
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.glob("*.epub")}
    return sums == files != {} and not list(out.parent.glob(".dist-*"))


def test_bad_and_shared(cluster: Loopback, tmp_path: Path) -> None:
    """A bad issue comes back with its problems beside a good one; folders may be shared; nothing is made twice."""
    good, bad = tasks(tmp_path, 2)
    IssueTest(Path(bad.root)).with_article("# 一级标题\n")
    outcomes = {outcome.task: outcome for outcome in cluster.run([good, bad], shared=True)}
    assert (outcomes[good].state, outcomes[bad].state) == (MADE, FAILED)
    assert [(found.code, str(found.place)) for found in outcomes[bad].problems] == [("D07", f"{ARTICLE}:4")]
    assert is_whole(good)
    assert not Path(bad.out).exists()
    assert [outcome.state for outcome in cluster.run([good])] == [UNCHANGED]


def test_another_program(cluster: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that are another program refuse, each is asked, and the difference is told."""
    from zbsh_pub.batch import cluster as module
    from zbsh_pub.program import program

    monkeypatch.setattr(module, "program", lambda: {**program(), "weasyprint": "69.0"})
    (outcome,) = cluster.run(tasks(tmp_path, 1))
    assert [found.code for found in outcome.problems] == ["B02"]
    assert outcome.problems[0].details["what"] == "weasyprint 69.0 / 70.0"


def test_a_worker_is_lost(cluster: Loopback, tmp_path: Path) -> None:
    """One of two workers is killed after the first issue: all issues are finished, each as if nothing had been."""
    wanted = tasks(tmp_path, 6)
    outcomes = cluster.run(wanted)
    first = next(outcomes)
    cluster.workers[0].kill()
    after = [first, *outcomes]
    assert [found.render("en") for outcome in after for found in outcome.problems] == []
    assert [outcome.state for outcome in after] == [MADE] * 6
    assert [is_whole(task) for task in wanted] == [True] * 6
