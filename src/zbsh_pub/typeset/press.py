"""The press: jobs in, drawn units out; from the store where it has them, else by one process or several.

with Crew() as crew, Press(setup, store, crew) as press:
    units = press.draw(jobs, first_page=1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType

from zbsh_pub.cache import Store
from zbsh_pub.typeset.drawn import DrawnUnit, from_bytes
from zbsh_pub.typeset.engine import Engine
from zbsh_pub.typeset.job import Job, Setup, job_key, shared_key
from zbsh_pub.typeset.workers import Crew, Line, run

Progress = Callable[[str], None]


class Press:
    """Lays out and draws the units of one issue."""

    def __init__(self, setup: Setup, store: Store, crew: Crew | None = None):
        """Without a crew, or with a crew of one, this process does all."""
        self.setup, self.store = setup, store
        self._crew = crew or Crew(1)
        self._engine = Engine(setup)
        self._shared: bytes | None = None

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._crew.rest()
        self._engine.close()

    def draw(self, jobs: Sequence[Job], first_page: int, progress: Progress = lambda _: None) -> tuple[DrawnUnit, ...]:
        """The units of `jobs`, numbered on from `first_page`; `progress` hears the id of each as it is done."""
        keys = [job_key(self._shared_key, self.setup, job) for job in jobs]
        line = Line(list(jobs), first_page, [self._count(key) for key in keys], lambda p, n: self._stored(keys[p], n))
        if line.next_missing() is not None:
            missing = sum(count is None for count in line.counts) or 1
            workers = self._crew.hands(missing, self.setup)
            for place in run(line, workers) if workers else self._here(line):
                unit = line.drawn[place]
                self.store.put("count", keys[place], str(unit.span.count).encode())
                self.store.put("unit", f"{keys[place]}-{unit.span.first}", unit.to_bytes())
                progress(unit.id)
        return tuple(line.drawn[place] for place in range(len(jobs)))

    @property
    def _shared_key(self) -> bytes:
        if self._shared is None:
            self._shared = shared_key(self.setup)
        return self._shared

    def _count(self, key: str) -> int | None:
        count = self.store.get("count", key)
        return int(count) if count is not None and count.isdigit() else None

    def _stored(self, key: str, first_page: int) -> DrawnUnit | None:
        data = self.store.get("unit", f"{key}-{first_page}")
        try:
            return from_bytes(data) if data is not None else None
        except (ValueError, KeyError, TypeError):
            return None

    def _here(self, line: Line) -> Iterator[int]:
        """Lay out in this process, one after the other."""
        while (place := line.next_missing()) is not None:
            first = line.first_of(place)
            assert first is not None
            unit = self._engine.draw(line.jobs[place], first)
            line.drawn[place], line.counts[place] = unit, unit.span.count
            yield place
