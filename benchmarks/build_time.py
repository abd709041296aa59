"""Where the time of a build goes: whole commands over several runs, then one build step by step.

    python benchmarks/build_time.py [ROOT] [--runs 5]

Prints medians and names the machine. Times are wall seconds; other work on the machine shows in them,
so compare figures of one run with each other only.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from machine import machine
from zbsh_pub.build import load
from zbsh_pub.cache import Store
from zbsh_pub.checks.pdf_file import check_pdf, read_pdf
from zbsh_pub.pdf import lay_out_issue, write_pdf
from zbsh_pub.typeset.workers import Crew
from zbsh_pub.work import build_date, compose, open_press

T = TypeVar("T")
ROOT = Path(__file__).parent.parent


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("root", type=Path, nargs="?", default=ROOT)
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    print(f"{machine()}; Python {platform.python_version()}; {options.runs} runs, medians\n")
    print("| command | seconds | min–max |\n|---|--:|--:|")
    for name, cold, editions in (
        ("EPUB alone, cold cache", True, ["--edition", "epub"]),
        ("EPUB alone, warm cache", False, ["--edition", "epub"]),
        ("EPUB and PDF", False, []),
        ("`zbsh check`", False, None),
    ):
        times = [command_time(options.root, editions, cold) for _ in range(options.runs)]
        print(f"| {name} | {statistics.median(times):.2f} | {min(times):.2f}–{max(times):.2f} |")
    print("\n| step of one build | seconds |\n|---|--:|")
    for name, seconds in steps(options.root):
        print(f"| {name} | {seconds:.2f} |")


def command_time(root: Path, editions: list[str] | None, cold: bool) -> float:
    """Wall seconds of one `zbsh` process; `editions` none means `zbsh check`."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder if cold else os.environ.get("XDG_CACHE_HOME", "")}
        command = [sys.executable, "-m", "zbsh_pub"]
        command += (
            ["check", str(root)] if editions is None else ["build", str(root), "--out", f"{folder}/dist", *editions]
        )
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        return time.perf_counter() - start


def steps(root: Path) -> list[tuple[str, float]]:
    """The steps of one build in this process."""
    taken: list[tuple[str, float]] = []

    def timed(name: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        result = work()
        taken.append((name, time.perf_counter() - start))
        return result

    loaded, _ = timed("read, convert, check the sources", lambda: load(root))
    publication = timed("compose pages, cut fonts", lambda: compose(loaded))
    with Crew() as crew, open_press(publication, Store(root, on=False), crew) as press:
        issue = publication.issue
        layout = timed(
            "lay out and draw all units", lambda: lay_out_issue(press, issue, publication.units, lambda _: None)
        )
        data = timed("link the PDF", lambda: write_pdf(issue, layout, build_date(issue)))
        timed(
            "read the PDF back and check it",
            lambda: list(check_pdf(issue, layout.pagination, read_pdf(data, press.store), "x.pdf")),
        )
    return taken


if __name__ == "__main__":
    main()
