"""What the drawing scripts share: the colours of the print edition, an SVG writer and bundles of rails.

Every picture follows one contract, so that other programs can recolour it by class:
`t` text in ink, `q` quiet text, `a` a shape in the section's accent, `g` a white shape on it, `l` a hairline.
Colours are plain presentation attributes; nothing is inherited from the page.
"""

from dataclasses import dataclass, field
from math import atan2, cos, hypot, pi, sin
from pathlib import Path
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

INK, GREY, RULE, WHITE = "#1b1b1d", "#66666b", "#bdb8ae", "#ffffff"
ACCENTS = {
    "ink": INK,
    "cinnabar": "#b3261e",
    "plum": "#6f2d4f",
    "indigo": "#1f4b7a",
    "pine": "#1d6a55",
    "ochre": "#8a5a12",
}
HEI, SONG = "ZB Hei", "ZB Song"
LINE = 21  # one line of the page's grid, px
HAN_EM, LATIN_EM, SPACE_EM, BOLD_LATIN = 1.0, 0.55, 0.25, 1.05

SVG = "http://www.w3.org/2000/svg"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ET.register_namespace("", SVG)

Point = tuple[float, float]


# Numbers and text


def num(value: float) -> str:
    """A length with at most two decimals and no trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def pairs(points: list[Point]) -> str:
    """Points as the coordinates of a path."""
    return " ".join(f"{num(x)},{num(y)}" for x, y in points)


def polyline(points: list[Point]) -> str:
    """The path through some points."""
    return "M" + " L".join(f"{num(x)},{num(y)}" for x, y in points)


def curve(points: list[Point]) -> str:
    """A smooth path through points (Catmull-Rom)."""
    out = "M" + pairs(points[:1])
    padded = [points[0], *points, points[-1]]
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        left = (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6)
        right = (c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6)
        out += " C" + pairs([left, right, c])
    return out


def mix(a: str, b: str, part: float) -> str:
    """A colour between two."""
    rgb = [round(int(a[i : i + 2], 16) * (1 - part) + int(b[i : i + 2], 16) * part) for i in (1, 3, 5)]
    return "#" + "".join(f"{v:02x}" for v in rgb)


def stops(start: float, stop: float, step: float) -> list[float]:
    """Evenly spaced numbers, the last one included."""
    count = max(1, round((stop - start) / step))
    return [start + (stop - start) * i / count for i in range(count + 1)]


def is_han(char: str) -> bool:
    """Whether a character is a Han character (not a mark)."""
    return "\u3400" <= char <= "\u9fff"


def spaced(text: str) -> str:
    """Text with the page's gap, one U+0020, between Han characters and letters or digits."""
    out = text[:1]
    for left, right in zip(text, text[1:], strict=False):
        latin = (is_han(left) and right.isascii() and right.isalnum()) or (
            is_han(right) and left.isascii() and left.isalnum()
        )
        out += " " + right if latin else right
    return out


def em(char: str, bold: bool = False) -> float:
    """Width of a character in em."""
    if char == " ":
        return SPACE_EM
    if east_asian_width(char) in "WFA" and not "\u0391" <= char <= "\u03c9":
        return HAN_EM
    return LATIN_EM * (BOLD_LATIN if bold else 1)


def width(text: str, size: float, bold: bool = False) -> float:
    """Width of a line of text."""
    return size * sum(em(char, bold) for char in text)


NO_START = "，。、；：？！）》”’·％%～—…"
NO_END = "（《“‘"


def tokens(text: str) -> list[str]:
    """The pieces of a line that must not be broken: Han characters with their marks, words, numbers."""
    out: list[str] = []
    for char in text:
        word = out and char.isascii() and char != " " and out[-1][-1].isascii() and out[-1][-1] != " "
        if out and (word or char in NO_START or out[-1][-1] in NO_END):
            out[-1] += char
        else:
            out.append(char)
    return out


