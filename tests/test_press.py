"""The press: same pages by one process or several; nothing laid out twice; nothing stale."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import zbsh_pub.typeset.job as job_module
import zbsh_pub.typeset.workers as workers
from zbsh_pub.cache import Store
from zbsh_pub.house import fonts_folder
from zbsh_pub.typeset.chinese.house import House
from zbsh_pub.typeset.drawn import DrawnUnit, from_bytes
from zbsh_pub.typeset.engine import Engine
from zbsh_pub.typeset.job import Job, Setup, job_key, shared_key
from zbsh_pub.typeset.press import Press
from zbsh_pub.typeset.workers import Crew, WorkerFailed

SHEET = """@page { size: 300px 200px }
@page:left { margin: 20px 30px 20px 40px } @page:right { margin: 20px 40px 20px 30px }
@page { @bottom-center { content: counter(page); font: 10px "ZB Song" } }
body { margin: 0; font: 13px/20px "ZB Song" } p { margin: 0; text-align: justify }
.number::after { content: counter(page) }"""
DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
HAN = "京津冀协同发展规划纲要铁路公里里程创新北天河京津"


def job(name: str, lines: int = 3, extra: str = "", **more: object) -> Job:
    text = (HAN * lines)[: lines * 17]
    html = f'<!DOCTYPE html><html lang="zh-Hans"><head><title>x</title></head><body><p>{text}</p>{extra}</body></html>'
    return Job(name, html, **more)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of all jobs that this process has laid out."""
    ids: list[str] = []
    real = Engine.lay_out

    def lay_out(self: Engine, job: Job, first_page: int | None = None) -> object:
        ids.append(job.id)
        return real(self, job, first_page)

    monkeypatch.setattr(Engine, "lay_out", lay_out)
    return ids


SETUP = Setup((SHEET,), {"dot.svg": DOT})
JOBS = [job("a", 12), job("b"), job("c", 25), job("d", 2, '<p class="number">第</p>'), job("e", 9)]


def draw(store: Store, jobs: list[Job] = JOBS, setup: Setup = SETUP, processes: int = 1) -> tuple[DrawnUnit, ...]:
    with Crew(processes) as crew, Press(setup, store, crew) as press:
        return press.draw(jobs, 1)


def test_units_follow_on(store: Store) -> None:
    """Each unit begins on the page after the last one of the unit before."""
    units = draw(store)
    assert [unit.id for unit in units] == list("abcde")
    assert units[0].span.first == 1
    for before, after in zip(units, units[1:], strict=False):
        assert after.span.first == before.span.first + before.span.count
    assert units[2].span.count > 1


def test_several_processes_draw_the_same(store: Store) -> None:
    """Byte for byte, though a worker counts pages before it knows their numbers and sides."""
    alone = draw(Store(store.folder, on=False))
    assert draw(Store(store.folder, on=False), processes=2) == alone
    assert draw(Store(store.folder, on=False), [replace(j, shows_number=True) for j in JOBS], processes=3) == alone


def test_text_that_shows_page_numbers_is_right(store: Store) -> None:
    """A unit whose text shows its page's number is laid out with the right one."""
    for processes in (1, 2):
        unit = draw(Store(store.folder, on=False), processes=processes)[3]
        shown = {text for use in unit.fonts for text in use.text.values()}
        assert set(str(unit.span.first)) <= shown


def test_nothing_changed_nothing_laid_out(store: Store, laid_out: list[str]) -> None:
    """A second build finds all units in the store, whoever made them."""
    first = draw(store, processes=2)
    assert draw(store) == first
    assert laid_out == []


def test_one_changed_one_laid_out(store: Store, laid_out: list[str]) -> None:
    """A unit that keeps its length leaves the others alone."""
    draw(store)
    laid_out.clear()
    draw(store, [*JOBS[:1], job("b", 4), *JOBS[2:]])
    assert laid_out == ["b"]


def test_units_whose_page_moved_are_drawn_again(store: Store) -> None:
    """A longer unit moves those behind it; they get other numbers, and are right."""
    draw(store)
    longer = [job("a", 30), *JOBS[1:]]
    assert draw(store, longer) == draw(Store(store.folder, on=False), longer)


