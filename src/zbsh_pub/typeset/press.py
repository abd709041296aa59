"""The press: jobs in, drawn units out; from the store where it has them, else by one process or several.

with Crew() as crew, Press(setup, store, crew) as press:
    units = press.draw(jobs, first_page=1)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from types import TracebackType

from zbsh_pub.cache import Store
from zbsh_pub.model import PageSpan
from zbsh_pub.typeset.drawn import DrawnUnit, from_bytes
from zbsh_pub.typeset.engine import Engine
from zbsh_pub.typeset.job import Job, Setup, job_key, shared_key
from zbsh_pub.typeset.workers import ANY_PAGE, Crew, Line, run

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

    def draw(
        self,
        jobs: Sequence[Job],
        first_page: int,
        progress: Progress = lambda _: None,
        only: Collection[str] | None = None,
    ) -> tuple[DrawnUnit, ...]:
        """The units of `jobs`, numbered on from `first_page`; `progress` hears the id of each as it is done.

        With `only` the units of these ids: of the jobs before them the pages are counted, and no more is done.
        """
        keys = [job_key(self._shared_key, self.setup, job) for job in jobs]
        wanted = [place for place, job in enumerate(jobs) if only is None or job.id in only]
        counts = [self._count(key) for key in keys]
        line = Line(list(jobs), first_page, counts, lambda p, n: self._stored(keys[p], n), frozenset(wanted))
        if line.next_missing() is not None:
            missing = sum(count is None for count in line.counts[: wanted[-1] + 1]) or 1
            workers = self._crew.hands(missing, self.setup)
            for place in run(line, workers) if workers else self._here(line):
                self._keep(line, place, keys[place])
                progress(jobs[place].id)
        return tuple(line.drawn[place] for place in wanted)

    def _keep(self, line: Line, place: int, key: str) -> None:
        """Put what is known of a job into the store: how many pages it has, and those where they are drawn."""
        self.store.put("count", key, str(line.counts[place]).encode())
        unit = line.drawn.get(place)
        if unit is not None:
            self.store.put("unit", f"{key}-{unit.span.first}", unit.to_bytes())

    def known(self, jobs: Sequence[Job], first_page: int) -> dict[str, PageSpan]:
        """The pages of the first of these jobs, as far as all before them have been counted already."""
        spans: dict[str, PageSpan] = {}
        for job in jobs:
            count = self._count(job_key(self._shared_key, self.setup, job))
            if count is None:
                break
            spans[job.id] = PageSpan(first_page, count)
            first_page += count
        return spans

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
            uncounted = next((before for before in range(place) if line.counts[before] is None), place)
            if uncounted != place:
                line.counts[uncounted] = self._engine.lay_out(line.jobs[uncounted], ANY_PAGE).count
                yield uncounted
                continue
            first = line.first_of(place)
            assert first is not None
            unit = self._engine.draw(line.jobs[place], first)
            line.drawn[place], line.counts[place] = unit, unit.span.count
            yield place
