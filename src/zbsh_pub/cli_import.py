"""`zbsh import`: a printed issue's text into a tree, or an author's Word file into one article of a tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import click

from zbsh_pub.problems import Language, words

# What each kind of import understands beside --report and --force.
TEXT_ONLY = ("trace", "overrides", "fix")
WORD_ONLY = ("section", "name", "changes", "add")


class Say(Protocol):
    """A phrase of the interface in the user's language."""

    def __call__(self, key: str, **details: object) -> str: ...


Failures = Callable[[Callable[[int], str]], AbstractContextManager[None]]


def import_command(say: Say, failures: Failures, language: Language) -> click.Command:
    """The command, which speaks by `say` and leaves through `failures` where nothing could be imported."""
    place = click.Path(file_okay=False, path_type=Path)
    file = click.Path(dir_okay=False, path_type=Path)
    there = click.Path(exists=True, dir_okay=False, path_type=Path)

    @click.command("import", help=say("help-import"))
    @click.argument("file", type=there)
    @click.option("--out", type=place, help=say("help-import-out"))
    @click.option("--into", type=click.Path(exists=True, file_okay=False, path_type=Path), help=say("help-into"))
    @click.option("--report", type=file, help=say("help-import-report"))
    @click.option("--force", is_flag=True, help=say("help-import-force"))
    @click.option("--trace", type=file, help=say("help-trace"))
    @click.option("--overrides", type=there, help=say("help-overrides"))
    @click.option("--fix", is_flag=True, help=say("help-import-fix"))
    @click.option("--section", default="", help=say("help-section"))
    @click.option("--name", default="", help=say("help-name"))
    @click.option("--changes", type=click.Choice(["accept", "reject"]), help=say("help-changes"))
    @click.option("--add", is_flag=True, help=say("help-add"))
    def run(file: Path, out: Path | None, into: Path | None, **options: Any) -> None:
        if (out is None) == (into is None):
            raise click.UsageError(say("import-where"))
        strange = [name for name in (TEXT_ONLY if into else WORD_ONLY) if options[name]]
        if strange:
            raise click.UsageError(say("import-strange", option=f"--{strange[0]}"))
        if into:
            with failures(lambda count: say("failed-import", count=count)):
                _import_word(file, into, options, language)
        elif out:
            with failures(lambda count: say("failed", count=count, out=out)):
                _import_text(file, out, options, language)

    return run


def _import_word(file: Path, into: Path, options: Mapping[str, Any], language: Language) -> None:
    from zbsh_pub.cli_word import run_import
    from zbsh_pub.importing.word.importer import Options

    own = {name: options[name] for name in (*WORD_ONLY, "force")}
    run_import(file, Options(into=into, **own), options["report"], language)


def _import_text(text: Path, out: Path, options: Mapping[str, Any], language: Language) -> None:
    """Import and say what was made; `options` are those of the command, by name. Raises `Failure`."""
    from zbsh_pub.importing.pipeline import Options, as_it_is, import_issue

    places = {name: options[name] for name in ("trace", "report", "overrides", "force")}
    normalise = _mended if options["fix"] else as_it_is
    done = import_issue(text, out, Options(**places, language=language, normalise=normalise))
    for found in done.problems:
        click.echo(found.render(language), err=True)
    ledger = done.ledger
    details = {"articles": len(done.draft.articles), "characters": ledger.characters, "kept": ledger.kept, "out": out}
    click.echo(words("imported", language, **details))
    click.echo(words("import-report", language, file=done.report))


def _mended(text: str) -> str:
    """A piece of text with the mechanical copy rules applied."""
    from zbsh_pub.copyedit.findings import normalise

    return normalise(text)[0]
