"""A laid-out line trimmed at its edges and brought to its measure (clreq 3.1.6, 3.5).

All of it is a change of advances: `glyphs` say how wide the characters of a line shall be, its
`parts` how wide they were shaped. Changes reach the text boxes as edits, which `drawing` applies.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zbsh_pub.typeset.chinese.characters import GLUE, OPENING, wants_gap
from zbsh_pub.typeset.chinese.drawing import edits_of
from zbsh_pub.typeset.chinese.house import House
from zbsh_pub.typeset.chinese.paragraph import Glyph, blank_half, end_trim, fit, looseness, squeeze_pair
from zbsh_pub.typeset.chinese.parts import Part, inner_space, parts_of, texts_of, widen
from zbsh_pub.typeset.chinese.plan import Active


def fit_line(line: Any, active: Active) -> None:
    """Trim the edges of a laid-out line, bring it to the measure, move what stands on it."""
    parts = list(parts_of(line))
    if not parts:
        return
    glyphs = [glyph for _, _, glyph in parts]
    gaps = _gaps(glyphs, active.house)
    glyphs = [Glyph(g.char, g.width + gap, g.em) if gap else g for g, gap in zip(glyphs, gaps, strict=True)]
    shifts = _squeeze_runs(parts, glyphs) | _trim_edges(glyphs, active.house)
    inner = inner_space(line)
    changes = [0.0] * len(glyphs) if _is_short(glyphs, active, inner) else fit(glyphs, active.target - inner, gaps)
    _apply(line, parts, glyphs, changes, shifts)
    if not (active.line.last and active.fill_last):  # 均排 is wide on purpose
        _note_looseness(line, looseness(glyphs, changes))


def _gaps(glyphs: Sequence[Glyph], house: House) -> list[float]:
    """The Han-Western gap after each character, in px (clreq 3.2.2)."""
    pairs = zip(glyphs, glyphs[1:], strict=False)
    return [house.gap * a.em if wants_gap(a.char, b.char) else 0.0 for a, b in pairs] + [0.0]


def _note_looseness(line: Any, gap: float) -> None:
    """Keep a line's looseness with its first text, which is what later passes copy."""
    first = next(texts_of(line), None)
    if first is not None:
        first.chinese_looseness = gap


def _is_short(glyphs: Sequence[Glyph], active: Active, inner: float) -> bool:
    """A last line that need not be filled; an overfull one is squeezed like any other."""
    ragged = not active.justify or (active.line.last and not active.fill_last)
    return ragged and sum(g.width for g in glyphs) + inner <= active.target


def _squeeze_runs(parts: Sequence[Part], glyphs: list[Glyph]) -> dict[int, float]:
    """Marks that meet where two runs meet; gives how far opening marks have to be moved to the left (px)."""
    shifts = {}
    for i in range(1, len(parts)):
        if parts[i][0] is not parts[i - 1][0]:
            before = glyphs[i]
            glyphs[i - 1], glyphs[i] = squeeze_pair(glyphs[i - 1], glyphs[i])
            if glyphs[i].width < before.width:
                shifts[i] = before.width - glyphs[i].width
    return shifts


def _trim_edges(glyphs: list[Glyph], house: House) -> dict[int, float]:
    """Half width for an opening mark at the start and a closing one at the end (clreq 3.1.6.3).

    Gives how far glyphs have to be moved to the left in their place (px).
    """
    shifts = {}
    first = next((i for i, g in enumerate(glyphs) if g.char not in GLUE), 0)
    last = len(glyphs) - 1
    half = blank_half(glyphs[first]) if glyphs[first].char in OPENING else 0.0
    if half:
        glyphs[first] = Glyph(glyphs[first].char, glyphs[first].width - half, glyphs[first].em)
        shifts[first] = half
    if last > first:
        end = glyphs[last]
        glyphs[last] = Glyph(end.char, end.width - end_trim(end, house.hang), end.em)
    return shifts


def _apply(
    line: Any,
    parts: Sequence[Part],
    glyphs: Sequence[Glyph],
    changes: Sequence[float],
    shifts: dict[int, float],
) -> None:
    """Give each text box its edits in thousandths of an em, without a rest that adds up."""
    moved: dict[int, float] = {}
    owed = 0.0
    for i, (box, place, shaped) in enumerate(parts):
        if box is None:
            continue
        wanted = glyphs[i].width - shaped.width + changes[i] + owed
        step = shaped.em / 1000
        change = round(wanted / step) * step
        owed = wanted - change
        shift = shifts.get(i, 0.0)
        if shaped.char in OPENING and changes[i] < 0:
            shift -= changes[i]  # the blank of an opening mark is on its left
        if change or shift:
            edits_of(box)[place] = (change, -shift)
        moved[id(box)] = moved.get(id(box), 0.0) + change
    widen(line, moved)
