"""`zbsh check FILE.pdf --for print|screen|proof`: the preflight of any PDF."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from zbsh_pub.cli_fix import Say
from zbsh_pub.problems import Language

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
                _run(root, purpose, changes, others["as_json"], say, language)

        for option, name, kind, shown in reversed(_LIMITS):
            check = click.option(option, name, type=kind, metavar=shown, help=say(f"help{option[1:]}"))(check)
        return click.option("--for", "purpose", type=click.Choice(PURPOSES), help=say("help-for"))(check)

    return decorate


def _refuse(others: dict[str, Any], say: Say) -> None:
    """Options that have no meaning here are told, not passed over."""
    strange = [name for name, value in others.items() if value not in (None, False)]
    if strange:
        raise click.UsageError(say("check-strange", option=", ".join(strange)))


def _run(file: Path, purpose: str, changes: dict[str, Any], as_json: bool, say: Say, language: Language) -> None:
    """Print what is found; leave with 1 where there is an error, with 2 where the file is no PDF."""
    from zbsh_pub.preflight import NoPdf, check_pdf, limits, to_json, to_text

    try:
        preflight = check_pdf(file.read_bytes(), purpose, limits(**changes))  # type: ignore[arg-type]
    except (OSError, NoPdf) as error:
        raise click.UsageError(say("no-pdf", file=file)) from error
    click.echo(to_json(preflight, file.name) if as_json else to_text(preflight, file.name, language), nl=False)
    if preflight.errors:
        sys.exit(1)
