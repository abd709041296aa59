"""Tasks on a Dask cluster. Only this module knows Dask (an extra: `pip install zbsh-pub[cluster]`).

Input goes out as bytes, or is shared; results come back as bytes, and only this side writes into `dist/`.
Dask gives the task of a lost worker to another one.
"""

from __future__ import annotations

import json
import logging
import time
import zipfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import dask
from distributed import CancelledError, Client, get_worker, wait

from zbsh_pub.batch.local import standing
from zbsh_pub.batch.remote import ANSWER, REFUSED, build_remotely
from zbsh_pub.batch.shipping import LIMIT, TooLarge, pack_input, unpack_outcome
from zbsh_pub.batch.task import FAILED, Outcome, Task, failed
from zbsh_pub.cache import default_store
from zbsh_pub.output import publish, staging
from zbsh_pub.program import program, program_key
from zbsh_pub.up_to_date import Inputs, Result, Wanted, inputs_of, remember

CONNECT = 20.0  # seconds for the scheduler to answer, and for a worker to be there
AHEAD = 2  # tasks sent for each thread of the cluster: one at work, one waiting
_POLL = 1.0  # seconds
_SETTINGS = {"distributed.admin.large-graph-warning-threshold": LIMIT}


def run_cluster(tasks: Sequence[Task], address: str, shared: bool) -> Generator[Outcome, None, None]:
    """The outcome of each task as it comes from the cluster at `address`.

    What stands finished is told at once. B02: every worker is another program; B03: too large to be sent;
    B04: no scheduler, no worker, or a task that took down one worker after the other.
    """
    parts = program()
    waiting = []
    for task in tasks:
        known = standing(task, program_key(parts))
        if known:
            yield known
        else:
            waiting.append(task)
    if not waiting:
        return
    _quiet()
    with dask.config.set(_SETTINGS):
        try:
            client = Client(address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            yield from (failed(task, "B04", address=address, reason=_line(error)) for task in waiting)
            return
        with client:
            yield from Cluster(client, address, parts, shared).run(waiting)


def _quiet() -> None:
    """Dask's own word on a lost connection is a page of traceback; the outcomes say it in one line each."""
    for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def work(task: str, client: dict[str, str], data: bytes) -> bytes:
    """What the cluster calls on a worker: `build_remotely`, in the worker's own folder."""
    worker = get_worker()
    answer = build_remotely(task, client, data, worker.local_directory)
    if answer.startswith(REFUSED):
        return REFUSED + json.dumps([worker.address, *json.loads(answer.removeprefix(REFUSED))]).encode()
    return answer


@dataclass(slots=True)
class Sent:
    """A task on its way, its input as it was when it was sent, and the workers that refused it."""

    task: Task
    wanted: Wanted
    inputs: Inputs | None = None
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Cluster:
    """A scheduler, and the tasks that are on their way to its workers."""

    client: Any
    address: str
    program: dict[str, str]
    shared: bool
    sent: dict[Any, Sent] = field(default_factory=dict)

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Send tasks a few ahead of the workers, so that the cluster never holds all input at once."""
        key = program_key(self.program)
        waiting = [Sent(t, Wanted(Path(t.root), Path(t.out), t.editions, key)) for t in tasks]
        try:
            while waiting or self.sent:
                threads = self._threads()
                while waiting and len(self.sent) < AHEAD * sum(threads.values()):
                    yield from self.send(waiting.pop(0), threads)
                for future in self._done() if self.sent else ():
                    yield from self._take(future, self.sent.pop(future))
        except (TimeoutError, OSError) as error:
            left = [*self.sent.values(), *waiting]
            yield from (self._lost(sent, _line(error)) for sent in left)
        finally:
            with suppress(Exception):  # a cluster that is gone cancels nothing
                self.client.cancel(list(self.sent))

    def _threads(self) -> dict[str, int]:
        """The workers and their threads. Raises `TimeoutError` where there is none for long."""
        until = time.monotonic() + CONNECT
        while not (threads := dict(self.client.nthreads())):
            if time.monotonic() > until:
                raise TimeoutError("no worker")
            time.sleep(_POLL)
        return threads

    def send(self, sent: Sent, threads: dict[str, int]) -> Iterator[Outcome]:
        """Send a task to any worker that did not refuse it."""
        able = [worker for worker in threads if worker not in sent.refused]
        if sent.refused and not able:
            worker, what = next(iter(sent.refused.items()))
            yield failed(sent.task, "B02", worker=worker, what=what)
            return
        sent.inputs = inputs_of(sent.wanted) if sent.task.keep else None
        try:
            data = b"" if self.shared else pack_input(sent.wanted.root)
        except TooLarge as error:
            yield failed(sent.task, "B03", size=_megabytes(error.args[0]), limit=_megabytes(LIMIT))
            return
        except (OSError, ValueError) as error:  # a file that cannot be read, a name that is no text
            yield self._lost(sent, _line(error))
            return
        task = json.dumps(sent.task.to_plain(), ensure_ascii=False)
        chosen = able if sent.refused else None
        future = self.client.submit(work, task, self.program, data, pure=False, workers=chosen)
        self.sent[future] = sent

    def _done(self) -> list[Any]:
        """Futures that came to an end, after a short while at the latest.

        One that is lost was done by a worker that is gone with the result: Dask has it done again.
        """
        with suppress(TimeoutError, CancelledError), self.client.as_current():
            wait(list(self.sent), timeout=_POLL, return_when="FIRST_COMPLETED")
        return [future for future in self.sent if future.status not in ("pending", "lost")]

    def _take(self, future: Any, sent: Sent) -> Iterator[Outcome]:
        """What came back of a task. One that was refused is sent again, to another worker."""
        if future.status != "finished":
            yield self._lost(sent, _fault(future))
            return
        try:
            answer: bytes = future.result(timeout=CONNECT)
        except TimeoutError:  # lost on its way: it is done again
            self.sent[future] = sent
            return
        except CancelledError as error:
            yield self._lost(sent, _line(error))
            return
        if answer.startswith(REFUSED):
            worker, *what = json.loads(answer.removeprefix(REFUSED))
            sent.refused[worker] = "; ".join(what[:3])
            yield from self.send(sent, self._threads())
            return
        try:
            yield _publish(sent, answer.removeprefix(ANSWER))
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
            yield self._lost(sent, _line(error))

    def _lost(self, sent: Sent, reason: str) -> Outcome:
        return failed(sent.task, "B04", address=self.address, reason=reason)


def _publish(sent: Sent, data: bytes) -> Outcome:
    """The files that came back into the task's folder, all or none; remembered unless the input changed."""
    out = Path(sent.task.out)
    with staging(out) as stage:
        outcome = replace(unpack_outcome(data, stage), task=sent.task)
        if outcome.state == FAILED:
            return outcome
        whole = [name for name in outcome.files if "/" not in name]  # not in a folder: named after the issue
        files = publish(stage, out, whole[0].partition(".")[0] if whole else "")
    result = Result(files, outcome.problems, outcome.copy_findings)
    remember(sent.wanted, replace(default_store(), on=sent.task.keep), sent.inputs, result)
    return outcome


def _fault(future: Any) -> str:
    """Why a future has no result, in one line."""
    if future.status != "error":
        return str(future.status)
    return _line(future.exception())


def _line(error: object) -> str:
    return (f"{type(error).__name__}: {error}".strip().splitlines() or [""])[0].rstrip(".")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
