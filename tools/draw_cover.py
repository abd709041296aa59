"""The cover's picture: two bundles of rails write 10 between the mountains and the sea."""

from math import cbrt, exp, pi, sin

from draw_kit import SONG, Picture, Point, Track, curve, mix, num, pairs, spread, stops

RED, INK, GROUND = "#b3261e", "#1b1b1d", "#f3ecdf"
CLOUD, SUN, SUN_LINE = "#e7dcc6", "#ebc7a2", "#f3ecdf"
RIDGES = ["#dde0d6", "#c9d3cc", "#abc1be", "#86a7a9", "#5d8b93", "#3a6b79"]
SEA = ["#d3dfda", "#b5ccca", "#8fb2b5", "#679399", "#40737f", "#275c70"]
TOWN, DEEP, DEEP_LINE = "#b4c6c2", "#143a54", "#1c4865"
STEP, WEIGHT, EDGE, CASE = 13.5, 7.0, 1.5, 3.4  # rails: distance, weight, light edge, gap at a crossing
LEFT, RIGHT, TOP, BOTTOM = -12.0, 806.0, -12.0, 1089.0
BAND, HORIZON = 862.0, 690.0

ONE_X, ONE_R, ZERO_X, ZERO_TOP, ZERO_R, ZERO_SIDE = 250.0, 45.0, 520.0, 401.0, 137.0, 136.0
SPUR_Y, SPUR_R = 622.0, 72.0  # where the spur leaves the 0, radius of its outer rail

Hill = tuple[float, float, float]  # middle, height, half width


def ridge(base: float, hills: list[Hill], x: float) -> float:
    """Height of a ridge: hills side by side, the higher one in front, with a little unrest."""
    rise = cbrt(sum((height * exp(-(abs((x - middle) / half) ** 1.7))) ** 3 for middle, height, half in hills))
    unrest = sin(x / 23 + base) * 2.6 + sin(x / 11.3 + base * 2) * 1.2
    return base - rise + unrest * min(rise / 60, 1)


MOUNTAINS: list[tuple[float, list[Hill]]] = [
    (700, [(20, 150, 110), (190, 185, 90), (330, 96, 80), (468, 120, 74), (590, 40, 60), (742, 24, 46)]),
    (716, [(-10, 96, 90), (110, 150, 70), (300, 160, 80), (430, 72, 66), (520, 44, 60)]),
    (752, [(30, 150, 76), (196, 136, 70), (372, 132, 66), (470, 40, 60)]),
    (800, [(-14, 140, 84), (128, 156, 66), (286, 140, 72), (392, 66, 62)]),
    (846, [(46, 132, 84), (196, 124, 74), (330, 78, 70)]),
    (884, [(-30, 120, 110), (120, 86, 80), (262, 58, 84)]),
]


def outline(index: int, lift: float = 0) -> list[Point]:
    """Points of a ridge; `lift` from 0 (the ridge) to 1 (its base) gives the contour lines."""
    base, hills = MOUNTAINS[index]
    points = []
    for x in stops(LEFT, RIGHT, 9):
        y = ridge(base, hills, x)
        points.append((x, y + (base - y) * lift))
        if base - y < 1 and x > max(middle for middle, _, _ in hills):
            points.append((x + 40, base + 1))
            break
    return points


def mountain(pic: Picture, index: int) -> None:
    """A layer of mountains down to its waterline, with contour lines that lie closer toward the ridge."""
    colour, base = RIDGES[index], MOUNTAINS[index][0]
    shore = outline(index)
    foot = shore[-1][0]
    bottom = f"L{num(foot - 100)},{num(base + 3)} L{num(LEFT)},{num(base + 44)}"
    pic.area(f"{curve(shore)} {bottom} Z", colour)
    lighter = mix(colour, GROUND, 0.3 if index < 3 else 0.17)
    for k in range(1, 6):
        pic.rail(curve(outline(index, (k / 6) ** 1.35)), 1.5 - k * 0.18, lighter)


