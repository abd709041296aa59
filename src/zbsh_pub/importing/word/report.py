"""What an import did, as one HTML page for the editor: nothing is loaded, light and dark follow the system."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from zbsh_pub.importing.word.importer import Imported
from zbsh_pub.problems import Language, words

_STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1b1b1d; --grey: #66666b; --rule: #d5d1c8 }
@media (prefers-color-scheme: dark) { :root { --paper: #17181a; --ink: #e6e4df; --grey: #a3a19b; --rule: #3b3c40 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 68rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem }
.note { color: var(--grey); margin: 0 0 .75rem }
pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid var(--rule) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top }
th { font-weight: 500; color: var(--grey); white-space: nowrap }
td:first-child { font-variant-numeric: tabular-nums; white-space: nowrap }
"""
_COLUMNS = ("paragraph", "author", "date", "words", "text", "code", "cure", "reason", "kind")


def to_html(imported: Imported, file: str, choice: str, language: Language) -> str:
    """The page: the entry, doubts, comments, tracked changes, words left out, files."""
    title = escape(words("word-title", language, file=file))
    body = "\n".join(_body(imported, choice, language))
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-Hans" if language == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


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
