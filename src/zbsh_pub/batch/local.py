"""Tasks on this machine: so many processes at a time, one an issue."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from zbsh_pub.batch.child import outcome_of
from zbsh_pub.batch.process import Hands, run_apart
from zbsh_pub.batch.task import Outcome, Task
from zbsh_pub.cache import default_store
from zbsh_pub.up_to_date import Wanted, recall


def run_local(tasks: Sequence[Task], jobs: int, program: str) -> Generator[Outcome, None, None]:
    """The outcome of each task as it comes, `jobs` at a time; when this is closed, all processes end.

    `program` is the key of the program, so that what stands finished is told without a process.
    """
    hands = Hands()
    pool = ThreadPoolExecutor(jobs)
    try:
        futures = [pool.submit(_run, task, hands, program) for task in tasks]
        for future in as_completed(futures):
            yield future.result()
    finally:
        hands.stop()
        pool.shutdown(cancel_futures=True)


def _run(task: Task, hands: Hands, program: str) -> Outcome:
    return standing(task, program) or run_apart(task, hands)


def standing(task: Task, program: str) -> Outcome | None:
    """The outcome of a task that was done before, if its inputs and its files are still the same."""
    wanted = Wanted(Path(task.root), Path(task.out), task.editions, program)
    result = recall(wanted, replace(default_store(), on=task.keep))
    return outcome_of(task, result) if result else None