def wall(pic: Picture, index: int, start: float, stop: float, towers: list[float]) -> None:
    """The Great Wall along a ridge: a line with battlements, and watchtowers."""
    base, hills = MOUNTAINS[index]
    colour = mix(RIDGES[index], RIDGES[-1], 0.62)
    points = [(x, ridge(base, hills, x)) for x in stops(start, stop, 6)]
    pic.rail(curve([(x, y - 1) for x, y in points]), 3, colour)
    pic.rail(curve([(x, y - 3.4) for x, y in points]), 2, colour, stroke_dasharray="2.6 2.2")
    for x in towers:
        y = ridge(base, hills, x)
        pic.area(
            f"M{num(x - 6)},{num(y + 4)} L{num(x - 5)},{num(y - 12)} h-1.5 v-4.5 h2.6 v2 h2.6 v-2 h2.6 v2 h2.6 v-2 h2.6"
            f" v4.5 h-1.4 L{num(x + 6)},{num(y + 4)} Z",
            colour,
        )
        pic.add("rect", None, x=x - 1.3, y=y - 9, width=2.6, height=4.4, fill=mix(RIDGES[index], GROUND, 0.3))


def cloud(pic: Picture, track: Track, rails: int = 3) -> None:
    """A cloud: a thin bundle that turns back on itself."""
    for offset in spread(rails, 5.4):
        pic.rail(track.path(offset), 2.2, CLOUD, stroke_linecap="round")


def sky(pic: Picture) -> None:
    """Ground, clouds, and a sun that rises inside the 0."""
    pic.add("rect", None, x=LEFT, y=TOP, width=818, height=1101, fill=GROUND)
    cloud(pic, Track(LEFT - 8, 560, 0).go(66).turn(-180, 15).go(34).turn(180, 13).go(70))
    cloud(pic, Track(812, 470, pi).go(62).turn(-180, 13).go(36).turn(180, 15).go(40))
    x, y, r = 546.0, 628.0, 66.0
    pic.add("circle", None, cx=x, cy=y, r=r, fill=SUN)
    for k in range(6):
        at = 8 + k * 10
        half = (r**2 - at**2) ** 0.5 + 1
        pic.rail(f"M{num(x - half)},{num(y + at)} L{num(x + half)},{num(y + at)}", 1 + k * 0.7, SUN_LINE)


def town(pic: Picture) -> None:
    """The far shore: a skyline and a big wheel on the horizon."""
    for x, wide, high in (
        (452, 9, 20), (463, 7, 30), (472, 12, 17), (486, 6, 44), (494, 10, 25), (506, 9, 36), (517, 13, 15),
        (532, 5, 54), (539, 10, 28), (551, 8, 20), (604, 8, 24), (614, 11, 34), (627, 9, 18), (716, 8, 12),
        (726, 6, 20), (734, 10, 14), (746, 7, 9),
    ):  # fmt: skip
        pic.add("rect", None, x=x, y=HORIZON - high, width=wide, height=high + 2, fill=TOWN)
    spires = f"M534.5,{num(HORIZON - 54)} V{num(HORIZON - 70)} M489,{num(HORIZON - 44)} V{num(HORIZON - 52)}"
    pic.rail(spires, 1.4, TOWN)
    cx, cy, r = 581.0, HORIZON - 27.0, 21.0
    pic.rail(f"M{num(cx - 11)},{num(HORIZON)} L{num(cx)},{num(cy)} L{num(cx + 11)},{num(HORIZON)}", 2, TOWN)
    for radius, weight in ((r, 2.2), (r - 4, 0.9), (4, 2)):
        pic.add("circle", None, cx=cx, cy=cy, r=radius, fill="none", stroke=TOWN, stroke_width=weight)
    for k in range(16):
        a = k * pi / 8
        tip = (cx + r * sin(a), cy + r * sin(a + pi / 2))
        pic.rail("M" + pairs([(cx, cy)]) + " L" + pairs([tip]), 0.7, TOWN)
        pic.add("circle", None, cx=cx + (r + 2.6) * sin(a), cy=cy + (r + 2.6) * sin(a + pi / 2), r=1.5, fill=TOWN)


def wave(y: float, high: float, long: float, phase: float) -> list[Point]:
    """A wave line over the whole width."""
    return [(x, y + high * sin(2 * pi * x / long + phase)) for x in stops(LEFT, RIGHT, max(long / 8, 4))]


