"""One Dask worker against two, on copies of an issue: how much sooner are many issues done?

    python benchmarks/batch_scaling.py [ROOT] [--issues 20] [--runs 1]

Starts a scheduler and two workers with one thread each on loopback. The issues are copies of ROOT with
numbers of their own, sent as bytes, built without the store. One worker and two take turns; wall seconds of
whole `zbsh batch` commands. Other work on the machine shows in them: the ratio is what counts.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from machine import machine

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0  # seconds


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("root", type=Path, nargs="?", default=ROOT)
    arguments.add_argument("--issues", type=int, default=20)
    arguments.add_argument("--runs", type=int, default=1)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(options.issues):
            copy_issue(options.root, folder / "issues" / f"{number:02}", number)
        found = [(seconds(folder, 1), seconds(folder, 2)) for _ in range(options.runs)]
    one, two = (statistics.median(times) for times in zip(*found, strict=True))
    print(f"{machine()}; {options.issues} issues, {options.runs} runs, medians\n")
    print("| workers | seconds | to one |\n|--:|--:|--:|")
    print(f"| 1 | {one:.1f} | 1.00 |\n| 2 | {two:.1f} | {one / two:.2f} |")


def copy_issue(root: Path, target: Path, number: int) -> None:
    """The manuscript, pictures and sheets of an issue under another number."""
    for folder in ("manuscript", "assets", "styles"):
        if (root / folder).is_dir():
            shutil.copytree(root / folder, target / folder, ignore=shutil.ignore_patterns("fonts"))
    manifest = target / "manuscript" / "issue.yaml"
    text = re.sub(r"^  number: \d+", f"  number: {number % 24 + 1}", manifest.read_text(encoding="utf-8"), flags=re.M)
    text = re.sub(r"(?<=first: )\d+", str(2001 + 2 * number), text)
    manifest.write_text(re.sub(r"(?<=last: )\d+", str(2002 + 2 * number), text), encoding="utf-8")


def seconds(folder: Path, workers: int) -> float:
    """Wall seconds of `zbsh batch` on a cluster of so many workers."""
    with cluster(folder, workers) as address, tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "zbsh_pub", "batch", str(folder / "issues")]
        command += ["--scheduler", address, "--no-cache", "--out", out]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler and workers on loopback; gives the address."""
    told = folder / f"scheduler-{time.monotonic_ns()}.json"
    loopback = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told)]
    with ExitStack() as stack:
        stack.enter_context(running("dask_scheduler", *loopback, "--port", "0"))
        wait_for(told)
        for _ in range(workers):
            options = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder)]
            stack.enter_context(running("dask_worker", *loopback, *options))
        from distributed import Client

        with Client(scheduler_file=str(told), set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=PATIENCE)
            address = str(client.scheduler.address)
        yield address


@contextmanager
def running(module: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program of Dask's while it runs."""
    command = [sys.executable, "-m", f"distributed.cli.{module}", *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ))
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(path: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not (path.is_file() and path.stat().st_size):
        if time.monotonic() > until:
            raise TimeoutError(path)
        time.sleep(0.05)


if __name__ == "__main__":
    main()
