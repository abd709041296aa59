"""The ornaments of the sections: five rails run through each, and on the way they draw one thing.

All are 240 × 120. The rails enter at the left and leave at the right at the same five heights, so an ornament
stands well between other rails. Nothing is hidden under anything: rails end where a ring begins.
"""

from collections.abc import Callable
from math import cos, pi, sin, sqrt

from draw_kit import ACCENTS, Picture, Point, num, pairs, polyline, spread

WIDE, HIGH, CX, CY = 240.0, 120.0, 120.0, 60.0
STEP, WEIGHT, FINE = 6.0, 2.2, 1.6
LEVELS = [CY + o for o in spread(5, STEP)]


def sides(pic: Picture, left: Callable[[float], float], right: Callable[[float], float]) -> None:
    """The five rails from both edges up to where the drawing begins at each level."""
    for y in LEVELS:
        pic.rail(polyline([(0, y), (left(y), y)]), WEIGHT)
        pic.rail(polyline([(right(y), y), (WIDE, y)]), WEIGHT)


def around(r: float, cx: float = CX) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """Where rails meet a circle, at the left and at the right."""

    def half(y: float) -> float:
        return sqrt(max(r**2 - (y - CY) ** 2, 0))

    return lambda y: cx - half(y), lambda y: cx + half(y)


def polar(r: float, degrees: float, cx: float = CX, cy: float = CY) -> Point:
    """A point by its distance and direction, 0 pointing up, clockwise."""
    a = degrees * pi / 180
    return cx + r * sin(a), cy - r * cos(a)


STAR, SHOULDER, FOOT = 55.0, 17.0, 11.0  # radii of the compass


def compass(pic: Picture) -> None:
    """卷首: a compass; five rails run round it, open where its points are."""
    sides(pic, *around(56.5))
    for r in (21.5, 27.5, 33.5, 39.5, 45.5):
        for k in range(4):
            gap = edge_angle(r) + 3.4 / r * 180 / pi
            start, stop = polar(r, k * 90 + gap), polar(r, k * 90 + 90 - gap)
            pic.rail(f"M{pairs([start])} A{num(r)},{num(r)} 0 0 1 {pairs([stop])}", WEIGHT)
    for k in range(4):
        tip, foot = polar(STAR, k * 90), polar(FOOT, k * 90)
        left, right = polar(SHOULDER, k * 90 - 45), polar(SHOULDER, k * 90 + 45)
        feet = polar(FOOT, k * 90 - 45), polar(FOOT, k * 90 + 45)
        pic.area(f"M{pairs([tip])} L{pairs([right])} L{pairs([feet[1]])} A11,11 0 0 0 {pairs([foot])} Z")
        pic.rail(polyline([tip, left]), FINE)
    pic.ring(CX, CY, 6.5, 3.6)


def edge_angle(r: float) -> float:
    """How far from its middle, in degrees, the edge of a point of the compass lies at a radius."""
    low, high = 0.0, 45.0
    x1, y1 = SHOULDER * sin(pi / 4), SHOULDER * cos(pi / 4)
    for _ in range(30):
        middle = (low + high) / 2
        x, y = r * sin(middle * pi / 180), r * cos(middle * pi / 180)
        low, high = (middle, high) if (STAR - y) * x1 > x * (STAR - y1) else (low, middle)
    return low


def beacon(pic: Picture) -> None:
    """思想领航: a lighthouse; its tower is of rails, and the rails at both sides are its light."""
    x, lamp = CX, 37.0
    for side in (-1, 1):
        edge = 0 if side < 0 else WIDE
        for k, y in enumerate(LEVELS):
            near = (x + side * 17, lamp - 5 + k * 2.5)
            pic.rail(polyline([(edge, y), (x + side * 88, y), near]), WEIGHT, stroke_linejoin="round")
    pic.ring(x, lamp, 7.5, 4)
    pic.area(f"M{num(x - 14)},22 Q{num(x - 10)},12 {num(x)},9 Q{num(x + 10)},12 {num(x + 14)},22 Z")
    pic.rail(f"M{num(x)},10 V3 M{num(x - 12)},22 V50 M{num(x + 12)},22 V50", FINE)
    pic.rail(f"M{num(x - 17)},50.5 H{num(x + 17)}", 3.4)
    for s in (-2, -1, 0, 1, 2):
        pic.rail(polyline([(x + s * 5, 55), (x + s * 7.5, 104)]), WEIGHT)
    for y in (70.0, 87.0):
        half = 10 + (y - 55) / 49 * 5 + 0.6
        pic.area(f"M{num(x - half)},{num(y)} H{num(x + half)} l.8,6 H{num(x - half - 0.8)} Z")
    for k, half in enumerate((30, 46, 34)):
        y, step = 107.5 + k * 5, half / 4
        humps = "".join(f" q{num(step / 2)},{-3 if n % 2 else 3} {num(step)},0" for n in range(8))
        pic.rail(f"M{num(x - half)},{num(y)}{humps}", FINE)


def bend(x0: float, y0: float, x1: float, y1: float, soft: float = 0.5) -> str:
    """A curve between two heights, level at both ends; the part of a path after its first point."""
    reach = (x1 - x0) * soft
    return f" C{pairs([(x0 + reach, y0), (x1 - reach, y1), (x1, y1)])}"