def sea(pic: Picture) -> None:
    """Flat sheets of water from the horizon to the band, darker and rougher as they come near."""
    pic.add("rect", None, x=LEFT, y=HORIZON, width=818, height=BAND - HORIZON + 6, fill=SEA[0])
    count = len(SEA)
    for k in range(count):
        y = HORIZON + (BAND - HORIZON) * (k / count) ** 1.25
        deep = (BAND - HORIZON) * (((k + 1) / count) ** 1.25 - (k / count) ** 1.25)
        high, long = 0.6 + k * 0.75, 54 + k * 26
        if k:
            top = curve(wave(y, high, long, k * 1.9))
            pic.area(f"{top} L{num(RIGHT)},{num(BAND + 6)} L{num(LEFT)},{num(BAND + 6)} Z", SEA[k])
        light = mix(SEA[k], GROUND, 0.36 - k * 0.04)
        for j in range(1, 4):
            d = curve(wave(y + deep * j / 4, high * (1 + j * 0.12), long * (1 + j * 0.05), k * 1.9 + j * 0.55))
            pic.rail(d, 0.8 + k * 0.14, light)


def ship(pic: Picture, x: float, y: float) -> None:
    """A container ship bound for the open sea."""
    colour, boxes = "#1f4f66", ["#f3ecdf", "#d9b48c", "#b3261e", "#f3ecdf", "#8fb2b5", "#d9b48c", "#f3ecdf"]
    pic.area(f"M{num(x)},{num(y)} h56 l8,-7 h4 l-8,15 h-54 q-5,0 -6,-8 Z", colour)
    pic.area(f"M{num(x + 3)},{num(y)} v-17 h8 v17 Z M{num(x + 5)},{num(y - 17)} v-5 h3 v5 Z", colour)
    for k, fill in enumerate(boxes):
        pic.add("rect", None, x=x + 14 + (k % 4) * 9.6, y=y - 5 - (k // 4) * 5.4, width=8.6, height=4.6, fill=fill)
    for k in range(3):
        pic.rail(f"M{num(x - 30 - k * 9)},{num(y + 9 + k * 4)} h{num(88 + k * 20)}", 1.1, mix(SEA[3], GROUND, 0.45))


def bridge(pic: Picture) -> None:
    """Piers under the spur, and their light on the water."""
    y = SPUR_Y + SPUR_R + 2 * STEP + WEIGHT / 2
    stone, light = mix(SEA[4], GROUND, 0.1), mix(SEA[2], GROUND, 0.5)
    for k, x in enumerate((738.0, 762.0, 786.0)):
        pic.area(f"M{num(x - 4)},{num(y)} h8 l-2,4 v{num(22 + k * 2)} h-4 v{num(-22 - k * 2)} Z", stone)
        for j in range(3):
            pic.rail(f"M{num(x - 7 + j)},{num(y + 30 + k * 2 + j * 4)} h{num(14 - j * 2)}", 1.2, light)


def gulls(pic: Picture) -> None:
    """Birds over the sea."""
    for x, y, s in ((722, 566, 1.0), (752, 548, 0.75), (738, 590, 0.6)):
        d = f"M{num(x - 13 * s)},{num(y - 3 * s)} q{num(8 * s)},{num(-6 * s)} {num(13 * s)},{num(3 * s)}"
        d += f" q{num(5 * s)},{num(-9 * s)} {num(13 * s)},{num(-3 * s)}"
        pic.rail(d, 1.6 * s + 0.3, INK, stroke_linecap="round")


# The rails


def one() -> Track:
    """The centre line of the 1."""
    track = Track(0, 0, -pi / 4).go(104).turn(135, ONE_R)
    (x, y), _ = track.ends()[-1]
    high = ZERO_TOP + ONE_R  # where the stem begins
    return Track(ONE_X - x, high - y, -pi / 4, track.steps).go(BAND - high)


def zero() -> Track:
    """The centre line of the 0, from the middle of its top, clockwise."""
    track = Track(ZERO_X, ZERO_TOP, 0)
    return track.turn(90, ZERO_R).go(ZERO_SIDE).turn(180, ZERO_R).go(ZERO_SIDE).turn(90, ZERO_R)


def spur(offset: float) -> Track:
    """A rail of the spur: it leaves a rail of the 0 and turns to the sea."""
    x = ZERO_X + ZERO_R + offset
    turned = ZERO_X + ZERO_R + 2 * STEP + SPUR_R
    return Track(x, SPUR_Y, pi / 2).turn(-90, turned - x).go(RIGHT - turned)


def rail(pic: Picture, d: str, **attrs: str | float) -> None:
    """A red rail with a light edge that holds it off the landscape."""
    pic.rail(d, WEIGHT + 2 * EDGE, GROUND, **attrs)
    pic.rail(d, WEIGHT, RED, **attrs)


def hole(name: str, pic: Picture, over: int) -> str:
    """A clip path: the page without the first rails of the spur and a margin around them."""
    clip = pic.add("clipPath", None, id=name)
    page = f"M{num(LEFT)},{num(TOP)} H{num(RIGHT)} V{num(BOTTOM)} H{num(LEFT)} Z"
    half = WEIGHT / 2 + CASE
    pic.add("path", clip, d=f"{page} {spur(0).band(half, -half - (over - 1) * STEP)}")
    return f"url(#{name})"


def figure_one(pic: Picture) -> None:
    """The 1, standing in the water."""
    for offset in spread(5, STEP):
        rail(pic, one().path(-offset))


def figure_zero(pic: Picture) -> None:
    """The 0 and the spur, which crosses over the outer rails of the 0."""
    over = {-STEP: 1, -2 * STEP: 2}
    for offset in spread(5, STEP):
        d = zero().path(offset) + " Z"
        if offset in over:
            rail(pic, d, clip_path=hole(f"cover-under-{num(abs(offset))}", pic, over[offset]))
        else:
            rail(pic, d)
    for offset in (0.0, STEP, 2 * STEP):
        pic.rail(spur(offset).path(), WEIGHT, RED)


def station(pic: Picture, x: float, y: float, name: str) -> None:
    """A station ring with its name."""
    pic.add("circle", None, cx=x, cy=y, r=45, fill=GROUND)
    pic.add("circle", None, cx=x, cy=y, r=38, fill="none", stroke=INK, stroke_width=6)
    pic.text(x, y + 12, name, 34, anchor="middle", bold=True, family=SONG)


def stations(pic: Picture) -> None:
    """京 at the head of the 0, 冀 at the foot of the mountains, 津 where the line turns to the sea."""
    angle = pi * 1.29
    pic_x, pic_y = ZERO_X + ZERO_R * sin(angle + pi / 2), ZERO_TOP + ZERO_R + ZERO_R * sin(angle)
    station(pic, pic_x, pic_y, "京")
    station(pic, ZERO_X - ZERO_R, ZERO_TOP + ZERO_R + 118, "冀")
    station(pic, ZERO_X + ZERO_R, SPUR_Y - 52, "津")


def band(pic: Picture) -> None:
    """The deep water below, with quiet lines: white type stands on it."""
    top = curve(wave(BAND, 2.2, 204, 0.6))
    pic.area(f"{top} L{num(RIGHT)},{num(BOTTOM)} L{num(LEFT)},{num(BOTTOM)} Z", DEEP)
    for k in range(11):
        y = BAND + 15 + 6.5 * k + k * k * 1.35
        pic.rail(curve(wave(y, 2.4 + k * 0.8, 204 + k * 22, 0.6 + k * 0.5)), 1.5, DEEP_LINE)
    pic.rail(top, 4, GROUND)


def draw_cover() -> Picture:
    """The whole picture."""
    pic = Picture(
        "cover", "封面画：轨道写成的“10”",
        "五条并行的红色轨道写成数字10，轨道上有京、津、冀三个站；左边是层叠的山和长城，右边是海，一条支线从津站通向大海。",
        (LEFT, TOP, 818, 1101), ("818", "1101"), RED,
    )  # fmt: skip
    sky(pic)
    mountain(pic, 0)
    town(pic)
    sea(pic)
    for index in range(1, len(MOUNTAINS)):
        mountain(pic, index)
        if index == 2:
            wall(pic, 2, -12, 470, [30, 196, 466])
    ship(pic, 716, 780)
    gulls(pic)
    bridge(pic)
    figure_one(pic)
    band(pic)
    figure_zero(pic)
    stations(pic)
    return pic
