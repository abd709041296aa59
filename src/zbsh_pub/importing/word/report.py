"""What an import did, as one HTML page for the editor: nothing is loaded, light and dark follow the system."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from zbsh_pub.importing.word.importer import Imported
from zbsh_pub.problems import Language, words
from zbsh_pub.simple_page import simple_page

_COLUMNS = ("paragraph", "author", "date", "words", "text", "code", "cure", "reason", "kind")


def to_html(imported: Imported, file: str, choice: str, language: Language) -> str:
    """The page: the entry, doubts, comments, tracked changes, words left out, files."""
    sheet = files("zbsh_pub").joinpath("importing", "word", "report.css").read_text(encoding="utf-8")
    body = "\n".join(_body(imported, choice, language))
    return simple_page(words("word-title", language, file=file), body, sheet, language)


def _body(imported: Imported, choice: str, language: Language) -> Iterator[str]:
    converted = imported.converted
    yield f'<p class="note">{escape(words("word-paragraphs", language))}</p>\n<pre>{escape(imported.entry)}</pre>'
    doubts = [
        (str(d.place.line), d.code, d.message(language), d.cure(language)) for d in sorted(imported.doubts, key=_place)
    ]
    yield _section("word-doubts", ("paragraph", "code", "text", "cure"), doubts, language)
    comments = [(str(c.paragraph), c.author, c.date, c.words, c.text) for c in converted.comments]
    yield _section("word-comments", ("paragraph", "author", "date", "words", "text"), comments, language)
    if converted.changes:
        changes = [(str(c.paragraph), c.kind, c.author, c.text) for c in converted.changes]
        heading = words("word-changes", language, choice=choice)
        yield _titled(heading, _table(("paragraph", "kind", "author", "text"), changes, language))
    left_out = sorted(converted.findings.dropped, key=lambda item: item.paragraph)
    dropped = [(str(d.paragraph), words(f"dropped-{d.reason}", language), d.text) for d in left_out]
    yield _section("word-dropped", ("paragraph", "reason", "text"), dropped, language)
    files = "".join(f"<li>{escape(str(path))}</li>" for path in imported.files)
    yield _titled(words("word-files", language), f"<ul>{files}</ul>")


def _place(found: object) -> tuple[int, str]:
    return (found.place.line, found.code)  # type: ignore[attr-defined]


def _section(key: str, columns: Sequence[str], rows: Sequence[Sequence[str]], language: Language) -> str:
    content = _table(columns, rows, language) if rows else f'<p class="note">{words("word-nothing", language)}</p>'
    return _titled(f"{words(key, language)}（{len(rows)}）" if rows else words(key, language), content)


def _titled(heading: str, content: str) -> str:
    return f"<h2>{escape(heading)}</h2>\n{content}"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], language: Language) -> str:
    names = dict(zip(_COLUMNS, words("word-columns", language).split(), strict=True))
    head = "".join(f"<th>{escape(names[column])}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>'