def nib(pic: Picture) -> None:
    """本刊专稿: a pen; the rails are its barrel, its nib and what it writes."""
    tip, hole, collar = 178.0, 102.0, 48.0
    for s, y in zip((-2, -1, 0, 1, 2), LEVELS, strict=True):
        wide, near = CY + s * 15.5, CY + s * 3.6
        if s:
            d = f"M0,{num(y)} H{num(collar)} C{pairs([(collar + 12, y), (collar + 12, wide), (collar + 34, wide)])}"
            pic.rail(f"{d} C{pairs([(112, wide), (142, near), (tip - abs(s) * 3, CY)])}", WEIGHT)
        else:
            pic.rail(f"M0,{num(y)} H{num(hole - 9.5)} M{num(hole + 9.5)},{num(y)} H{num(tip)}", WEIGHT)
        pic.rail(f"M{num(tip + abs(s) * 8 + 2)},{num(y)} H{num(WIDE)}", WEIGHT)
    pic.rail(f"M{num(collar)},{num(LEVELS[0] - 5)} V{num(LEVELS[-1] + 5)}", 4)
    pic.ring(hole, CY, 7.5, 4)


def book(pic: Picture) -> None:
    """理论阐释: an open book; the rails are its leaves, the station rises above it."""
    for k, y in enumerate(LEVELS):
        for side in (-1, 1):
            edge, outer = (0 if side < 0 else WIDE), CX + side * 66
            corner = 38.0 + k * 14
            d = f"M{num(edge)},{num(y)} H{num(CX + side * 104)}{bend(CX + side * 104, y, outer, corner, 0.5)}"
            d += f" C{pairs([(CX + side * 38, corner - 1 - k), (CX + side * 9, corner + 8 - k * 2), (CX, 106)])}"
            pic.rail(d, WEIGHT)
    pic.ring(CX, 30, 9, 4)
    for k in range(-3, 4):
        pic.rail(polyline([polar(15, k * 34, CX, 30), polar(20 if k % 2 else 24, k * 34, CX, 30)]), FINE)


def gear(pic: Picture) -> None:
    """奋发实践: a wheel with an ear of wheat in it."""
    teeth, inner, outer = 14, 43.0, 52.0
    points = []
    for k in range(teeth):
        at = 360 / teeth * k
        points += [polar(inner, at - 8.5), polar(outer, at - 5.5), polar(outer, at + 5.5), polar(inner, at + 8.5)]
    pic.rail(polyline(points) + " Z", WEIGHT, stroke_linejoin="round")
    sides(pic, *around(outer + 4))
    pic.ring(CX, CY, 35, 5)
    pic.rail(f"M{num(CX)},{num(CY + 28)} V{num(CY - 13)}", WEIGHT)
    for k in range(4):
        for side in (-1, 1):
            grain(pic, CX + side * 1.5, CY + 17 - k * 10.5, side * 36)
    grain(pic, CX, CY - 13.5, 0)


def grain(pic: Picture, x: float, y: float, degrees: float) -> None:
    """A grain of wheat."""
    tip = polar(15, degrees, x, y)
    left, right = polar(10, degrees - 34, x, y), polar(10, degrees + 34, x, y)
    pic.area(f"M{pairs([(x, y)])} Q{pairs([left])} {pairs([tip])} Q{pairs([right])} {pairs([(x, y)])} Z")


def eye(pic: Picture) -> None:
    """党刊观察: an eye; the rails part around the station."""
    for s, y in zip((-2, -1, 0, 1, 2), LEVELS, strict=True):
        if s:
            top = CY + s * 21 + (4 if s > 0 else -4)
            d = f"M0,{num(y)} H34{bend(34, y, CX, top, 0.52)}{bend(CX, top, WIDE - 34, y, 0.52)} H{num(WIDE)}"
            pic.rail(d, WEIGHT)
        else:
            pic.rail(f"M0,{num(y)} H{num(CX - 21)} M{num(CX + 21)},{num(y)} H{num(WIDE)}", WEIGHT)
    pic.ring(CX, CY, 19.5, FINE)
    pic.ring(CX, CY, 10, 5)


def draw_ornament(theme: str) -> Picture:
    """The ornament of a section."""
    title, desc, draw = ORNAMENTS[theme]
    pic = Picture(f"ornament-{theme}", title, desc, (0, 0, WIDE, HIGH), ("240", "120"), ACCENTS[theme])
    draw(pic)
    return pic


ORNAMENTS: dict[str, tuple[str, str, Callable[[Picture], None]]] = {
    "ink": ("卷首题花", "五条轨道穿过一枚罗盘。", compass),
    "cinnabar": ("思想领航题花", "五条轨道汇成灯塔的光。", beacon),
    "plum": ("本刊专稿题花", "五条轨道画成一支笔，笔尖写出轨道。", nib),
    "indigo": ("理论阐释题花", "五条轨道画成翻开的书页，书上升起一个站点圆环。", book),
    "pine": ("奋发实践题花", "五条轨道穿过一只齿轮，轮中是一支麦穗。", gear),
    "ochre": ("党刊观察题花", "五条轨道绕站点圆环分开又合拢，像一只眼睛。", eye),
}
