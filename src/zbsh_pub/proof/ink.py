"""Text and lines as page content (ISO 32000-1, 8.5 and 9.4), in px from the sheet's upper left corner.

Glyphs go by the faces' own ids, as in drawn units, so the linker embeds what is used here like all else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from zbsh_pub.fonts import FaceSource, Shape, face_extents, house_faces, shape
from zbsh_pub.proof.looks import Colour, Looks, Style
from zbsh_pub.typeset.drawn import FontUse

POINTS = 0.75  # per px
_FALLBACK = ("hei", "song", "kai")
_LACKING = "〓"  # 下空铅: for what no face of the house has
_SYMBOLIC = 4  # flags of a font descriptor (9.8.2): its glyphs are outside the standard Latin set
Dash = Sequence[float]
Box = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet round a page: where the page's upper left corner lies on it, and the page's measures (px)."""

    x: float
    y: float
    width: float
    height: float
    looks: Looks

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The sheet in the page's points: left, bottom, right, top."""
        left, top = self.to_page(0.0, 0.0)
        right, bottom = self.to_page(self.looks["sheet", "width"], self.looks["sheet", "height"])
        return left, bottom, right, top

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """A place on the sheet as a place on the page, in points from its lower left corner."""
        return (x - self.x) * POINTS, (self.y + self.height - y) * POINTS

    def from_page(self, x: float, y: float) -> tuple[float, float]:
        """A place on the page, in points, as a place on the sheet."""
        return x / POINTS + self.x, self.y + self.height - y / POINTS


@dataclass(slots=True)
class Faces:
    """What a unit's sheets use of the house's faces."""

    used: dict[str, tuple[FaceSource, dict[int, tuple[int, str]]]] = field(default_factory=dict)

    def note(self, key: str, source: FaceSource, shapes: Sequence[Shape]) -> None:
        glyphs = self.used.setdefault(key, (source, {}))[1]
        for glyph in shapes:
            if glyph.id not in glyphs or not glyphs[glyph.id][1]:
                glyphs[glyph.id] = glyph.width, glyph.text

    def uses(self) -> tuple[FontUse, ...]:
        """The same as the linker takes it."""
        return tuple(_use(key, *self.used[key]) for key in sorted(self.used))


def _use(key: str, source: FaceSource, glyphs: dict[int, tuple[int, str]]) -> FontUse:
    ascent, descent = face_extents(source.role, source.weight)
    name = f"ZBPRF{'A' if source.weight == 400 else 'B'}+{source.family.replace(' ', '-')}"
    widths = {glyph: glyphs[glyph][0] for glyph in sorted(glyphs)}
    text = {glyph: glyphs[glyph][1] for glyph in sorted(glyphs)}
    return FontUse(key, source.family, source.weight, name, _SYMBOLIC, ascent, descent, widths, text)


