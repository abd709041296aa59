"""Run the benchmarks of speed and write what they say to docs/benchmarks.md.

    python benchmarks/report.py [--runs 5] [--articles 30 100 300 1000] [--offline]

Where the full text of the issue stands beside the checkout (../shared/source), it is imported and measured;
otherwise the issue of this repository is. Comparisons are made in turn in one run: read ratios, not seconds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from machine import machine

HERE = Path(__file__).parent
ROOT = HERE.parent
FULL_TEXT = ROOT.parent / "shared" / "source" / "issue-1129-1130.txt"
TARGET = ROOT / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench` (benchmarks/report.py). Times are wall seconds of whole processes; what is compared
was run in turn, so that ratios hold where seconds do not. Measured on: {machine}.

"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--articles", type=int, nargs="+", default=[30, 100, 300, 1000])
    arguments.add_argument("--offline", action="store_true", help="install nothing")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="zbsh-bench-") as folder:
        root, what = issue(Path(folder))
        page = HEAD.format(machine=machine()) + "\n".join(sections(root, what, options))
    TARGET.write_text(page.rstrip("\n") + "\n", encoding="utf-8")
    print(page)


def issue(folder: Path) -> tuple[Path, str]:
    """The issue to measure, and what it is."""
    if not FULL_TEXT.is_file():
        return ROOT, "the issue of this repository (digests)"
    command = [sys.executable, "-m", "zbsh_pub", "import", str(FULL_TEXT), "--out", str(folder / "full"), "--fix"]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "full", "the full text of the same issue, imported"


def sections(root: Path, what: str, options: argparse.Namespace) -> Iterator[str]:
    runs, offline = ("--runs", str(options.runs)), ["--offline"] * options.offline
    yield f"## Beside other systems: {what}\n\n{_said('speed_peers.py', str(root), *runs, *offline)}"
    yield f"## Where the time of a build goes: {what}\n\n{_said('build_time.py', str(root), '--runs', '3')}"
    yield f"## What our lines and columns cost over stock WeasyPrint\n\n{_said('layout_cost.py', str(root), *runs)}"
    sizes = [str(count) for count in options.articles]
    yield f"## Growth with the number of articles\n\n{_said('growth.py', '--articles', *sizes)}"


def _said(script: str, *arguments: str) -> str:
    print(f"… {script}", file=sys.stderr, flush=True)
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


if __name__ == "__main__":
    main()
