"""Processes that lay jobs out. A worker keeps what it has laid out until it is told the first page number.

Messages to a worker: ("set up", setup), ("lay out", place, job, first page or none), ("number", place, first
page), ("count", place, job), ("forget",), ("call", function, arguments), and none to end.
From a worker: ("counted", place, pages), ("drawn", place, bytes), ("called", 0, result), ("failed", place, traceback).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, TypeVar

from zbsh_pub.typeset.drawn import DrawnUnit, from_bytes
from zbsh_pub.typeset.job import Job, Setup

LITTER = 150_000  # objects made since the last collection that are worth another one: those of a few articles
Result = TypeVar("Result")
ANY_PAGE = 1  # how many pages a job has does not depend on the number of the first: it is counted as if it had this one
HELD = 6  # layouts that a worker may keep waiting for their numbers


class WorkerFailed(RuntimeError):
    """A worker died or met a fault of the program; the text is its traceback."""


def work(orders: Connection, answers: Connection) -> None:
    """The life of a worker."""
    from zbsh_pub.typeset.engine import Engine

    engine: Engine | None = None
    held: dict[int, Any] = {}
    gc.disable()  # layout makes few cycles and very many objects: they are collected between jobs
    warm_up()
    while (message := orders.recv()) is not None:
        if message[0] == "set up":
            if engine is not None:
                engine.close()
            engine = Engine(message[1])
        elif message[0] == "forget":
            held.clear()
        elif message[0] == "call":
            answers.send(_called(*message[1:]))
        elif engine is not None:
            try:
                answers.send(_done(engine, held, *message))
            except Exception:
                answers.send(("failed", message[1], traceback.format_exc()))
            if gc.get_count()[0] > LITTER:
                gc.collect()
    if engine is not None:
        engine.close()


def warm_up() -> None:
    """Import the layout engine before there is work for it; what is there then is never collected."""
    import weasyprint  # noqa: F401

    from zbsh_pub.typeset import columns, drawing, paging  # noqa: F401
    from zbsh_pub.typeset.chinese import seam  # noqa: F401

    gc.collect()
    gc.freeze()


def _called(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[str, int, Any]:
    """What a function gives that has nothing to do with layout."""
    try:
        return "called", 0, function(*arguments)
    except Exception:
        return "failed", 0, traceback.format_exc()


def _done(engine: Any, held: dict[int, Any], what: str, place: int, *rest: Any) -> tuple[str, int, Any]:
    """What a worker has to say when it has done what it was told."""
    if what == "count":
        return "counted", place, engine.lay_out(rest[0], ANY_PAGE).count
    if what == "number":
        laid_out, first_page = held.pop(place), rest[0]
    else:
        job, first_page = rest
        laid_out = engine.lay_out(job, first_page)
        if first_page is None:
            held[place] = laid_out
            return "counted", place, laid_out.count
    return "drawn", place, engine.number(laid_out, first_page).to_bytes()


@dataclass(slots=True)
class Worker:
    """A worker as its master sees it."""

    process: Any
    orders: Connection
    answers: Connection
    setup: Setup | None = None
    busy: bool = False
    calling: bool = False  # what it has been asked for is no layout, and somebody else waits for it
    held: list[int] = field(default_factory=list)

    def send(self, *message: Any) -> None:
        """Give the worker something to answer to."""
        self.busy = True
        self.orders.send(message)

    def set_up(self, setup: Setup) -> None:
        """Make it ready for jobs under `setup`; it forgets those of another one."""
        if self.setup is not setup:
            self.orders.send(("set up", setup))
            self.setup = setup


def start_worker() -> Worker:
    """A process that waits for messages. Forked where the system can do so safely: that costs least."""
    method = "fork" if multiprocessing.get_start_method(allow_none=True) != "spawn" and _can_fork() else "spawn"
    context = multiprocessing.get_context(method)
    (orders, to_worker), (from_worker, answers) = context.Pipe(duplex=False), context.Pipe(duplex=False)
    process = context.Process(target=work, args=(orders, answers), daemon=True)  # type: ignore[attr-defined]
    process.start()
    orders.close()
    answers.close()
    return Worker(process, to_worker, from_worker)


def _can_fork() -> bool:
    import sys
    import threading

    return sys.platform == "linux" and threading.active_count() == 1


@dataclass(slots=True)
class Line:
    """Jobs in reading order and how far each has got.

    `counts` may be known beforehand; `find` looks for a unit that was drawn before, by place and first page.
    Those that are `wanted` are drawn; of others before them the pages are counted.
    """

    jobs: list[Job]
    first_page: int
    counts: list[int | None]
    find: Callable[[int, int], DrawnUnit | None]
    wanted: frozenset[int]
    drawn: dict[int, DrawnUnit] = field(default_factory=dict)
    sought: set[int] = field(default_factory=set)

    def first_of(self, place: int) -> int | None:
        """The number of a job's first page, once all before it are counted."""
        before = self.counts[:place]
        return None if None in before else self.first_page + sum(count or 0 for count in before)

    def next_missing(self) -> int | None:
        """The first wanted job that is not drawn, once units that were drawn before are found; none where all are."""
        for place in sorted(self.wanted):
            if place not in self.drawn and not self.found(place):
                return place
        return None

    def found(self, place: int) -> bool:
        first = self.first_of(place)
        if place in self.sought or first is None or self.counts[place] is None:
            return False
        self.sought.add(place)
        unit = self.find(place, first)
        if unit is not None:
            self.drawn[place] = unit
        return unit is not None