def wrap(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Text in as few lines as the room allows; breaks fall after marks where they can, and lines are of like length."""
    parts = tokens(text)
    best: list[tuple[int, float, list[str]]] = [(0, 0.0, [])]
    for end in range(1, len(parts) + 1):
        ways = []
        for start in range(end):
            line = "".join(parts[start:end]).strip()
            long = width(line, size, bold)
            if line and (long <= room or end - start == 1):
                count, cost, lines = best[start]
                mark = end == len(parts) or line[-1:] in BREAK_AFTER
                cost += ((room - long) / size) ** 2 + (0 if mark else MID_BREAK)
                ways.append((count + 1, cost, [*lines, line]))
        best.append(min(ways, key=lambda way: way[:2], default=best[-1]))
    return best[-1][2]


BREAK_AFTER = "，。、；：？！）》”"
MID_BREAK = 40.0  # what a break inside a clause costs, in em of unused room, squared


# Drawing


@dataclass
class Picture:
    """An SVG being drawn."""

    stem: str
    title: str
    desc: str
    view: tuple[float, float, float, float]
    size: tuple[str, str]
    accent: str = INK
    lang: str = "zh-Hans"
    root: ET.Element = field(init=False)

    def __post_init__(self) -> None:
        ids = f"pic-{self.stem}-t", f"pic-{self.stem}-d"
        self.root = ET.Element(
            f"{{{SVG}}}svg",
            {
                "width": self.size[0],
                "height": self.size[1],
                "viewBox": " ".join(num(v) for v in self.view),
                "role": "img",
                "aria-labelledby": " ".join(ids),
                XML_LANG: self.lang,
            },
        )
        for tag, ident, text in (("title", ids[0], self.title), ("desc", ids[1], self.desc)):
            self.add(tag, id=ident).text = text

    def add(self, tag: str, into: ET.Element | None = None, **attrs: str | float) -> ET.Element:
        """One more element; `stroke_width` is written stroke-width, `class_` class, numbers are rounded."""
        named = {k.rstrip("_").replace("_", "-"): v if isinstance(v, str) else num(v) for k, v in attrs.items()}
        return ET.SubElement(self.root if into is None else into, f"{{{SVG}}}{tag}", named)

    def text(
        self, x: float, y: float, text: str, size: float, *, anchor: str = "start", bold: bool = False,
        quiet: bool = False, family: str = HEI, colour: str | None = None, **attrs: str | float,
    ) -> None:  # fmt: skip
        """A line of text, y being the baseline."""
        if bold:
            attrs["font_weight"] = "700"
        if anchor != "start":
            attrs["text_anchor"] = anchor
        fill = colour or (GREY if quiet else INK)
        name = "q" if quiet else "t"
        node = self.add("text", None, x=x, y=y, class_=name, font_family=family, font_size=size, fill=fill, **attrs)
        node.text = text

    def rail(self, d: str, weight: float, colour: str | None = None, **attrs: str | float) -> ET.Element:
        """A stroked path in the accent."""
        if not colour:
            attrs["class_"] = "a"
        return self.add("path", None, d=d, fill="none", stroke=colour or self.accent, stroke_width=weight, **attrs)

    def area(self, d: str, colour: str | None = None, **attrs: str | float) -> ET.Element:
        """A filled path in the accent."""
        if not colour:
            attrs["class_"] = "a"
        return self.add("path", None, d=d, fill=colour or self.accent, **attrs)

    def ring(self, x: float, y: float, r: float, weight: float) -> None:
        """A station ring; nothing lies under it, so its inside needs no ground."""
        self.add("circle", cx=x, cy=y, r=r, class_="a", fill="none", stroke=self.accent, stroke_width=weight)

    def hairline(self, x1: float, y1: float, x2: float, y2: float, ink: bool = False) -> None:
        """A thin rule: the baseline of a chart in ink, a divider in grey."""
        colour, weight = (INK, 1.0) if ink else (RULE, 0.5)
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="l", stroke=colour, stroke_width=weight)

    def bytes(self) -> bytes:
        """The file: one element a line."""
        ET.indent(self.root, "")
        text: str = ET.tostring(self.root, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()

    def save(self, path: Path) -> None:
        """Write the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.bytes())


# Rails


@dataclass
class Track:
    """The centre line of a bundle: a walk of straight pieces and arcs, from which rails are offset exactly.

    `heading` is in radians, 0 to the right, growing clockwise as y grows downward. A positive offset lies on the
    right-hand side of the walker, a positive turn is a right turn.
    """

    x: float
    y: float
    heading: float
    steps: list[tuple[float, float]] = field(default_factory=list)

    def go(self, length: float) -> "Track":
        """Straight on."""
        self.steps.append((length, 0.0))
        return self

    def turn(self, degrees: float, radius: float) -> "Track":
        """Along an arc."""
        self.steps.append((radius, degrees * pi / 180))
        return self

    def ends(self, offset: float = 0) -> list[tuple[Point, float]]:
        """Points between the steps, each with its heading."""
        x, y, h = self.x, self.y, self.heading
        out = [((x - offset * sin(h), y + offset * cos(h)), h)]
        for size, angle in self.steps:
            if angle:
                side = 1 if angle > 0 else -1
                cx, cy = x - side * size * sin(h), y + side * size * cos(h)
                h += angle
                x, y = cx + side * size * sin(h), cy - side * size * cos(h)
            else:
                x, y = x + size * cos(h), y + size * sin(h)
            out.append(((x - offset * sin(h), y + offset * cos(h)), h))
        return out

    def path(self, offset: float = 0) -> str:
        """A rail at a distance from the centre line."""
        ends = self.ends(offset)
        out = "M" + pairs([ends[0][0]])
        for (size, angle), (point, _) in zip(self.steps, ends[1:], strict=True):
            if angle:
                r = size - offset if angle > 0 else size + offset
                out += f" A{num(r)},{num(r)} 0 {int(abs(angle) > pi)} {int(angle > 0)} {pairs([point])}"
            else:
                out += " L" + pairs([point])
        return out

    def band(self, left: float, right: float) -> str:
        """The closed outline between two offsets."""
        back = list(reversed(self.ends(right)))
        out = self.path(left) + " L" + pairs([back[0][0]])
        for (size, angle), (point, _) in zip(reversed(self.steps), back[1:], strict=True):
            if angle:
                r = size - right if angle > 0 else size + right
                out += f" A{num(r)},{num(r)} 0 {int(abs(angle) > pi)} {int(angle < 0)} {pairs([point])}"
            else:
                out += " L" + pairs([point])
        return out + " Z"


def spread(count: int, step: float) -> list[float]:
    """Offsets of the rails of a bundle about its centre."""
    return [(i - (count - 1) / 2) * step for i in range(count)]


def toward(a: Point, b: Point, distance: float) -> Point:
    """The point at a distance from a, on the way to b."""
    angle = atan2(b[1] - a[1], b[0] - a[0])
    return a[0] + distance * cos(angle), a[1] + distance * sin(angle)


def apart(a: Point, b: Point) -> float:
    """Distance of two points."""
    return hypot(b[0] - a[0], b[1] - a[1])
