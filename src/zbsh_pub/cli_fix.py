"""`zbsh fix`: the mechanical copy rules applied to the articles."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from zbsh_pub.copyedit.files import Change


class Say(Protocol):
    """A phrase of the interface in the user's language."""

    def __call__(self, key: str, **details: object) -> str: ...


Failures = Callable[[Callable[[int], str]], AbstractContextManager[None]]


def fix_command(say: Say, failures: Failures) -> click.Command:
    """The command, which speaks by `say` and leaves through `failures` where a file cannot be read."""

    @click.command("fix", help=say("help-fix"))
    @click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
    @click.option("--rule", "rules", multiple=True, metavar="ID", help=say("help-rule"))
    @click.option("--dry-run", is_flag=True, help=say("help-dry-run"))
    def fix(root: Path, rules: tuple[str, ...], dry_run: bool) -> None:
        from zbsh_pub.copyedit.files import plan_fixes, write_fixes
        from zbsh_pub.problems import Failure

        if not (root / "manuscript" / "issue.yaml").is_file():
            raise click.UsageError(say("no-root", root=root))
        _check_rules(rules, say)
        with failures(lambda count: say("not-fixed", count=count)):
            changes, problems = plan_fixes(root, frozenset(rules))
            if problems:
                raise Failure(problems)
        if not dry_run:
            write_fixes(changes)
        for line in _report(changes, dry_run, say):
            click.echo(line)

    return fix


def _check_rules(rules: tuple[str, ...], say: Say) -> None:
    """Only rules that there are, and that mend something."""
    from zbsh_pub.copyedit.rules import RULES, nearest

    severities = {rule.id: rule.severity for rule in RULES}
    for rule in rules:
        if rule not in severities:
            raise click.UsageError(say("no-rule", rule=rule, hint=nearest(rule)))
        if severities[rule] != "fix":
            raise click.UsageError(say("not-mechanical", rule=rule))


def _report(changes: tuple[Change, ...], dry_run: bool, say: Say) -> list[str]:
    """The diff of a dry run, or a line a file; and the sum."""
    if not changes:
        return [say("nothing-to-fix")]
    count = sum(change.counts.total() for change in changes)
    if dry_run:
        return [*(change.diff().rstrip("\n") for change in changes), say("would-fix", files=len(changes), count=count)]
    return [*(_line(change, say) for change in changes), say("fixed", files=len(changes), count=count)]


def _line(change: Change, say: Say) -> str:
    rules = ", ".join(f"{rule} {count}" for rule, count in sorted(change.counts.items()))
    return say("fixed-file", file=change.name, count=change.counts.total(), rules=rules)