def run(line: Line, workers: list[Worker]) -> Iterator[int]:
    """Lay out and draw all wanted jobs that are not drawn yet; gives the place of each as it is done, or counted.

    Raises `WorkerFailed`.
    """
    given: set[int] = set()
    while line.next_missing() is not None:
        for worker in workers:
            if not worker.busy:
                _give(line, worker, given)
        yield from _take(line, workers)


def _give(line: Line, worker: Worker, given: set[int]) -> None:
    """The next thing for an idle worker to do: number what it holds, else lay out the next job.

    A job that has been counted before waits until its first page is known: it may have been drawn, too.
    """
    for place in worker.held:
        if (first := line.first_of(place)) is not None:
            worker.held.remove(place)
            worker.send("number", place, first)
            return
    for place, job in enumerate(line.jobs[: max(line.wanted) + 1]):
        if place not in line.wanted:
            if place not in given and line.counts[place] is None:
                given.add(place)
                worker.send("count", place, job)
                return
            continue
        if place in given or place in line.drawn or line.found(place):
            continue
        first = line.first_of(place)
        waits = job.shows_number or line.counts[place] is not None or len(worker.held) >= HELD
        if first is None and waits:
            continue
        given.add(place)
        worker.send("lay out", place, line.jobs[place], first)
        return


def _take(line: Line, workers: list[Worker]) -> Iterator[int]:
    """What busy workers have to say; waits for the first."""
    by_pipe = {worker.answers: worker for worker in workers if worker.busy}
    for pipe in wait(list(by_pipe)):
        worker = by_pipe[pipe]  # type: ignore[index]
        try:
            what, place, said = worker.answers.recv()
        except (EOFError, ConnectionResetError) as error:
            worker.process.join(1)
            raise WorkerFailed(f"a layout process ended (exit code {worker.process.exitcode})") from error
        worker.busy = False
        if what == "failed":
            raise WorkerFailed(said)
        if what == "counted":
            line.counts[place] = said
            if place in line.wanted:
                worker.held.append(place)
            else:
                yield place
        else:
            unit = from_bytes(said)
            line.drawn[place], line.counts[place] = unit, unit.span.count
            yield place


class Crew:
    """Workers that may be started before they are needed, and kept from one build to the next."""

    def __init__(self, jobs: int = 0):
        """At most `jobs` workers; 0: as many as there are processors."""
        self.most = jobs or processors()
        self._workers: list[Worker] = []

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def start(self, count: int) -> None:
        """See that there are so many workers, or as many as there may be. One alone is no help."""
        while self.most > 1 and len(self._workers) < min(count, self.most):
            self._workers.append(start_worker())

    def get_ready(self, little: bool) -> None:
        """Start workers before their work is known: one where there will be `little` of it, else all."""
        self.start(1 if little else self.most)

    def hands(self, count: int, setup: Setup) -> list[Worker]:
        """Workers for so many jobs under `setup`; none where this process had better do them."""
        self.start(count)
        free = [worker for worker in self._workers if not worker.calling]
        for worker in free:
            worker.set_up(setup)
        return free

    def later(self, function: Callable[..., Result], *arguments: Any) -> Callable[[], Result]:
        """Let a worker that has nothing to do call `function`; gives what waits for the result.

        Where no worker is idle, or the one that was asked is lost, it is called here when the result is wanted.
        """
        worker = next((worker for worker in self._workers if not worker.busy), None)
        if worker is None:
            return lambda: function(*arguments)
        worker.calling = True
        with suppress(BrokenPipeError):
            worker.send("call", function, arguments)
        return lambda: _answer(worker, function, arguments)

    def rest(self) -> None:
        """After a build: whatever is still under way is given up."""
        for worker in self._workers:
            if worker.held and not worker.busy:
                worker.orders.send(("forget",))
                worker.held.clear()
        busy = [worker for worker in self._workers if worker.busy]
        self._workers = [worker for worker in self._workers if not worker.busy]
        _end(busy)

    def end(self) -> None:
        """Let idle workers go, and stop the others."""
        workers, self._workers = self._workers, []
        _end(workers)


def _answer(worker: Worker, function: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
    """What a worker gives for a call; what this process gives where the worker has failed or is gone."""
    try:
        what, _, result = worker.answers.recv()
    except (EOFError, ConnectionResetError):
        return function(*arguments)  # the worker stays busy and is ended
    worker.busy = worker.calling = False
    return result if what == "called" else function(*arguments)


def _end(workers: list[Worker]) -> None:
    for worker in workers:
        if worker.busy:
            worker.process.kill()
        else:
            with suppress(OSError):
                worker.orders.send(None)
        worker.orders.close()
        worker.answers.close()
    for worker in workers:
        worker.process.join()


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
