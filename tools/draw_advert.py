"""The public-service page: five rails run in from the right, rise, and open into a leaf."""

from math import hypot, pi, sin

from draw_kit import HEI, SONG, Picture, Point, Track, curve, mix, spread, stops

WIDE, HIGH, BLEED = 816.4, 1099.8, 11.34
PAPER, DISC, RING, PINE, LIGHT, DARK = "#eff3e6", "#e0ead3", "#d3e1c6", "#1d6a55", "#2c8266", "#17594a"
STEP, WEIGHT = 15.0, 7.5
TRACK_Y, STEM_X, TURN = 948.0, 196.0, 118.0
AXIS: list[Point] = [(STEM_X, 800), (STEM_X, 570), (322, 372), (640, 128)]  # of the leaf, from its foot to its tip
FOOT, HALF = 0.1, 186.0  # where the blade begins on the axis, and half its greatest width


def axis(t: float) -> tuple[Point, Point]:
    """A point of the leaf's axis and the unit vector to its right-hand side."""
    a, b, c, d = AXIS
    u = 1 - t
    at = [u**3 * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t**3 * d[i] for i in (0, 1)]
    go = [3 * (u * u * (b[i] - a[i]) + 2 * u * t * (c[i] - b[i]) + t * t * (d[i] - c[i])) for i in (0, 1)]
    long = hypot(*go)
    return (at[0], at[1]), (-go[1] / long, go[0] / long)


def breadth(t: float) -> float:
    """Half the width of the blade."""
    s = (t - FOOT) / (1 - FOOT)
    return HALF * sin(pi * s**0.86) ** 0.82 * (1.06 - 0.22 * s) if 0 < s < 1 else 0.0


def beside(t: float, distance: float) -> Point:
    """A point at the right of the axis."""
    (x, y), (nx, ny) = axis(t)
    return x + nx * distance, y + ny * distance


def ease(t: float) -> float:
    """From 0 to 1 and level at both ends."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def rail_at(t: float, offset: float) -> Point:
    """A rail on its way through the leaf: parallel at first, then spread over the blade, and together at the tip."""
    wider = breadth(t) * 0.335 / STEP
    if t < 0.5:
        wider = max(wider, 1)
    return beside(t, offset * (1 + (wider - 1) * ease((t + 0.04) / 0.56)))


def half_blade(side: int) -> str:
    """One half of the blade."""
    ts = stops(FOOT, 1, 0.02)
    edge = [beside(t, side * breadth(t)) for t in ts]
    spine = [axis(t)[0] for t in reversed(ts)]
    return f"{curve(edge)} L{curve(spine)[1:]} Z"


def ground(pic: Picture) -> None:
    """Paper, a pale disc, and five thin rings round it."""
    pic.add("rect", None, x=0, y=0, width=WIDE, height=HIGH, fill=PAPER)
    pic.add("circle", None, cx=430, cy=408, r=300, fill=DISC)
    for k in range(5):
        pic.add("circle", None, cx=430, cy=408, r=314 + k * 11, fill="none", stroke=RING, stroke_width=3 - k * 0.5)


def track() -> Track:
    """The rails from the right edge to the foot of the leaf."""
    return Track(WIDE, TRACK_Y, pi).go(WIDE - STEM_X - TURN).turn(90, TURN).go(TRACK_Y - TURN - AXIS[0][1])


def rails(pic: Picture, colour: str, **attrs: str | float) -> None:
    """Five rails from the edge of the page to the tip of the leaf."""
    for offset in spread(5, STEP):
        last = 0.955 - abs(offset) / STEP * 0.022
        body = curve([rail_at(t, offset) for t in stops(0, last, 0.03)])
        pic.rail(f"{track().path(offset)} L{body[1:]}", WEIGHT, colour, stroke_linecap="round", **attrs)


def veins(pic: Picture) -> None:
    """Thin side veins in the tone of the other half."""
    for k in range(7):
        t = 0.24 + k * 0.094
        for side, colour in ((-1, mix(LIGHT, PAPER, 0.2)), (1, mix(DARK, PAPER, 0.16))):
            far = min(t + 0.15, 0.985)
            steps = stops(t, far, (far - t) / 6)
            pic.rail(curve([beside(u, side * breadth(u) * (u - t) / (far - t) * 0.93) for u in steps]), 2, colour)


# where the stations of the leaf are: how far along the axis, on which rail
STOPS = [(0.2, 0), (0.3, 1), (0.36, -1), (0.42, -2), (0.47, 2), (0.55, -1), (0.6, 0), (0.68, 1), (0.74, -2), (0.79, 2)]


def stations(pic: Picture) -> None:
    """Stations on the rails of the leaf, and three with names on the line below."""
    for t, s in STOPS:
        x, y = rail_at(t, s * STEP)
        big = s == 0
        pic.add("circle", None, cx=x, cy=y, r=15 if big else 10.5, fill=PAPER)
        pic.add("circle", None, cx=x, cy=y, r=7 if big else 4.6, fill=LIGHT if s < 0 else DARK)
    for x, name in ((410, "京"), (555, "津"), (700, "冀")):
        pic.add("circle", None, cx=x, cy=TRACK_Y, r=46, fill=PAPER)
        pic.add("circle", None, cx=x, cy=TRACK_Y, r=38, fill="none", stroke=PINE, stroke_width=6)
        pic.text(x, TRACK_Y + 11, name, 31, anchor="middle", bold=True, family=SONG, colour=PINE)


def words(pic: Picture) -> None:
    """The slogan and the small line, 10 mm and more inside the trim."""
    right = 746.0
    pic.text(right, 858, "绿色出行　轨道相连", 46, anchor="end", bold=True, family=SONG, colour=PINE)
    pic.text(right, 1040, "公益广告 · 天津支部生活", 14, anchor="end", family=HEI, colour="#3f5f55")


def draw_advert() -> Picture:
    """The whole page."""
    pic = Picture(
        "green-travel", "绿色出行　轨道相连",
        "公益广告：五条绿色轨道经过京、津、冀三站，向上长成一片叶子，叶脉上有站点。文字：绿色出行，轨道相连。",
        (0, 0, WIDE, HIGH), ("816.4", "1099.8"), PINE,
    )  # fmt: skip
    ground(pic)
    rails(pic, PINE)
    blade = f"{half_blade(-1)} {half_blade(1)}"
    pic.add("path", pic.add("clipPath", None, id="leaf-blade"), d=blade)
    pic.area(half_blade(-1), LIGHT)
    pic.area(half_blade(1), DARK)
    veins(pic)
    rails(pic, PAPER, clip_path="url(#leaf-blade)")
    stations(pic)
    words(pic)
    return pic
