"""`zbsh import`: the command's words and options; the work is in `importing`."""

from __future__ import annotations

from pathlib import Path

import click

from zbsh_pub.problems import Language, words


def run_import(
    text: Path, out: Path, places: tuple[Path | None, Path | None, Path | None], force: bool, language: Language
) -> None:
    """Import and say what was made; `places` are those of trace, report and corrections. Raises `Failure`."""
    from zbsh_pub.importing.pipeline import Options, import_issue

    trace, report, overrides = places
    done = import_issue(text, out, Options(trace, report, overrides, force, language))
    for found in done.problems:
        click.echo(found.render(language), err=True)
    ledger = done.ledger
    details = {"articles": len(done.draft.articles), "characters": ledger.characters, "kept": ledger.kept, "out": out}
    click.echo(words("imported", language, **details))
    click.echo(words("import-report", language, file=done.report))
