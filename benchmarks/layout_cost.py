"""What our Chinese lines and columns cost over stock WeasyPrint: the same units, the same sheets.

    python benchmarks/layout_cost.py [ROOT] [--runs 5]

Lays out all articles of the issue, each variant in a process of its own, the variants in turn; prints
medians of the processor's seconds in layout and their ratio to stock. Drawing is not part of it.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from machine import machine
from zbsh_pub.build import load
from zbsh_pub.cache import default_store
from zbsh_pub.pdf import job_of
from zbsh_pub.typeset import Engine
from zbsh_pub.work import compose, open_press

ROOT = Path(__file__).parent.parent
# What each variant leaves out of our engine.
VARIANTS = {
    "stock WeasyPrint": ("chinese.seam.chinese_lines", "columns.even_columns"),
    "with our columns": ("chinese.seam.chinese_lines",),
    "with our lines": ("columns.even_columns",),
    "with both": (),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("root", type=Path, nargs="?", default=ROOT)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--variant", choices=VARIANTS, help="measure this one once, in this process")
    options = arguments.parse_args()
    if options.variant:
        print(*measure(options.root, VARIANTS[options.variant]))
        return
    print(f"{machine()}; {options.runs} runs in turn, medians\n")
    runs = [{name: _apart(options.root, name) for name in VARIANTS} for _ in range(options.runs)]
    stock = statistics.median(run["stock WeasyPrint"][0] for run in runs)
    print("| layout | seconds | to stock | pages |\n|---|--:|--:|--:|")
    for name in VARIANTS:
        seconds = statistics.median(run[name][0] for run in runs)
        print(f"| {name} | {seconds:.2f} | {seconds / stock:.2f} | {runs[0][name][1]:.0f} |")


def _apart(root: Path, variant: str) -> tuple[float, float]:
    """Seconds and pages of a variant, measured in a new process."""
    command = [sys.executable, __file__, str(root), "--variant", variant]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, pages = done.stdout.split()
    return float(seconds), float(pages)


def measure(root: Path, without: tuple[str, ...]) -> tuple[float, int]:
    """Processor seconds of laying out every unit, and the pages that came of it."""
    publication = compose(load(root)[0])
    jobs = [job_of(unit) for unit in publication.units]
    with contextlib.ExitStack() as stack, Engine(open_press(publication, default_store()).setup) as engine:
        for name in without:
            stack.enter_context(patch(f"zbsh_pub.typeset.{name}", _nothing))
        engine.lay_out(jobs[0])  # imports, sheets and fonts are no part of it
        start = time.process_time()
        pages = sum(engine.lay_out(job).count for job in jobs)
        return time.process_time() - start, pages


@contextlib.contextmanager
def _nothing(*_: object) -> Iterator[None]:
    yield


if __name__ == "__main__":
    main()
