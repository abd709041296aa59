"""`zbsh plan`: planned and actual pages of an issue."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import click

from zbsh_pub.problems import Language


class Say(Protocol):
    """A phrase of the interface in the user's language."""

    def __call__(self, key: str, **details: object) -> str: ...


Failures = Callable[[Callable[[int], str]], AbstractContextManager[None]]
Progress = Callable[[], AbstractContextManager[Callable[[str], None]]]


def plan_command(say: Say, failures: Failures, progress: Progress, language: Language) -> click.Command:
    """The command, which speaks by `say` and leaves through `failures` where the issue cannot be laid out."""

    @click.command("plan", help=say("help-plan"))
    @click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
    @click.option("--json", "as_json", is_flag=True, help=say("help-plan-json"))
    def plan(root: Path, as_json: bool) -> None:
        if not (root / "manuscript" / "issue.yaml").is_file():
            raise click.UsageError(say("no-root", root=root))
        from zbsh_pub.build import plan_pages
        from zbsh_pub.pageplan.plain import to_json
        from zbsh_pub.pageplan.problems import check_plan
        from zbsh_pub.pageplan.table import to_text

        with failures(lambda count: say("failed-check", count=count)), progress() as step:
            issue, pages = plan_pages(root, step)
        click.echo(to_json(issue, pages) if as_json else to_text(pages, language), nl=False)
        for found in check_plan(pages):
            click.echo(found.render(language), err=True)

    return plan
