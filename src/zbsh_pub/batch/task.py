"""One issue as a task, and what came of it: values that go to another process or machine as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from zbsh_pub.problems import Problem, from_plain, problem, to_plain

MADE, UNCHANGED, FAILED = "made", "unchanged", "failed"


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be built, where to, and how; `keep` says whether the store is used, `epoch` is SOURCE_DATE_EPOCH."""

    name: str
    root: str
    out: str
    editions: tuple[str, ...]
    keep: bool = True
    epoch: str = ""

    def to_plain(self) -> dict[str, Any]:
        return asdict(self)


def task_from_plain(data: Mapping[str, Any]) -> Task:
    """What `Task.to_plain` gave. Raises `TypeError` or `KeyError` where it is something else."""
    return Task(**{**data, "editions": tuple(data["editions"])})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: the state, the names of the files, problems; wall seconds, most memory in bytes.

    Files are in the order of the editions; places of problems count from the issue's root.
    """

    task: Task
    state: str
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    copy_findings: int = 0
    seconds: float = 0.0
    memory: int = 0

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(Path(self.task.out) / name for name in self.files)

    def to_plain(self) -> dict[str, Any]:
        return {**asdict(self), "task": self.task.to_plain(), "problems": [to_plain(p) for p in self.problems]}


def outcome_from_plain(data: Mapping[str, Any]) -> Outcome:
    """What `Outcome.to_plain` gave. Raises `TypeError`, `KeyError` or `ValueError` where it is something else."""
    problems = tuple(map(from_plain, data["problems"]))
    task = task_from_plain(data["task"])
    return Outcome(**{**data, "task": task, "files": tuple(data["files"]), "problems": problems})


def failed(task: Task, code: str, **details: object) -> Outcome:
    """A task that came to nothing for a reason outside the manuscript, which `code` tells."""
    return Outcome(task, FAILED, problems=(problem(code, task.name, **details),))
