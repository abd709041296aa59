"""`zbsh check FILE.pdf --for print|screen|proof`: the preflight of any PDF."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zbsh_pub.cli_fix import Say
from zbsh_pub.problems import Language

if TYPE_CHECKING:
    from zbsh_pub.preflight import Preflight

PURPOSES = ("print", "screen", "proof")
# Options that change a limit: name on the command line, name among the limits, type, what the user sees for a value.
_LIMITS: tuple[tuple[str, str, click.ParamType[Any], str], ...] = (
    ("--ink-limit", "ink", click.FloatRange(min=100, max=400), "%"),
    ("--signature", "signature", click.IntRange(min=1), "N"),
    ("--bleed", "bleed", click.FloatRange(min=0), "MM"),
    ("--stage", "stage", click.STRING, "TEXT"),
)
Command = Callable[..., None]


def with_preflight(say: Say, language: Language) -> Callable[[Command], Command]:
    """The command `check` with `--for` and its limits; without `--for` it is as it was."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def check(root: Path, purpose: str | None, **others: Any) -> None:
            changes = {name: others.pop(name) for _, name, _, _ in _LIMITS}
            if purpose is None:
                _refuse({option: changes[name] for option, name, _, _ in _LIMITS}, say)
                command(root=root, **others)
            else:
                _refuse({f"--{name}": value for name, value in others.items() if name != "as_json"}, say)
                _tell(_judged(root, purpose, changes, say), root.name, others["as_json"], language)

        for option, name, kind, shown in reversed(_LIMITS):
            check = click.option(option, name, type=kind, metavar=shown, help=say(f"help{option[1:]}"))(check)
        return click.option("--for", "purpose", type=click.Choice(PURPOSES), help=say("help-for"))(check)

    return decorate


def _refuse(others: dict[str, Any], say: Say) -> None:
    """Options that have no meaning here are told, not passed over."""
    strange = [name for name, value in others.items() if value not in (None, False, ())]
    if strange:
        raise click.UsageError(say("check-strange", option=", ".join(strange)))


def _judged(file: Path, purpose: str, changes: dict[str, Any], say: Say) -> Preflight:
    from zbsh_pub.preflight import NoPdf, check_pdf, limits

    try:
        return check_pdf(file.read_bytes(), purpose, limits(**changes))  # type: ignore[arg-type]
    except (OSError, NoPdf) as error:
        raise click.UsageError(say("no-pdf", file=file)) from error


def _tell(preflight: Preflight, name: str, as_json: bool, language: Language) -> None:
    """Print what was found; leave with 1 where there is an error."""
    from zbsh_pub.preflight import to_json, to_text

    click.echo(to_json(preflight, name) if as_json else to_text(preflight, name, language), nl=False)
    if preflight.errors:
        sys.exit(1)