CHANGES: dict[str, Callable[[], tuple[Job, Setup]]] = {
    "text": lambda: (job("a", 3, "。"), SETUP),
    "name": lambda: (job("A"), SETUP),
    "own rules": lambda: (job("a", css="p{color:red}"), SETUP),
    "own picture": lambda: (job("a", resources={"x.svg": DOT}), SETUP),
    "sheet": lambda: (job("a"), replace(SETUP, sheets=(SHEET + " ",))),
    "order of sheets": lambda: (job("a"), replace(SETUP, sheets=(SHEET, ""))),
    "house, gap": lambda: (job("a"), replace(SETUP, house=House(gap=0.2))),
    "house, strict": lambda: (job("a"), replace(SETUP, house=House(strict=True))),
    "house, hang": lambda: (job("a"), replace(SETUP, house=House(hang=True))),
    "house, loose": lambda: (job("a"), replace(SETUP, house=House(loose=0.2))),
}


def key(a_job: Job, setup: Setup) -> str:
    return job_key(shared_key(setup), setup, a_job)


@pytest.mark.parametrize("change", CHANGES)
def test_every_input_has_a_part_in_the_key(change: str) -> None:
    """Another input, another entry."""
    assert key(*CHANGES[change]()) != key(job("a"), SETUP)


def test_a_picture_has_a_part_where_it_is_used(store: Store) -> None:
    """A changed picture concerns the units that show it, and no others."""
    shows = job("a", 3, '<img src="zbsh:dot.svg" alt="">')
    other = replace(SETUP, resources={"dot.svg": DOT.replace(b"9", b"8")})
    assert key(shows, SETUP) != key(shows, other)
    assert key(job("a"), SETUP) == key(job("a"), other)