@dataclass(slots=True)
class Canvas:
    """One sheet's content while it is drawn."""

    sheet: Sheet
    faces: Faces
    parts: list[str] = field(default_factory=list)

    def content(self) -> bytes:
        return "\n".join(self.parts).encode("ascii")

    def text(self, x: float, y: float, text: str, style: Style, align: str = "left") -> float:
        """Set a line whose upper edge is `y`; `align` says what `x` is. Gives where it ends."""
        length = width(text, style)
        x -= {"left": 0.0, "right": length, "centre": length / 2}[align]
        baseline = y + style.line / 2 + style.size * 0.36  # squares of Han characters stand in the middle
        self.parts.append(f"{_colour(style.colour)} rg BT")
        for face, weight, run in _runs(text, style.face, style.weight):
            self._run(x, baseline, run, Style(face, weight, style.size, style.line, style.colour))
            x += _advance(run, face, weight) * style.size
        self.parts.append("ET")
        return x

    def _run(self, x: float, y: float, run: str, style: Style) -> None:
        shapes, source = shape(run, style.face, style.weight), _source(style.face, style.weight)
        key = f"proof-{style.face}{style.weight}"
        self.faces.note(key, source, shapes)
        left, base = self.sheet.to_page(x, y)
        self.parts.append(f"/{key} {_n(style.size * POINTS)} Tf 1 0 0 1 {_n(left)} {_n(base)} Tm {_shown(shapes)} TJ")

    def line(self, points: Sequence[tuple[float, float]], colour: Colour, width: float, dash: Dash = ()) -> None:
        """A line through some points."""
        places = [" ".join(map(_n, self.sheet.to_page(*point))) for point in points]
        path = " ".join([f"{places[0]} m", *(f"{place} l" for place in places[1:])])
        self.parts.append(f"{_pen(colour, width, dash)} {path} S")

    def box(
        self, place: tuple[float, float, float, float], colour: Colour, width: float = 0.0, dash: Dash = ()
    ) -> None:
        """A box: its outline, or filled where the line has no width."""
        x, y = self.sheet.to_page(place[0], place[1] + place[3])
        path = f"{_n(x)} {_n(y)} {_n(place[2] * POINTS)} {_n(place[3] * POINTS)} re"
        self.parts.append(f"{_pen(colour, width, dash)} {path} S" if width else f"{_colour(colour)} rg {path} f")

    def ring(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A filled disc, of four curves."""
        bend = radius * 0.5523
        path = [self._to(x + radius, y, "m")]
        for a, b in (((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0))):
            first = x + radius * a[0] + bend * b[0], y + radius * a[1] + bend * b[1]
            second = x + radius * b[0] + bend * a[0], y + radius * b[1] + bend * a[1]
            path += [self._to(*first), self._to(*second), self._to(x + radius * b[0], y + radius * b[1], "c")]
        self.parts.append(f"{_colour(colour)} rg {' '.join(path)} f")

    def _to(self, x: float, y: float, operator: str = "") -> str:
        left, base = self.sheet.to_page(x, y)
        return f"{_n(left)} {_n(base)} {operator}".strip()


@lru_cache(maxsize=4096)
def width(text: str, style: Style) -> float:
    """The width of a line in px."""
    return sum(_advance(run, face, weight) for face, weight, run in _runs(text, style.face, style.weight)) * style.size


def _advance(run: str, face: str, weight: int) -> float:
    return sum(glyph.advance for glyph in shape(run, face, weight)) / 1000


@lru_cache(maxsize=4096)
def _runs(text: str, face: str, weight: int) -> tuple[tuple[str, int, str], ...]:
    """The text in stretches of one face: the one that is wanted, or the next that has the character."""
    runs: list[tuple[str, int, str]] = []
    for char in text:
        name, heavy, shown = _face_of(char, face, weight)
        if runs and runs[-1][:2] == (name, heavy):
            runs[-1] = (name, heavy, runs[-1][2] + shown)
        else:
            runs.append((name, heavy, shown))
    return tuple(runs)


@cache
def _face_of(char: str, face: str, weight: int) -> tuple[str, int, str]:
    if not char.isprintable() and char != "\u3000":
        return face, weight, " "
    for name in (face, *_FALLBACK):
        for heavy in (weight, 400):
            if _has(name, heavy) and shape(char, name, heavy)[0].id:
                return name, heavy, char
    return face, weight, _LACKING


@cache
def _has(role: str, weight: int) -> bool:
    return any((face.role, face.weight) == (role, weight) for face in house_faces())


def _source(role: str, weight: int) -> FaceSource:
    return next(face for face in house_faces() if (face.role, face.weight) == (role, weight))


def _shown(shapes: Sequence[Shape]) -> str:
    """Glyphs as `TJ` takes them, with what their places differ from their widths (9.4.3)."""
    return "[" + "".join(_glyphs(shapes)) + "]"


def _glyphs(shapes: Sequence[Shape]) -> Iterator[str]:
    run = ""
    for glyph in shapes:
        before, after = -glyph.offset, glyph.width - glyph.advance + glyph.offset
        if before:
            yield f"<{run}>{before}" if run else f"{before}"
            run = ""
        run += f"{glyph.id:04x}"
        if after:
            yield f"<{run}>{after}"
            run = ""
    if run:
        yield f"<{run}>"


def _pen(colour: Colour, width: float, dash: Dash) -> str:
    lengths = " ".join(_n(length * POINTS) for length in dash)
    return f"{_colour(colour)} RG {_n(width * POINTS)} w [{lengths}] 0 d"


def _colour(colour: Colour) -> str:
    return " ".join(_n(part, 3) for part in colour)


def _n(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
