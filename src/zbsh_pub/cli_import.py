"""`zbsh import`: the command's words and options; the work is in `importing`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from zbsh_pub.problems import Language, words


def run_import(text: Path, out: Path, options: Mapping[str, Any], language: Language) -> None:
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