def test_a_byte_of_a_face_has_a_part_in_the_key(tmp_path: Path) -> None:
    """Faces count by their bytes, not by name or time."""
    folder = tmp_path / "fonts"
    shutil.copytree(fonts_folder(), folder)
    setup = replace(SETUP, fonts=folder)
    before = key(job("a"), setup)
    face = next(folder.glob("*.ttf"))
    stat, data = face.stat(), bytearray(face.read_bytes())
    data[-1] ^= 1
    face.write_bytes(data)
    os.utime(face, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert key(job("a"), setup) != before


@pytest.mark.parametrize("name", ["engine_versions", "_own_code"])
def test_the_engine_has_a_part_in_the_key(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other libraries, other source: other pages."""
    before = key(job("a"), SETUP)
    now = getattr(job_module, name)()
    changed = (*now[:-1], now[-1] + ("." if isinstance(now[-1], str) else b"#"))
    monkeypatch.setattr(job_module, name, lambda: changed)
    assert key(job("a"), SETUP) != before


@pytest.mark.parametrize("keep", [0, 10, 40, 400])
def test_a_torn_entry_is_a_miss(keep: int, store: Store) -> None:
    """Entries cut short are made anew."""
    whole = draw(store)
    for entry in store.entries():
        entry.path.write_bytes(entry.path.read_bytes()[:keep])
    assert draw(store) == whole


def test_an_entry_of_another_form_is_a_miss(store: Store) -> None:
    """What some other program version kept under the same name does no harm."""
    whole = draw(store)
    for entry in store.entries():
        if entry.kind.startswith("unit"):
            kind, _, rest = entry.path.name.partition("-")
            store.put(kind, rest, b"{}\nnothing")
    assert draw(store) == whole


def test_a_unit_crosses_processes_whole(store: Store) -> None:
    """Bytes and back: the same unit."""
    for unit in draw(store):
        assert from_bytes(unit.to_bytes()) == unit


def test_a_worker_that_is_killed_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build ends with a word of it instead of waiting for ever, and the store is sound."""
    real = Engine.lay_out

    def lay_out(self: Engine, a_job: Job, first_page: int | None = None) -> object:
        if a_job.id == "c":
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, a_job, first_page)

    monkeypatch.setattr(Engine, "lay_out", lay_out)
    monkeypatch.setattr(workers, "_can_fork", lambda: True)
    with pytest.raises(WorkerFailed, match="-9"):
        draw(store, processes=2)
    monkeypatch.setattr(Engine, "lay_out", real)
    assert draw(store) == draw(Store(store.folder, on=False))


def test_a_fault_in_a_worker_has_its_traceback(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong in another process is told here."""

    def number(self: Engine, laid_out: object, first_page: int) -> object:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(Engine, "number", number)
    monkeypatch.setattr(workers, "_can_fork", lambda: True)
    with pytest.raises(WorkerFailed, match="planted"):
        draw(store, processes=2)


def test_a_crew_serves_one_build_after_another(store: Store) -> None:
    """Workers live on between builds, also of other issues, and make the same."""
    other = replace(SETUP, sheets=(SHEET.replace("13px", "14px"),))
    off = Store(store.folder, on=False)
    with Crew(2) as crew:
        drawn = []
        for setup in (SETUP, other, SETUP):
            with Press(setup, off, crew) as press:
                drawn.append(press.draw(JOBS, 1))
    assert drawn == [draw(off), draw(off, setup=other), draw(off)]
    assert drawn[0] != drawn[1]


def test_a_crew_is_sound_after_a_build_that_failed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was under way is given up; the next build has other workers."""
    monkeypatch.setattr(workers, "_can_fork", lambda: True)
    real = Engine.lay_out

    def lay_out(self: Engine, a_job: Job, first_page: int | None = None) -> object:
        if a_job.id == "bad":
            raise ZeroDivisionError("planted")
        return real(self, a_job, first_page)

    monkeypatch.setattr(Engine, "lay_out", lay_out)
    off = Store(store.folder, on=False)
    with Crew(2) as crew:
        with pytest.raises(WorkerFailed), Press(SETUP, off, crew) as press:
            press.draw([*JOBS[:2], job("bad"), *JOBS[2:]], 1)
        with Press(SETUP, off, crew) as press:
            assert press.draw(JOBS, 1) == draw(off)


def test_lines_are_known_by_paragraph_and_place(store: Store) -> None:
    """Each line of a drawn unit says which paragraph it is from, how much of it stands before, and where it is."""
    html = f'<!DOCTYPE html><html lang="zh-Hans"><body><p data-para="7">{HAN[:20]}</p><p>{HAN[:3]}</p></body></html>'
    with Press(SETUP, store) as press:
        (unit,) = press.draw([Job("a", html)], 1)
    told = [(line.page, line.x, line.y, line.para, line.offset, line.column) for line in unit.lines]
    assert told == [(0, 22.5, 120.0, 7, 0, -1), (0, 22.5, 105.0, 7, 17, -1), (0, 22.5, 90.0, 0, 0, -1)]
    assert "".join(line.text for line in unit.lines) == HAN[:20] + HAN[:3]
    assert from_bytes(unit.to_bytes()) == unit


def _double(number: int) -> int:
    return number * 2


def _fail_elsewhere(here: int) -> int:
    """What works in one process only."""
    if os.getpid() != here:
        raise ValueError
    return here


def test_an_idle_worker_calls_what_is_asked() -> None:
    """A call goes to a worker that has nothing to do; one too many, or one that fails there, is made here."""
    with Crew(2) as crew:
        assert crew.later(_double, 1)() == 2
        crew.start(2)
        waiting = [crew.later(os.getpid) for _ in range(3)]
        assert len({wait() for wait in waiting} - {os.getpid()}) == 2
        assert [crew.later(_fail_elsewhere, os.getpid())() for _ in range(2)] == [os.getpid()] * 2


def test_a_call_survives_its_worker() -> None:
    """What a worker that is gone was asked is done here, and the crew ends."""
    with Crew(2) as crew:
        crew.start(2)
        lost = crew.later(os.getpid)
        crew._workers[0].process.kill()
        crew._workers[0].process.join()
        assert lost() in {os.getpid(), crew._workers[0].process.pid}
        dead = crew.later(_double, 4)
        assert dead() == 8


def test_units_are_drawn_while_a_worker_is_called(store: Store) -> None:
    """A worker that counts something else is left alone; its answer comes to who asked."""
    with Crew(2) as crew, Press(SETUP, store, crew) as press:
        crew.start(2)
        answers = [crew.later(_double, 4), crew.later(_double, 5)]
        drawn = press.draw(JOBS, 1)
        assert [answer() for answer in answers] == [8, 10]
        assert press.draw(JOBS, 1) == drawn
    assert [unit.id for unit in drawn] == [job.id for job in JOBS]
