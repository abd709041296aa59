"""The press: jobs in, drawn units out; from the store where it has them, else by one process or several.

with Press(setup, store=store, jobs=2) as press:
    units = press.draw(jobs, first_page=1)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from types import TracebackType

from zbsh_pub.cache import Store
from zbsh_pub.typeset.drawn import DrawnUnit, from_bytes
from zbsh_pub.typeset.engine import Engine
from zbsh_pub.typeset.job import Job, Setup, job_key, shared_key
from zbsh_pub.typeset.workers import Line, Worker, end_workers, run, start_worker

FEW = 1  # so many jobs are sooner done here than by workers that have to be started first
Progress = Callable[[str], None]


class Press:
    """Lays out and draws the units of one issue."""

    def __init__(self, setup: Setup, store: Store, jobs: int = 0):
        """`jobs` processes; 0: as many as there are processors."""
        self.setup, self.store = setup, store
        self._jobs = jobs or _processors()
        self._engine = Engine(setup)
        self._workers: list[Worker] = []
        self._shared: bytes | None = None

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        end_workers(self._workers)
        self._engine.close()

    def draw(self, jobs: Sequence[Job], first_page: int, progress: Progress = lambda _: None) -> tuple[DrawnUnit, ...]:
        """The units of `jobs`, numbered on from `first_page`; `progress` hears the id of each as it is done."""
        keys = [job_key(self._shared_key, self.setup, job) for job in jobs]
        line = self._known(jobs, keys, first_page)
        missing = [place for place, unit in enumerate(line.drawn) if unit is None]
        done = run(line, self._hands(len(missing))) if self._many(len(missing)) else self._here(line, missing)
        for place in done:
            unit = line.drawn[place]
            assert unit is not None
            self.store.put("count", keys[place], str(unit.span.count).encode())
            self.store.put("unit", _numbered(keys[place], unit.span.first), unit.to_bytes())
            progress(unit.id)
        return tuple(unit for unit in line.drawn if unit is not None)

    @property
    def _shared_key(self) -> bytes:
        if self._shared is None:
            self._shared = shared_key(self.setup)
        return self._shared

    def _known(self, jobs: Sequence[Job], keys: list[str], first_page: int) -> Line:
        """The jobs, with all that the store knows of them."""
        line = Line(list(jobs), first_page, [None] * len(jobs), [None] * len(jobs))
        for place, key in enumerate(keys):
            count = self.store.get("count", key)
            line.counts[place] = int(count) if count is not None and count.isdigit() else None
        for place, key in enumerate(keys):
            first = line.first_of(place)
            if first is not None and line.counts[place] is not None:
                line.drawn[place] = self._stored(_numbered(key, first))
        return line

    def _stored(self, key: str) -> DrawnUnit | None:
        data = self.store.get("unit", key)
        try:
            return from_bytes(data) if data is not None else None
        except (ValueError, KeyError, TypeError):
            return None

    def _many(self, missing: int) -> bool:
        return self._jobs > 1 and (missing > FEW or bool(self._workers))

    def _hands(self, missing: int) -> list[Worker]:
        while len(self._workers) < min(self._jobs, missing):
            self._workers.append(start_worker(self.setup))
        return self._workers

    def _here(self, line: Line, missing: list[int]):  # type: ignore[no-untyped-def]
        """Lay out in this process, one after the other."""
        for place in missing:
            first = line.first_of(place)
            assert first is not None
            unit = self._engine.draw(line.jobs[place], first)
            line.drawn[place], line.counts[place] = unit, unit.span.count
            yield place


def _processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _numbered(key: str, first_page: int) -> str:
    return f"{key}-{first_page}"
