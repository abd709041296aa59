"""A Word table as a table of the dialect, whose rows all have as many cells and whose cells are lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zbsh_pub.importing.word.draft import Cell, Image, Paragraph, Piece, Table, plain, stripped
from zbsh_pub.importing.word.findings import Findings, short

Row = tuple[tuple[Piece, ...], ...]
BETWEEN = Piece("　")  # between the paragraphs of a cell


def is_frame(table: Table) -> bool:
    """A table of one row or one column: a box round text, or a way to place pictures."""
    filled = [row for row in table.rows if any(_has_content(cell) for cell in row)]
    return len(filled) < 2 or max((sum(cell.columns for cell in row) for row in filled), default=0) < 2


def _has_content(cell: Cell) -> bool:
    return any(isinstance(item, Table) or item.text.strip() or item.images for item in cell.content)


def grid_of(table: Table, findings: Findings) -> tuple[tuple[Row, ...], list[Image]]:
    """Rows of equal length, and the pictures that stood in cells."""
    if any(cell.columns > 1 or cell.rows > 1 for row in table.rows for cell in row):
        findings.doubt("W24", table.number, text=short(_words(table)))
    rows = _spread([[(_line(cell, findings), cell) for cell in row] for row in table.rows])
    width = max(map(len, rows))
    filled = [(*row, *[()] * (width - len(row))) for row in rows if any(plain(cell).strip() for cell in row)]
    images = [image for paragraph in table.paragraphs() for image in paragraph.images]
    if images:
        findings.doubt("W26", table.number, text=short(_words(table)), found="图")
    return tuple(_head_plain(filled)), images


def _words(table: Table) -> str:
    return " ".join(p.text for p in table.paragraphs() if p.text.strip())


def _spread(rows: Sequence[Sequence[tuple[tuple[Piece, ...], Cell]]]) -> list[list[tuple[Piece, ...]]]:
    """Each cell in its column; the places that it spans beside and below it are empty."""
    waiting: dict[int, int] = {}  # column -> rows still covered from above
    result = []
    for row in rows:
        line: list[tuple[Piece, ...]] = []
        for pieces, cell in row:
            _fill(line, waiting)
            for offset in range(cell.columns):
                if cell.rows > 1:
                    waiting[len(line)] = cell.rows - 1
                line.append(() if offset else pieces)
        _fill(line, waiting)
        result.append(line)
    return result


def _fill(line: list[tuple[Piece, ...]], waiting: dict[int, int]) -> None:
    while waiting.get(len(line), 0):
        waiting[len(line)] -= 1
        line.append(())


def _line(cell: Cell, findings: Findings) -> tuple[Piece, ...]:
    """The text of a cell in one line."""
    parts = [pieces for pieces in _paragraphs(cell, findings) if plain(pieces).strip()]
    if len(parts) > 1:
        findings.doubt("W25", _number(cell), text=short(" / ".join(map(plain, parts))))
    line: list[Piece] = []
    for part in parts:
        line += [*([BETWEEN] if line else []), *part]
    return stripped(replace(piece, text=piece.text.replace("\n", "　")) for piece in line)


def _number(cell: Cell) -> int:
    return next((item.number for item in cell.content), 0)


def _paragraphs(cell: Cell, findings: Findings) -> Iterable[tuple[Piece, ...]]:
    for item in cell.content:
        if isinstance(item, Table):
            findings.doubt("W26", item.number, text=short(_words(item)), found="表")
            for paragraph in item.paragraphs():
                yield _labelled(paragraph, findings)
        else:
            yield _labelled(item, findings)


def _labelled(paragraph: Paragraph, findings: Findings) -> tuple[Piece, ...]:
    label = paragraph.facts.label
    if label is None or not label.text or not paragraph.text.strip():
        return paragraph.pieces
    findings.add(label.text)
    return (Piece(label.text), *paragraph.pieces)


def _head_plain(rows: Sequence[Row]) -> list[Row]:
    """The head row is set bold by the sheet."""
    head = [tuple(tuple(replace(p, marks=p.marks - {"bold"}) for p in cell) for cell in row) for row in rows[:1]]
    return [*head, *rows[1:]]
