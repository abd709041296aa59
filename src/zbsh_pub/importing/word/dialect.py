"""A draft as an article file in the house dialect (docs/manuscript.zh.md)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import yaml

from zbsh_pub.importing.word.draft import (
    Block,
    Draft,
    Figure,
    Grid,
    Mark,
    Paragraph,
    Piece,
    Text,
    joined,
    plain,
    stripped,
)
from zbsh_pub.importing.word.findings import Findings, short
from zbsh_pub.markdown.escapes import hide, reveal
from zbsh_pub.markdown.parser import parse
from zbsh_pub.markdown.trees import text_nodes

FRONT = "---\nkind: full\n---\n"
WIDE = 3  # a table of more columns takes the whole measure
# From the outside in: an outer mark goes round as many pieces as it can.
_MARKS: tuple[tuple[Mark, str, str], ...] = (
    ("bold", "**", "**"),
    ("kai", "*", "*"),
    ("dots", "==", "=="),
    ("strike", "<s>", "</s>"),
    ("sup", "<sup>", "</sup>"),
    ("sub", "<sub>", "</sub>"),
)
_TAGS = {"strong": "bold", "em": "kai", "mark": "dots", "s": "strike", "sup": "sup", "sub": "sub"}
_ALWAYS = re.compile(r"[\\*`{}|]")
_BRACKETS = re.compile(r"\]\s*[\[(（:：]|\[\s*[\^＾]|!\[")
_SOMETIMES = re.compile(r"_(?=\S)|(?<=\S)_|=(?==)|(?<==)=|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_LINE_START = re.compile(r"[#>+\-=~:]|/(?=/)|\d+(?=\.\s)")
_UNFIT = re.compile(
    r"＊＊[^＊]+＊＊|＝＝[^＝]+＝＝|^\s*(?:／{2,}|＃{1,6}\s*\S)|[［\[][＾^]|［＾|\{[^{}|｜]*｜|｛[^｛｝]*[|｜][^｛｝]*｝"
)
_BRACKET = re.compile(r"[][]")
_NUMERIC = re.compile(r"[-+−]?[\d,.，．]+\s*[%％‰]?")


@dataclass(slots=True)
class _Writer:
    """Writes blocks; notes are gathered and stand at the end."""

    findings: Findings
    notes: list[str] = field(default_factory=list)


def to_markdown(draft: Draft, findings: Findings) -> str:
    """The file of the article. What could not be read back with the same words loses its marks, and W45 tells it."""
    writer = _Writer(findings)
    parts: list[str] = []
    for is_list, group in groupby(draft.blocks, key=_is_item):
        blocks = list(group)
        if is_list:
            parts += _lists([block for block in blocks if isinstance(block, Text)], writer)
        else:
            parts += [written for block in blocks if (written := _block(block, writer)).strip()]
    parts += ["\n".join(writer.notes)] if writer.notes else []
    return FRONT + "\n" + "\n\n".join(parts) + "\n"


def _is_item(block: Block) -> bool:
    return isinstance(block, Text) and block.kind in ("ordered", "bullet")


def _lists(items: Sequence[Text], writer: _Writer) -> Iterator[str]:
    """Items that follow each other: one list, unless their kind changes on the first level."""
    lines: list[str] = []
    kind, depth = "", 0
    for item in items:
        if lines and item.level == 0 and item.kind != kind:
            yield "\n".join(lines)
            lines = []
        depth = min(item.level, depth + 1) if lines else 0
        kind = item.kind if depth == 0 else kind
        mark = "-" if item.kind == "bullet" else f"{item.label or '1'}."
        lines.append(f"{'    ' * depth}{mark} {_line(item.pieces, item.number, writer)}")
    if lines:
        yield "\n".join(lines)


def _block(block: Block, writer: _Writer) -> str:
    if isinstance(block, Figure):
        return _figure(block, writer)
    if isinstance(block, Grid):
        return _grid(block, writer)
    line = _line(block.pieces, block.number, writer)
    if block.kind == "heading":
        return f"{'#' * block.level} {line}"
    if block.kind == "quote":
        return f"> {line}"
    names = {"source": "来源", "bio": "作者简介", "abstract": "核心阅读", "ednote": "编者按"}
    if block.kind in names:
        title = f" | {block.label}" if block.label else ""
        return f"/// {names[block.kind]}{title}\n\n{line}\n///"
    return line


def _figure(figure: Figure, writer: _Writer) -> str:
    """A picture; where it cannot be shown, its caption as that of a picture that is left out."""
    caption = inline(figure.caption, writer)
    credit = _options(("credit", escape(figure.credit)))
    if not figure.name:
        return f"/// 原图 | {caption}\n{credit}///"
    alternative = re.sub(r"[\[\]\\]", "", figure.alternative).strip()
    return f"/// 图 | {caption}\n{credit}\n![{alternative}]({figure.name})\n///"


def _grid(grid: Grid, writer: _Writer) -> str:
    rows = [[inline(cell, writer) for cell in row] for row in grid.rows]
    width = len(rows[0])
    right = [_is_numeric(grid.rows[1:], column) for column in range(width)]
    lines = [_row(rows[0]), "|" + "|".join("--:" if r else "---" for r in right) + "|", *map(_row, rows[1:])]
    options = _options(("source", inline(grid.source, writer)), ("span", "true" if width > WIDE else ""))
    return f"/// 表 | {inline(grid.caption, writer)}\n{options}\n" + "\n".join(lines) + "\n///"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _is_numeric(rows: Sequence[Sequence[Sequence[Piece]]], column: int) -> bool:
    """Figures are aligned right; the first column names the rows."""
    cells = [text for row in rows if (text := plain(row[column]).strip())]
    return column > 0 and bool(cells) and all(_NUMERIC.fullmatch(cell) for cell in cells)


def _options(*options: tuple[str, str]) -> str:
    """Options of a block, as YAML; in single quotes where it would be read as something else."""
    return "".join(f"    {name}: {_scalar(text)}\n" for name, text in options if text)


def _scalar(text: str) -> str:
    try:
        plain_value = yaml.safe_load(f"k: {text}") == {"k": True if text == "true" else text}
    except yaml.YAMLError:
        plain_value = False
    return text if plain_value else "'" + text.replace("'", "''") + "'"


def _line(pieces: Sequence[Piece], number: int, writer: _Writer) -> str:
    """One paragraph, with its notes gathered; read back, and with fewer marks where it is read otherwise."""
    pieces = stripped(_squeezed(pieces))
    if _UNFIT.search(plain(pieces)):
        writer.findings.doubt("W45", number, text=short(plain(pieces)))
    start = len(writer.notes)
    line = _start(inline(pieces, writer))
    if not any(piece.marks or piece.reading or piece.href for piece in pieces) or _reads_back(line, pieces):
        return line
    simple = joined(replace(piece, marks=_outermost(piece.marks)) for piece in pieces)
    for attempt in (simple, joined(replace(piece, marks=frozenset()) for piece in pieces)):
        del writer.notes[start:]
        line = _start(inline(attempt, writer))
        if _reads_back(line, attempt):
            break
    writer.findings.doubt("W46", number, text=short(plain(pieces)))
    return line


def _squeezed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        yield replace(piece, text=re.sub(r"[ \t\n\r\u3000]+", _blank, piece.text))


def _blank(match: re.Match[str]) -> str:
    return "\u3000" if set(match[0]) == {"\u3000"} else " "


def _outermost(marks: frozenset[Mark]) -> frozenset[Mark]:
    return frozenset([name for name, _, _ in _MARKS if name in marks][:1])


def _start(line: str) -> str:
    """A mark at the beginning of a line that would make it something else than a paragraph."""
    at = _LINE_START.match(line)
    if not at:
        return line
    end = at.end()
    return f"{line[:end]}\\{line[end:]}" if at[0].isdigit() else f"\\{line}"


def inline(pieces: Sequence[Piece], writer: _Writer, depth: int = 0) -> str:
    """Pieces as inline markup, one mark at a time from the outside in; blanks stay outside of marks."""
    if depth == len(_MARKS):
        return "".join(_piece(piece, writer) for piece in pieces)
    mark, before, after = _MARKS[depth]
    text = ""
    for marked, group in groupby(pieces, key=lambda piece: mark in piece.marks and not piece.note):
        inner = inline(list(group), writer, depth + 1)
        words = inner.strip()
        if marked and words:
            left, right = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
            inner = f"{left}{before}{words}{after}{right}"
        text += inner
    return text


def _piece(piece: Piece, writer: _Writer) -> str:
    if piece.note:
        return _note(piece.note, writer)
    if piece.reading and piece.text.strip():
        return f"{{{escape(piece.text)}|{escape(piece.reading)}}}"
    if piece.href and piece.text.strip():
        words = _BRACKET.sub(r"\\\g<0>", escape(piece.text, brackets=False))
        return f"[{words}]({piece.href})"
    return escape(piece.text)


def _note(paragraphs: Sequence[Paragraph], writer: _Writer) -> str:
    """The call of a note; its text, one paragraph, is kept for the end of the file."""
    if len(paragraphs) > 1:
        writer.findings.doubt("W47", 0, text=short(" / ".join(p.text for p in paragraphs)))
    pieces: list[Piece] = []
    for paragraph in paragraphs:
        pieces += [*([Piece(" ")] if pieces else []), *(replace(piece, note=()) for piece in paragraph.pieces)]
    number = len(writer.notes) + 1
    writer.notes.append("")  # keeps its place while the text is written
    writer.notes[number - 1] = f"[^{number}]: {_start(inline(stripped(_squeezed(pieces)), writer))}"
    return f"[^{number}]"


def escape(text: str, *, brackets: bool = True) -> str:
    """Plain text so that the dialect reads it as such (`markdown.escapes`)."""
    text = _SOMETIMES.sub(r"\\\g<0>", _ALWAYS.sub(r"\\\g<0>", text))
    return _BRACKET.sub(r"\\\g<0>", text) if brackets and _BRACKETS.search(text) else text


def _reads_back(line: str, pieces: Sequence[Piece]) -> bool:
    """Whether the dialect reads the same characters with the same marks."""
    root = parse(hide(re.sub(r"\[\^\d+\]", "", line)))
    found: Counter[tuple[str, frozenset[str]]] = Counter()
    for node, place, text in text_nodes(root):
        holder = node if place == "text" else node.getparent()
        tags = [] if holder is None else [str(holder.tag), *(str(a.tag) for a in holder.iterancestors())]
        marks = frozenset(_TAGS[tag] for tag in tags if tag in _TAGS)
        found.update((character, marks) for character in reveal(text) if not character.isspace())
    wanted: Counter[tuple[str, frozenset[str]]] = Counter()
    for piece in pieces:
        marks = frozenset(map(str, piece.marks))
        wanted.update((character, marks) for character in piece.text + piece.reading if not character.isspace())
    return found == wanted
