"""Drop caps: large first characters that stand beside two or more lines, and are no line themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zbsh_pub.checks.typography.marks import OPENING
from zbsh_pub.checks.typography.measures import is_body
from zbsh_pub.checks.typography.rows import Fragment

_LARGE = 1.8  # of the body's size
_FAR = 1.5  # em: the lines begin this near to the cap
_NEAR = 0.6  # em: and this near to each other, since an opening mark may be trimmed
_LINES = 2


def without_caps(found: Sequence[Fragment], size: float) -> list[Fragment]:
    """A page's fragments without drop caps; the lines beside one are numbered, and judged like all others."""
    kept = list(found)
    for fragment in found:
        count = _large_glyphs(fragment, size)
        lines = _lines_beside(fragment, count, kept, size) if count else []
        if len(lines) >= _LINES:
            kept = [f for f in kept if f is not fragment and f not in lines]
            kept += [replace(line, beside=number) for number, line in enumerate(lines, 1)]
    return sorted(kept, key=lambda f: (-f.baseline, f.left))


def _large_glyphs(fragment: Fragment, size: float) -> int:
    """How many glyphs at the head of the fragment are a cap: a large character, an opening mark before it; or none."""
    glyphs = fragment.glyphs
    first = 1 if glyphs[0].text in OPENING and len(glyphs) > 1 else 0
    rest = glyphs[first + 1 :]
    large = glyphs[first].size >= _LARGE * size and all(g.size < _LARGE * size for g in rest)
    return first + 1 if large else 0


def _lines_beside(fragment: Fragment, count: int, found: Sequence[Fragment], size: float) -> list[Fragment]:
    """The lines of the body that begin beside the cap at one edge, from above; the cap may share its row with one."""
    cap = fragment.glyphs[count - 1]
    own = [Fragment(fragment.glyphs[count:])] if count < len(fragment.glyphs) else []
    others = [f for f in found if f is not fragment and is_body(f, size) and _is_level(f, cap.y, cap.size)]
    lines = own + [f for f in others if -0.2 * size <= f.left - cap.right < _FAR * size]
    lines.sort(key=lambda f: -f.baseline)
    return lines if lines and max(f.left for f in lines) - min(f.left for f in lines) < _NEAR * size else []


def _is_level(line: Fragment, baseline: float, size: float) -> bool:
    """The line's characters stand between the foot and the head of the cap."""
    return -0.15 * size < line.baseline - baseline and line.baseline + 0.5 * line.size < baseline + size
