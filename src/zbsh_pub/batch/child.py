"""One issue in a process of its own: `python -m zbsh_pub.batch.child TASK.json OUTCOME.json`.

The process ends, and clears up behind it, when it is asked to (SIGTERM) or when its standard input closes:
that is, when who started it is gone.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from zbsh_pub.batch.task import FAILED, MADE, UNCHANGED, Outcome, Task, task_from_plain
from zbsh_pub.cache import default_store
from zbsh_pub.problems import Failure
from zbsh_pub.up_to_date import Result, once, wanted_now


def main() -> None:
    task_file, outcome_file = map(Path, sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    threading.Thread(target=_watch_input, daemon=True).start()
    outcome = build_task(task_from_plain(json.loads(task_file.read_bytes())))
    new = outcome_file.with_suffix(".new")
    new.write_text(json.dumps(outcome.to_plain(), ensure_ascii=False), encoding="utf-8")
    new.replace(outcome_file)


def _watch_input() -> None:
    while os.read(0, 1):
        pass
    while True:  # an exit that a signal asks for inside a callback of C code can get lost
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.1)


def build_task(task: Task) -> Outcome:
    """Build the issue in this process, unless it stands finished; its problems are part of what comes of it."""
    from zbsh_pub.build import Options, build

    root, out = Path(task.root), Path(task.out)
    store = replace(default_store(), on=task.keep)
    start = time.perf_counter()
    try:
        wanted = wanted_now(root, out, task.editions)
        result = once(wanted, store, lambda: build(root, out, task.editions, options=Options(1, store)))
        outcome = outcome_of(task, result)
    except Failure as failure:
        outcome = Outcome(task, FAILED, problems=failure.problems)
    return replace(outcome, seconds=time.perf_counter() - start, memory=most_memory())


def outcome_of(task: Task, result: Result) -> Outcome:
    """A good build as the outcome of its task."""
    files = tuple(path.relative_to(task.out).as_posix() for path in result.files)
    return Outcome(task, MADE if result.made else UNCHANGED, files, result.problems, result.copy_findings)


def most_memory() -> int:
    """The most memory that this process ever held, in bytes: Linux's VmHWM; 0 where there is none."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)


if __name__ == "__main__":
    main()
