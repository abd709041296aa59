"""`zbsh batch`: many issues, here or on a cluster."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from zbsh_pub.batch.find import Found
    from zbsh_pub.batch.task import Outcome, Task
    from zbsh_pub.problems import Language

EDITION_NAMES = ("epub", "screen")
CHOICE = (*EDITION_NAMES, "print")
INTERRUPTED = 130  # as shells tell a command that was ended from the keyboard


class Say(Protocol):
    """A phrase of the interface in the user's language."""

    def __call__(self, key: str, **details: object) -> str: ...


@dataclass(frozen=True, slots=True)
class How:
    """Where the issues are built: processes here, or the address of a scheduler; are folders shared with it?"""

    jobs: int
    scheduler: str
    shared: bool


def batch_command(say: Say, language: Language) -> click.Command:
    """The command, which speaks by `say` and tells problems in `language`."""

    @click.command("batch", help=say("help-batch"))
    @click.argument(
        "folders",
        nargs=-1,
        required=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR…",
    )
    @click.option("--edition", "editions", type=click.Choice(CHOICE), multiple=True, help=say("help-edition"))
    @click.option("--out", type=click.Path(file_okay=False, path_type=Path), help=say("help-batch-out"))
    @click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N", help=say("help-batch-jobs"))
    @click.option("--scheduler", default="", metavar="ADDRESS", help=say("help-scheduler"))
    @click.option("--shared", is_flag=True, help=say("help-shared"))
    @click.option("--no-cache", is_flag=True, help=say("help-batch-no-cache"))
    def batch(
        folders: tuple[Path, ...],
        editions: tuple[str, ...],
        out: Path | None,
        jobs: int,
        scheduler: str,
        shared: bool,
        no_cache: bool,
    ) -> None:
        tasks = _tasks(folders, out, tuple(dict.fromkeys(editions)) or EDITION_NAMES, say)
        tasks = [replace(task, keep=not no_cache) for task in tasks]
        outcomes, finished = _run(tasks, How(jobs, scheduler, shared), say, language)
        _sum_up(outcomes, len(tasks), say, language)
        if not finished:
            sys.exit(INTERRUPTED)
        if any(outcome.state == "failed" for outcome in outcomes):
            sys.exit(1)

    return batch


def _tasks(folders: Sequence[Path], out: Path | None, editions: tuple[str, ...], say: Say) -> list[Task]:
    """A task for each issue below the folders; a word of usage where there is none, or where two share a folder."""
    from zbsh_pub.batch.find import find_issues
    from zbsh_pub.batch.task import Task

    found = find_issues(folders)
    if not found:
        raise click.UsageError(say("batch-none", folders=", ".join(map(str, folders))))
    if out:
        _check_names(found, say)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    places = [(issue, out / issue.name if out else issue.root / "dist") for issue in found]
    return [
        Task(str(issue.root), str(issue.root.resolve()), str(place.resolve()), editions, epoch=epoch)
        for issue, place in places
    ]


def _check_names(found: Sequence[Found], say: Say) -> None:
    names = [issue.name for issue in found]
    for issue in found:
        if names.count(issue.name) > 1:
            raise click.UsageError(say("batch-twice", name=issue.name))


def _run(tasks: list[Task], how: How, say: Say, language: Language) -> tuple[list[Outcome], bool]:
    """All outcomes, each told as it comes; and whether the batch came to its end."""
    outcomes: list[Outcome] = []
    try:
        with closing(_outcomes(tasks, how, say)) as coming:
            for outcome in coming:
                outcomes.append(outcome)
                _tell(outcome, f"{len(outcomes)}/{len(tasks)}", say, language)
    except KeyboardInterrupt:
        return outcomes, False
    return outcomes, True


def _outcomes(tasks: list[Task], how: How, say: Say) -> Generator[Outcome, None, None]:
    from zbsh_pub.batch.local import run_local
    from zbsh_pub.program import program, program_key
    from zbsh_pub.typeset.workers import processors

    if not how.scheduler:
        return run_local(tasks, how.jobs or processors(), program_key(program()))
    try:
        from zbsh_pub.batch.cluster import run_cluster
    except ModuleNotFoundError as error:
        raise click.UsageError(say("no-cluster", missing=error.name)) from error
    return run_cluster(tasks, how.scheduler, how.shared)


def _tell(outcome: Outcome, count: str, say: Say, language: Language) -> None:
    """Problems with their place from here, then one line of what came of the issue."""
    for found in outcome.problems:
        inside = (
            found.place.file if found.place.file == outcome.task.name else f"{outcome.task.name}/{found.place.file}"
        )
        click.echo(replace(found, place=replace(found.place, file=inside)).render(language), err=True)
    if outcome.copy_findings:
        click.echo(f"{outcome.task.name} {say('copy-summary', count=outcome.copy_findings)}", err=True)
    state = say(f"batch-{outcome.state}")
    click.echo(say("batch-issue", count=count, name=outcome.task.name, state=state, seconds=f"{outcome.seconds:.1f}"))


def _sum_up(outcomes: list[Outcome], wanted: int, say: Say, language: Language) -> None:
    from zbsh_pub.batch.summary import counts, table

    click.echo("")
    for line in table(outcomes, language):
        click.echo(line)
    click.echo(say("batch-summary", **counts(outcomes)))
    if len(outcomes) < wanted:
        click.echo(say("batch-interrupted", count=wanted - len(outcomes)), err=True)
