"""How time and memory grow with an issue: made-up issues of 30 to 1,000 articles, built from nothing.

    python benchmarks/growth.py [--articles 30 100 300 1000] [--jobs 2] [--edition screen]

Each size in a process of its own, without the store. Prints seconds, seconds an article, and the largest
memory (VmHWM, MB) of the process that builds and of its layout processes. Memory that a forked process
shares with its parent is counted in both.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from machine import machine
from made_up import write_issue
from zbsh_pub.build import Options, build
from zbsh_pub.cache import Store
from zbsh_pub.editions import DEFAULT, EDITIONS


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, nargs="+", default=[30, 100, 300, 1000])
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--edition", choices=EDITIONS, action="append")
    arguments.add_argument("--once", action="store_true", help="measure the first size in this process")
    options = arguments.parse_args()
    editions = tuple(options.edition or DEFAULT)
    if options.once:
        print(json.dumps(measure(options.articles[0], options.jobs, editions)))
        return
    print(f"{machine()}; {options.jobs} processes; {', '.join(editions)}\n", flush=True)
    print("| articles | seconds | an article | MB, build | MB, layout | MB, files |\n|--:|--:|--:|--:|--:|--:|")
    for count in options.articles:
        found = _apart(count, options.jobs, editions)
        row = [f"{found['seconds']:.1f}", f"{found['seconds'] / count:.2f}", *(f"{found[k]:.0f}" for k in _SIZES)]
        print(f"| {count:,} | {' | '.join(row)} |", flush=True)


_SIZES = ("build", "layout", "files")


def measure(articles: int, jobs: int, editions: tuple[str, ...]) -> dict[str, float]:
    """Build a made-up issue in this process: seconds, and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        root = write_issue(Path(folder) / "issue", articles)
        start = time.perf_counter()
        result = build(root, Path(folder) / "out", editions, options=Options(jobs, Store(Path(folder), on=False)))
        seconds = time.perf_counter() - start
        files = sum(path.stat().st_size for path in result.files) / 1e6
    layout = getrusage(RUSAGE_CHILDREN).ru_maxrss / 1e3
    return {"seconds": seconds, "build": high_water() / 1e6, "layout": layout, "files": files}


def high_water() -> int:
    """The most memory that this process ever held, in bytes (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _apart(articles: int, jobs: int, editions: tuple[str, ...]) -> dict[str, float]:
    command = [sys.executable, __file__, "--once", "--articles", str(articles), "--jobs", str(jobs)]
    command += [word for edition in editions for word in ("--edition", edition)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
