"""What each line of a page is: text of the body, heading, note, table, small print, or furniture of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import Literal

from zbsh_pub.checks.typography.columns import HEADING, Line
from zbsh_pub.checks.typography.marks import NOTE_MARKS, NUMBER, OPENING, STOPS, is_han, is_latin
from zbsh_pub.checks.typography.measures import INDENTS, NEAR, is_body
from zbsh_pub.checks.typography.rows import Fragment

Role = Literal["body", "heading", "note", "table", "small", "other"]
_SMALL = 0.93  # of the body's size
_NOTE = re.compile(r"^(\[\d+\]|\(\d+\)|（\d+）|[*＊†‡]|注|\d{1,2}\.? )")


def without_furniture(pages: Mapping[int, Sequence[Fragment]], pitch: float) -> dict[int, list[Fragment]]:
    """Pages without running heads and folios: a first or last row apart from the text.

    It stands at one height on many pages, or says the same on two, or holds nothing but figures.
    """
    kept = {number: list(found) for number, found in pages.items()}
    for _ in range(2):
        rows = {
            number: [row for row in (_end_row(found, end, pitch) for end in (0, -1)) if row]
            for number, found in kept.items()
        }
        every = [row for found in rows.values() for row in found]
        places, words = Counter(_height(row) for row in every), Counter(_words(row) for row in every)
        for number, found in rows.items():
            for row in found:
                near = sum(places[_height(row) + step] for step in (-1, 0, 1))
                if near >= max(3, 0.2 * len(pages)) or words[_words(row)] > 1 or not _words(row):
                    kept[number] = [f for f in kept[number] if f not in row]
    return kept


def _height(row: Sequence[Fragment]) -> int:
    return round(row[0].baseline)


def _words(row: Sequence[Fragment]) -> str:
    """What a row says without its figures."""
    return re.sub(r"[\d\s]", "", "".join(f.text for f in row))


def _end_row(found: Sequence[Fragment], end: int, pitch: float) -> list[Fragment]:
    """The first or last row of a page where it stands apart from the next."""
    rows = [list(row) for _, row in groupby(found, key=lambda f: round(f.baseline, 1))]
    if not rows:
        return []
    beside = rows[1:2] if end == 0 else rows[-2:-1]
    if beside and abs(rows[end][0].baseline - beside[0][0].baseline) < 1.4 * pitch:
        return []
    return rows[end]


def find_roles(lines: Sequence[Line], size: float, pitch: float, face: str) -> list[Role]:
    """The role of each line of a page, in the order given; `face` is that of most of the body."""
    roles = [_first_guess(line, size) for line in lines]
    _mark_tables(lines, roles)
    _mark_labels(lines, roles, pitch, face)
    _mark_bold_headings(lines, roles)
    _mark_notes(lines, roles, pitch)
    return roles


def _first_guess(line: Line, size: float) -> Role:
    if line.run.size >= HEADING * size:
        return "heading" if len(line.run.glyphs) > 1 else "other"
    if line.run.size < _SMALL * size:
        return "small"
    offset = (line.run.left - line.left) / size
    begins = abs(offset) <= NEAR or INDENTS[0] <= offset <= INDENTS[1] or line.run.glyphs[0].text in OPENING
    fits = -0.6 <= offset <= INDENTS[1] and (begins or bool(NUMBER.match(line.run.text)))
    words = any(is_han(g.text) or is_latin(g.text) for g in line.run.glyphs)
    return "body" if fits and words and is_body(line.run, size) else "other"


def _mark_tables(lines: Sequence[Line], roles: list[Role]) -> None:
    """Two lines, one after the other, whose wide gaps end at the same distance from the column's edge."""
    with_gaps = [(index, line) for index, line in enumerate(lines) if line.gaps and roles[index] == "body"]
    for (i, a), (j, b) in pairwise(with_gaps):
        aligned = any(abs((x - a.left) - (y - b.left)) < NEAR * a.run.size for x in a.gaps for y in b.gaps)
        if j - i <= 2 and aligned:
            roles[i] = roles[j] = "table"


def _mark_labels(lines: Sequence[Line], roles: list[Role], pitch: float, face: str) -> None:
    """Flush lines that stand alone and wholly in another face: names of authors, captions."""
    body = [line for line, role in zip(lines, roles, strict=True) if role == "body"]
    for index, line in enumerate(lines):
        if roles[index] != "body" or not _is_flush_left(line) or any(g.font == face for g in line.run.glyphs):
            continue
        near = [o for o in body if o is not line and o.left == line.left]
        if not any(abs(o.baseline - line.baseline) < 1.4 * pitch for o in near):
            roles[index] = "heading" if all(g.bold for g in line.run.glyphs) else "other"


def _mark_bold_headings(lines: Sequence[Line], roles: list[Role]) -> None:
    """Bold lines of the body's size that are not moved in, are followed by something else, and end no sentence."""
    bold = [all(g.bold for g in line.run.glyphs) and roles[i] == "body" for i, line in enumerate(lines)]
    for is_bold, some in groupby(range(len(lines)), key=lambda i: bold[i]):
        group = list(some)
        last = lines[group[-1]]
        short = last.right - last.run.right > last.run.size
        unfinished = last.run.glyphs[-1].text not in STOPS - {"？", "！", "："}
        if is_bold and short and unfinished and all(_is_flush_left(lines[i]) for i in group):
            for i in group:
                roles[i] = "heading"


def _is_flush_left(line: Line) -> bool:
    return abs(line.run.left - line.left) < 1.5 * line.run.size


def _mark_notes(lines: Sequence[Line], roles: list[Role], pitch: float) -> None:
    """Small lines at the foot of a page from a note mark on."""
    body = [line for line, role in zip(lines, roles, strict=True) if role == "body"]
    last: Line | None = None
    for index, line in enumerate(lines):
        if roles[index] != "small":
            continue
        below = any(o.baseline < line.baseline and o.left < line.run.right and line.left < o.right for o in body)
        follows = last is not None and last.left == line.left and 0 < last.baseline - line.baseline < 1.2 * pitch
        if not below and (_has_note_mark(line) or follows):
            roles[index] = "note"
            last = line


def _has_note_mark(line: Line) -> bool:
    first = line.run.glyphs[0]
    raised = first.size < 0.9 * line.run.size and first.text.isdigit()
    return raised or first.text in NOTE_MARKS or bool(_NOTE.match(line.run.text))
