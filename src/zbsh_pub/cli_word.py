"""`zbsh import`: a thin shell round `importing.word.importer.import_word`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zbsh_pub.problems import Language, in_order, words

if TYPE_CHECKING:
    from zbsh_pub.importing.word.importer import Imported, Options


def run_import(file: Path, options: Options, report: Path | None, language: Language) -> None:
    """Import the .docx, print what was made and what to look at, write the report. Raises `Failure`."""
    from zbsh_pub.importing.word.importer import import_word
    from zbsh_pub.importing.word.report import to_html

    imported = import_word(file, options)
    _tell(imported, file.name, language)
    _print_entry(imported, options, language)
    if report:
        page = to_html(imported, file.name, options.changes or "", language)
        report.write_text(page, encoding="utf-8")
        click.echo(str(report), err=True)


def _tell(imported: Imported, file: str, language: Language) -> None:
    converted = imported.converted
    for found in in_order(imported.doubts):
        click.echo(found.render(language), err=True)
    for comment in converted.comments:
        place = f"{file}:{comment.paragraph}"
        text = " ".join(comment.text.split())
        details = {"place": place, "author": comment.author, "date": comment.date, "words": comment.words}
        click.echo(words("word-comment", language, text=text, **details), err=True)
    counts = {
        "doubts": len(imported.doubts),
        "comments": len(converted.comments),
        "changes": len(converted.changes),
        "dropped": len(converted.findings.dropped),
    }
    click.echo(words("word-told", language, **counts), err=True)


def _print_entry(imported: Imported, options: Options, language: Language) -> None:
    blocks, pictures = len(imported.converted.draft.blocks), len(imported.converted.draft.files)
    click.echo(words("word-done", language, file=imported.article, paragraphs=blocks, pictures=pictures))
    if imported.listed:
        click.echo(words("word-listed", language))
    else:
        if options.add:
            click.echo(words("word-not-added", language), err=True)
        section = imported.article.parent.name
        click.echo(words("word-entry", language, file="manuscript/issue.yaml", section=section))
    click.echo(imported.entry, nl=False)
