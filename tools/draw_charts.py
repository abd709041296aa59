"""Draw the charts of an issue: `assets/charts/*.yaml` to an SVG beside each.

`python tools/draw_charts.py [FILE.yaml ...]` draws the files named, or all of them. One colour is enough to read any
chart: a second kind of bar is hollow, every value stands at its mark, and `<desc>` says all numbers in a sentence.
The drawing's title and source stay in `<title>` and `<desc>`; on the page they are the figure's caption.
"""

import sys
from collections.abc import Callable, Iterator
from math import atan2, ceil, cos, floor, hypot, log10, sin
from pathlib import Path
from typing import Any

import yaml

from draw_kit import ACCENTS, LINE, Picture, Point, apart, polyline, spaced, spread, toward, width, wrap

CHARTS = Path(__file__).resolve().parents[1] / "assets" / "charts"

COLUMN, SPAN = 299, 625  # 23 zi, and 48 zi + 1 px
T_VALUE, T_LABEL, T_NOTE = 14, 12, 11  # px on the page
RAIL, GAP, RAILS = 3.0, 2.0, 3  # the rails of a bar
RING, RING_W = 7.5, 3.0
FROM_RING, FROM_W = 5.5, 1.4  # hollow bars
YEAR_GAP = 10.5  # between a year and its bar
EDGE = 2.0  # nothing is drawn nearer to the edge

Data = dict[str, Any]


class BadData(Exception):
    """A data file that cannot be drawn."""


# Reading


def number(item: Data, key: str = "value") -> float:
    """The number under a key; the text of the file is kept for the label."""
    try:
        return float(item[key].replace(",", ""))
    except (KeyError, ValueError, AttributeError) as error:
        raise BadData(f"no number under “{key}” in {item}") from error


def heights(items: list[Data], *keys: str) -> None:
    """Bars must have a zero and a way up from it."""
    if any(number(i, k) < 0 for i in items for k in keys) or not any(number(i, k) for i in items for k in keys):
        raise BadData("bars need values of zero and more, one above zero")


def flag(item: Data, key: str) -> bool:
    """A yes or no."""
    return str(item.get(key, "")).lower() in ("true", "yes", "on")


def lines_of(height: float) -> int:
    """A height in whole lines of the page."""
    return ceil(height / LINE - 0.01) * LINE


def read(path: Path) -> Data:
    """A data file; all scalars stay text, so 83.10 and 2014 are drawn as written."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    if not isinstance(data, dict) or data.get("kind") not in KINDS:
        raise BadData(f"kind must be one of {', '.join(KINDS)}")
    if data.get("theme", "ink") not in ACCENTS:
        raise BadData(f"theme must be one of {', '.join(ACCENTS)}")
    rows = data.get("nodes" if data["kind"] == "network" else "items")
    if not isinstance(rows, list) or not all(isinstance(r, dict) and r.get("label") for r in rows) or not rows:
        raise BadData("items (nodes of a network) must be a list, each with a label")
    return data


# The sentence for those who do not see the picture


def aside(item: Data) -> str:
    """The note of an item in parentheses, which it may have already."""
    note = item.get("note", "").strip("（）")
    return f"（{note}）" if note else ""


def of_bars(data: Data) -> str:
    unit = data.get("unit", "")
    said = (f"{i['label']}{i['value']}{unit}{aside(i)}" for i in data["items"])
    return "条形图：" + "，".join(said)


def of_pairs(data: Data) -> str:
    before, after = data.get("from-label", "此前"), data.get("to-label", "此后")
    said = (
        f"{i['label']}由{before}的{i['from']}{u}变为{after}的{i['to']}{u}"
        for i in data["items"]
        for u in [i.get("unit", data.get("unit", ""))]
    )
    return "前后对照图：" + "；".join(said)


def of_line(data: Data) -> str:
    unit = data.get("unit", "")
    return "折线图：" + "，".join(f"{i['label']}{i['value']}{unit}" for i in data["items"])


def of_flow(data: Data) -> str:
    said = (i["label"] + aside(i) for i in data["items"])
    return "流程图，依次为：" + "，".join(said)


def of_network(data: Data) -> str:
    names = {n["id"]: n["label"] for n in data["nodes"]}
    return "线路图，相连的有：" + "，".join(f"{names[e[0]]}与{names[e[1]]}" for e in data.get("edges", []))


# Marks


def picture(data: Data, stem: str, wide: float, height: float) -> Picture:
    """An empty chart."""
    source = f"{data['source'].rstrip('。')}。" if data.get("source") else ""
    desc = KINDS[data["kind"]][1](data).replace("\n", "") + "。" + source
    size = num_px(wide), num_px(height)
    return Picture(stem, data["title"], desc, (0, 0, wide, height), size, ACCENTS[data.get("theme", "ink")])


def num_px(value: float) -> str:
    """A whole number of px as text."""
    return str(round(value))


def bar(pic: Picture, x0: float, x1: float, y: float, hollow: bool) -> None:
    """Three rails from the baseline to a station ring; hollow: the outline of the track and a thin ring."""
    ring, weight = (FROM_RING, FROM_W) if hollow else (RING, RING_W)
    end = x1 - ring
    half = (RAILS * RAIL + (RAILS - 1) * GAP) / 2
    if hollow:
        side = half - FROM_W / 2 - 2
        reach = x1 - (ring**2 - side**2) ** 0.5
        if reach > x0:
            pic.rail(f"M{reach:.2f},{y - side:.2f} L{x0:.2f},{y - side:.2f}", weight)
            pic.rail(f"M{reach:.2f},{y + side:.2f} L{x0:.2f},{y + side:.2f}", weight)
    elif end > x0:
        for offset in spread(RAILS, RAIL + GAP):
            reach = x1 - ((ring + 0.5) ** 2 - offset**2) ** 0.5
            pic.add("rect", x=x0, y=y + offset - RAIL / 2, width=max(reach - x0, 0.01), height=RAIL, class_="a",
                    fill=pic.accent)  # fmt: skip
    pic.ring(x1, y, ring, weight)


def unit_line(pic: Picture, data: Data, x: float, more: str = "") -> float:
    """The unit, once, at the head; returns the height it takes."""
    said = "　".join(s for s in (f"单位：{spaced(data['unit'])}" if data.get("unit") else "", more) if s)
    if not said:
        return 0
    pic.text(x, 12, said, T_NOTE, quiet=True)
    return LINE


def scale(spans: list[tuple[float, str]], x0: float, right: float) -> float:
    """Px for one unit, so that the value of each bar fits after its ring."""
    fits = [(right - x0 - value_room(text)) / value for value, text in spans if value]
    return min(fits)


def value_room(text: str) -> float:
    """Room after the end of a bar: ring, gap and value."""
    return RING + RING_W / 2 + 5 + width(text, T_VALUE, True)


def put_value(pic: Picture, x: float, y: float, text: str, hollow: bool) -> None:
    """A value after the ring that ends at x."""
    reach = FROM_RING + FROM_W / 2 if hollow else RING + RING_W / 2
    pic.text(x + reach + 5, y + T_VALUE * 0.36, text, T_VALUE, bold=True)


def baseline(pic: Picture, x: float, top: float, bottom: float, rings: list[Point]) -> None:
    """The line of zero; it stops at a ring that stands on it."""
    at = top
    for end, y in rings:
        if end - x < RING + RING_W / 2:
            pic.hairline(x, at, x, y - RING - 1, ink=True)
            at = y + RING + 1
    pic.hairline(x, at, x, bottom, ink=True)


# Bars


def bars(data: Data, stem: str, wide: float) -> Picture:
    """Horizontal bars: label before the bar, or above it where labels are long or notes need the room."""
    items: list[Data] = data["items"]
    heights(items, "value")
    names = max(width(spaced(i["label"]), T_LABEL, True) for i in items)
    notes = max(width(spaced(i.get("note", "")), T_NOTE) for i in items)
    roomy = names <= wide * 0.34 and notes <= (wide * 0.3 if wide == SPAN else 0)
    return (bars_beside if roomy else bars_below)(data, stem, wide, names, notes)


def bars_beside(data: Data, stem: str, wide: float, names: float, notes: float) -> Picture:
    """Label, bar, value and note on one line and a half."""
    items: list[Data] = data["items"]
    pitch, x0 = LINE * 1.5, names + 12
    height = lines_of((LINE if data.get("unit") else 0) + pitch * len(items))
    pic = picture(data, stem, wide, height)
    top = unit_line(pic, data, x0)
    top += (height - top - pitch * len(items)) / 2
    px = scale([(number(i), i["value"]) for i in items], x0, wide - (notes + 14 if notes else 0) - EDGE)
    rings: list[Point] = []
    for row, item in enumerate(items):
        y = top + pitch * (row + 0.5)
        end = x0 + number(item) * px
        pic.text(names, y + T_LABEL * 0.36, spaced(item["label"]), T_LABEL, anchor="end", bold=True)
        bar(pic, x0, end, y, flag(item, "hollow"))
        put_value(pic, end, y, item["value"], flag(item, "hollow"))
        rings.append((end, y))
        if item.get("note"):
            pic.text(wide, y + T_NOTE * 0.36, spaced(item["note"]), T_NOTE, anchor="end", quiet=True)
    baseline(pic, x0, top + 4, top + pitch * len(items) - 4, rings)
    return pic


def bars_below(data: Data, stem: str, wide: float, names: float, notes: float) -> Picture:
    """Label and note on a line, the bar with its value on the next."""
    items: list[Data] = data["items"]
    rows = [below_text(i, wide) for i in items]
    tall = [LINE * 2 + (len(r[1]) - 1 + len(r[2])) * 15 for r in rows]
    height = lines_of((LINE if data.get("unit") else 0) + sum(tall))
    pic = picture(data, stem, wide, height)
    y = unit_line(pic, data, 0)
    extra = (height - y - sum(tall)) / len(items)
    sizes = [(number(i), i["value"]) for i in items]
    px = scale(sizes, 1, wide - EDGE)
    x0 = 1.0 if min(v for v, _ in sizes) * px > RING + RING_W / 2 else RING + RING_W / 2 + 1
    px = scale(sizes, x0, wide - EDGE)
    for item, (beside, label, note), room in zip(items, rows, tall, strict=True):
        for n, line in enumerate(label):
            pic.text(0, y + 13 + n * 15, line, T_LABEL, bold=True)
        if beside:
            pic.text(width(label[-1], T_LABEL, True) + 10, y + 13 + (len(label) - 1) * 15, beside, T_NOTE, quiet=True)
        for n, line in enumerate(note):
            pic.text(0, y + 13 + (len(label) + n) * 15, line, T_NOTE, quiet=True)
        middle, end = y + room - 13, x0 + number(item) * px
        bar(pic, x0, end, middle, flag(item, "hollow"))
        put_value(pic, end, middle, item["value"], flag(item, "hollow"))
        baseline(pic, x0, middle - 10, middle + 10, [(end, middle)])
        y += room + extra
    return pic


def below_text(item: Data, wide: float) -> tuple[str, list[str], list[str]]:
    """The note beside the label if it fits, the lines of the label, the lines of a note that does not fit."""
    label = wrap(spaced(item["label"]), T_LABEL, wide - EDGE, True)
    note = spaced(item.get("note", ""))
    if width(label[-1], T_LABEL, True) + 10 + width(note, T_NOTE) <= wide:
        return note, label, []
    return "", label, wrap(note, T_NOTE, wide - EDGE)


# Pairs


def pairs(data: Data, stem: str, wide: float) -> Picture:
    """Before and after: a hollow bar over a solid one, each with its year and value."""
    items: list[Data] = data["items"]
    heights(items, "from", "to")
    if wide == SPAN and len(items) > 1:
        return pairs_grid(data, stem, wide)
    return pairs_list(data, stem, wide)


def one_scale(data: Data) -> bool:
    """Whether all pairs share a unit, and so a scale."""
    return len({i.get("unit", data.get("unit", "")) for i in data["items"]}) == 1


def pairs_head(data: Data) -> Data:
    """The unit for the head line: none where each pair names its own."""
    units = {i.get("unit", data.get("unit", "")) for i in data["items"]}
    return {"unit": units.pop() if len(units) == 1 else ""}


def pair_px(data: Data, x0: float, right: float) -> list[float]:
    """The scale of each pair: one for all, or each its own where the units differ."""
    each = [scale([(number(i, k), i[k]) for k in ("from", "to")], x0, right) for i in data["items"]]
    return [min(each)] * len(each) if one_scale(data) else each


def pair(pic: Picture, data: Data, item: Data, x: float, y: float, years: float, px: float) -> None:
    """One pair in a block of three lines: the label, then the two bars."""
    unit = "" if one_scale(data) else item.get("unit", data.get("unit", ""))
    label = spaced(item["label"])
    pic.text(x, y + 14, label, T_LABEL, bold=True)
    if unit:
        pic.text(x + width(label, T_LABEL, True) + 6, y + 14, spaced(unit), T_NOTE, quiet=True)
    x0 = x + years
    rings: list[Point] = []
    for key, middle in (("from", y + 29.0), ("to", y + 48.0)):
        year = spaced(str(item.get(f"{key}-label") or data.get(f"{key}-label", {"from": "此前", "to": "此后"}[key])))
        end = x0 + number(item, key) * px
        pic.text(x0 - YEAR_GAP, middle + T_NOTE * 0.36, year, T_NOTE, anchor="end", quiet=True)
        bar(pic, x0, end, middle, key == "from")
        put_value(pic, end, middle, item[key], key == "from")
        rings.append((end, middle))
    baseline(pic, x0, y + 21, y + 57, rings)


def year_room(data: Data) -> float:
    """Width of the column of years."""
    said = [str(i.get(k) or data.get(k, "此前")) for i in data["items"] for k in ("from-label", "to-label")]
    return max(width(spaced(s), T_NOTE) for s in said) + YEAR_GAP


def pairs_list(data: Data, stem: str, wide: float) -> Picture:
    """Pairs one below the other."""
    items: list[Data] = data["items"]
    head = pairs_head(data)
    apart_note = "" if one_scale(data) else "各项自成比例"
    top = LINE if head["unit"] or apart_note else 0
    pic = picture(data, stem, wide, top + LINE * 3 * len(items))
    unit_line(pic, head, 0, apart_note)
    years = year_room(data)
    for row, (item, px) in enumerate(zip(items, pair_px(data, years, wide - EDGE), strict=True)):
        pair(pic, data, item, 0, top + row * LINE * 3, years, px)
    return pic


def pairs_grid(data: Data, stem: str, wide: float) -> Picture:
    """Pairs in two columns, read along the rows."""
    items: list[Data] = data["items"]
    head = pairs_head(data)
    apart_note = "" if one_scale(data) else "各项自成比例"
    top = LINE if head["unit"] or apart_note else 0
    rows = ceil(len(items) / 2)
    pic = picture(data, stem, wide, top + LINE * 3.5 * rows if rows % 2 == 0 else lines_of(top + LINE * 3.5 * rows))
    unit_line(pic, head, 0, apart_note)
    years = year_room(data)
    for index, (item, px) in enumerate(zip(items, pair_px(data, years, COLUMN - EDGE), strict=True)):
        pair(pic, data, item, (index % 2) * (wide - COLUMN), top + index // 2 * LINE * 3.5, years, px)
    return pic


# Line


def line(data: Data, stem: str, wide: float) -> Picture:
    """A track through the values, a ring at each; from zero, or else it says so."""
    items: list[Data] = data["items"]
    values = [number(i) for i in items]
    low = floor_of(values)
    height = LINE * (10 if wide == COLUMN else 11)
    pic = picture(data, stem, wide, height)
    top = unit_line(pic, data, 0, "纵轴不从零起" if low else "") + 24
    side = max(width(spaced(items[i]["label"]), T_NOTE) / 2 for i in (0, -1))
    side = max(side, max(width(items[i]["value"], T_VALUE, True) / 2 for i in (0, -1)), RING + RING_W) + EDGE
    base = height - LINE - 4
    xs = places([i["label"] for i in items], side, wide - side)
    step = (base - top - 16) / ((max(values) - low) or 1)
    foot = base - 8 if low else base
    dots = [(x, foot - (v - low) * step) for x, v in zip(xs, values, strict=True)]
    pic.hairline(0, base, wide, base, ink=not low)
    ring = min(RING - 1, *(apart(a, b) / 4 for a, b in zip(dots, dots[1:], strict=False))) if len(dots) > 1 else RING
    draw_track(pic, dots, ring)
    put_line_labels(pic, items, dots, base, ring, wide)
    return pic


def floor_of(values: list[float]) -> float:
    """Zero, unless the values vary too little to be seen from there."""
    low, high = min(values), max(values)
    if low <= 0 or low < high * 0.6 or low == high:
        return min(low, 0)
    unit = float(10 ** floor(log10((high - low) or high)))
    return floor(low / unit - 0.5) * unit


def places(labels: list[str], left: float, right: float) -> list[float]:
    """Where the values stand: by year where every label begins with one, else evenly."""
    years = [int(s[:4]) for s in labels if s[:4].isdigit()]
    steps = list(map(float, years)) if len(years) == len(labels) else list(map(float, range(len(labels))))
    if steps != sorted(set(steps)):
        steps = list(map(float, range(len(labels))))
    if len(steps) == 1:
        return [(left + right) / 2]
    return [left + (s - steps[0]) / (steps[-1] - steps[0]) * (right - left) for s in steps]


def draw_track(pic: Picture, dots: list[Point], ring: float) -> None:
    """Three rails between stations, and the stations."""
    for a, b in zip(dots, dots[1:], strict=False):
        for d in rails(a, b, ring, ring, 2.6):
            pic.rail(d, 1.4)
    for x, y in dots:
        pic.ring(x, y, ring, 2.6)


def rails(a: Point, b: Point, from_r: float, to_r: float, step: float, count: int = RAILS) -> Iterator[str]:
    """Parallel rails between two rings, each rail ending on the ring."""
    angle = atan2(b[1] - a[1], b[0] - a[0])
    ux, uy = cos(angle), sin(angle)
    for offset in spread(count, step):
        start = (max(from_r**2 - offset**2, 0)) ** 0.5
        stop = apart(a, b) - (max(to_r**2 - offset**2, 0)) ** 0.5
        if stop > start:
            foot = (a[0] - offset * uy, a[1] + offset * ux)
            yield polyline([(foot[0] + t * ux, foot[1] + t * uy) for t in (start, stop)])


Box = tuple[float, float, float, float]


def put_line_labels(pic: Picture, items: list[Data], dots: list[Point], base: float, ring: float, wide: float) -> None:
    """Values above or below their rings and labels under the axis; those that would touch are left to `<desc>`."""
    ends = {0, len(items) - 1}
    order = sorted(range(len(items)), key=lambda i: (i not in ends, not is_peak(dots, i), i))
    segments = list(zip(dots, dots[1:], strict=False))
    taken: list[Box] = [(x - ring - 2, y - ring - 2, x + ring + 2, y + ring + 2) for x, y in dots]
    for i in order:
        half = width(items[i]["value"], T_VALUE, True) / 2
        x, y = dots[i]
        sides = sorted((y - ring - 5, y + ring + 5 + T_VALUE * 0.75), reverse=is_valley(dots, i))
        for shift, low in ((d * half, v) for d in (0, 0.5, -0.5, 1, -1) for v in sides):
            box = (x + shift - half - 1, low - T_VALUE * 0.76, x + shift + half + 1, low + 1)
            others = taken[:i] + taken[i + 1 :]
            fits = low < base - 3 and box[0] >= EDGE / 2 and box[2] <= wide
            if fits and not any(touch(box, b) for b in others) and not any(inside(s, box) for s in segments):
                pic.text(x + shift, low, items[i]["value"], T_VALUE, anchor="middle", bold=True)
                taken.append(box)
                break
    put_axis_labels(pic, [spaced(i["label"]) for i in items], [x for x, _ in dots], base)


def put_axis_labels(pic: Picture, labels: list[str], xs: list[float], base: float) -> None:
    """Labels under the axis: the first, the last and as many between as fit."""
    halves = [width(s, T_NOTE) / 2 + 2.5 for s in labels]
    kept: list[int] = []
    for i in [0, len(labels) - 1, *range(1, len(labels) - 1)]:
        if all(abs(xs[i] - xs[k]) >= halves[i] + halves[k] for k in kept):
            kept.append(i)
    for i, x in enumerate(xs):
        pic.hairline(x, base, x, base + 4, ink=True)
        if i in kept:
            pic.text(x, base + 17, labels[i], T_NOTE, anchor="middle")


def is_peak(dots: list[Point], i: int) -> bool:
    """Whether a station is the highest or the lowest."""
    return dots[i][1] in (min(y for _, y in dots), max(y for _, y in dots))


def is_valley(dots: list[Point], i: int) -> bool:
    """Whether the track rises on both sides of a station."""
    near = [dots[j][1] for j in (i - 1, i + 1) if 0 <= j < len(dots)]
    return bool(near) and all(y < dots[i][1] for y in near)


def touch(a: Box, b: Box) -> bool:
    """Whether two boxes overlap."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def inside(segment: tuple[Point, Point], box: Box, pad: float = 4) -> float:
    """How much of a segment, thickened by a bundle, runs through a box."""
    (x1, y1), (x2, y2) = segment
    left, top, right, bottom = box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad
    t0, t1 = 0.0, 1.0
    for start, delta, low, high in ((x1, x2 - x1, left, right), (y1, y2 - y1, top, bottom)):
        if abs(delta) < 1e-9:
            if not low <= start <= high:
                return 0
            continue
        a, b = sorted(((low - start) / delta, (high - start) / delta))
        t0, t1 = max(t0, a), min(t1, b)
    return max(0.0, t1 - t0) * apart(*segment)


# Flow


def flow(data: Data, stem: str, wide: float) -> Picture:
    """Stations on a track: from left to right over two columns, else downward."""
    count = len(data["items"])
    across = wide == SPAN and count <= 6 and max(map(longest, data["items"])) <= (wide / count - 16) * 2
    return (flow_across if across else flow_down)(data, stem, wide)


def longest(item: Data) -> float:
    """Width of a label on one line."""
    return width(spaced(item["label"]), T_LABEL + 1, True)


def station(pic: Picture, x: float, y: float, text: str) -> None:
    """A ring with the number of the step, or an empty one where the label has a number of its own."""
    pic.ring(x, y, 10.5, 3)
    if text:
        pic.text(x, y + 4.4, text, 12, anchor="middle", bold=True)


def step_numbers(items: list[Data]) -> list[str]:
    """1, 2, 3 …, or nothing where labels begin with a year or number."""
    own = any(i["label"][0].isdigit() or i["label"][0] in "第①②③④⑤⑥⑦⑧⑨一二三四五六七八九十" for i in items)
    return [""] * len(items) if own else [str(n + 1) for n in range(len(items))]


def flow_across(data: Data, stem: str, wide: float) -> Picture:
    """Left to right; the bundle ends in an arrow made of its own rails."""
    items: list[Data] = data["items"]
    col, y, r = wide / len(items), 13.5, 12.0
    size = T_LABEL + 1
    labels = [wrap(spaced(i["label"]), size, col - 16, True) for i in items]
    notes = [wrap(spaced(i.get("note", "")), T_NOTE, col - 16) for i in items]
    last = max(len(a) * 17 + len(b) * 16 for a, b in zip(labels, notes, strict=True))
    height = lines_of(y + 31 + last - 16 + 4)
    pic = picture(data, stem, wide, height)
    for n, number_ in enumerate(step_numbers(items)):
        x = n * col + r
        for offset in spread(5, 3.6):
            final = n == len(items) - 1
            start = x + (r**2 - offset**2) ** 0.5
            end = wide - 2 - abs(offset) * 1.8 if final else (n + 1) * col + r - (r**2 - offset**2) ** 0.5
            pic.rail(polyline([(start, y + offset), (end, y + offset)]), 1.5)
        station(pic, x, y, number_)
        for k, text in enumerate(labels[n]):
            pic.text(n * col, y + 31 + k * 17, text, size, bold=True)
        for k, text in enumerate(notes[n]):
            pic.text(n * col, y + 31 + len(labels[n]) * 17 + k * 16, text, T_NOTE, quiet=True)
    return pic


def flow_down(data: Data, stem: str, wide: float) -> Picture:
    """Downward, with the texts at the right of the rings."""
    items: list[Data] = data["items"]
    x, r, left, size = 13.0, 12.0, 36.0, T_LABEL + 1
    labels = [wrap(spaced(i["label"]), size, wide - left - EDGE, True) for i in items]
    notes = [wrap(spaced(i.get("note", "")), T_NOTE, wide - left - EDGE) for i in items]
    tall = [max(len(a) * 17 + len(b) * 16 + 11, 42) for a, b in zip(labels, notes, strict=True)]
    height = lines_of(sum(tall))
    extra = (height - sum(tall)) / len(items)
    pic = picture(data, stem, wide, height)
    tops = [sum(tall[:n]) + n * extra for n in range(len(items) + 1)]
    for n, number_ in enumerate(step_numbers(items)):
        y = tops[n] + 14
        for offset in spread(5, 3.6) if n < len(items) - 1 else []:
            bow = (r**2 - offset**2) ** 0.5
            pic.rail(polyline([(x + offset, y + bow), (x + offset, tops[n + 1] + 14 - bow)]), 1.5)
        station(pic, x, y, number_)
        for k, text in enumerate(labels[n]):
            pic.text(left, y + 5 + k * 17, text, size, bold=True)
        for k, text in enumerate(notes[n]):
            pic.text(left, y + 5 + len(labels[n]) * 17 + k * 16, text, T_NOTE, quiet=True)
    return pic


# Network

BIG, SMALL, STRETCH = 13.0, 7.0, 1.4


def network(data: Data, stem: str, wide: float) -> Picture:
    """A map of stations: rails between rings, names beside them, later lines bridging earlier ones."""
    nodes = {n["id"]: n for n in data["nodes"]}
    edges = [(e[0], e[1]) for e in data.get("edges", [])]
    lost = {i for e in edges for i in e} - set(nodes)
    if lost:
        raise BadData(f"edges name nodes that are not there: {', '.join(sorted(lost))}")
    spots, height = placed(list(nodes.values()), wide)
    pic = picture(data, stem, wide, height)
    radius = {i: BIG if flag(n, "big") else SMALL for i, n in nodes.items()}
    lines = [(spots[a], spots[b]) for a, b in edges]
    for k, (a, b) in enumerate(edges):
        cuts = [c for j in range(k + 1, len(edges)) if (c := bridge(lines[k], lines[j], not {a, b} & set(edges[j])))]
        cuts += [c for i in nodes if i not in (a, b) and (c := pass_by(lines[k], spots[i], radius[i] + 4))]
        draw_edge(pic, lines[k], radius[a], radius[b], cuts)
    for i, node in nodes.items():
        big = flag(node, "big")
        pic.ring(*spots[i], radius[i], 4 if big else 2.6)
        if big:
            pic.add("circle", cx=spots[i][0], cy=spots[i][1], r=5, class_="a", fill=pic.accent)
    name_nodes(pic, nodes, spots, radius, lines, wide, height)
    return pic


def placed(nodes: list[Data], wide: float) -> tuple[dict[str, Point], float]:
    """The nodes fitted to the width, stretched by STRETCH at most; y grows downward."""
    xs, ys = [number(n, "x") for n in nodes], [number(n, "y") for n in nodes]
    side = max(width(spaced(n["label"]), T_LABEL, True) for n in nodes) + SMALL + 6
    side, head = max(side, BIG + 4), BIG + 22
    spread_x, spread_y = (max(xs) - min(xs)) or 1, (max(ys) - min(ys)) or 1
    most = LINE * (11 if wide == COLUMN else 15)
    px = min((wide - 2 * side) / spread_x, (most - 2 * head) / spread_y)
    height = max(lines_of(spread_y * px + 2 * head), LINE * 5)
    px_x = min((wide - 2 * side) / spread_x, px * STRETCH)
    left, top = (wide - spread_x * px_x) / 2, (height - spread_y * px) / 2
    return {
        n["id"]: (left + (x - min(xs)) * px_x, top + (y - min(ys)) * px)
        for n, x, y in zip(nodes, xs, ys, strict=True)
    }, height  # fmt: skip


def bridge(under: tuple[Point, Point], over: tuple[Point, Point], free: bool) -> tuple[float, float] | None:
    """The stretch, in px from its start, that a line leaves open for one that crosses above it."""
    (x1, y1), (x2, y2) = under
    (x3, y3), (x4, y4) = over
    cross = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
    if not free or abs(cross) < 1e-6:
        return None
    t = ((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)) / cross
    s = ((x3 - x1) * (y2 - y1) - (y3 - y1) * (x2 - x1)) / cross
    if not (0 < t < 1 and 0 < s < 1):
        return None
    long = apart(*under)
    half = 6.8 / max(abs(cross) / (long * apart(*over)), 0.4)
    return t * long - half, t * long + half


def pass_by(segment: tuple[Point, Point], spot: Point, room: float) -> tuple[float, float] | None:
    """The stretch a line leaves open around a station it does not stop at."""
    a, b = segment
    long = apart(a, b)
    ux, uy = (b[0] - a[0]) / long, (b[1] - a[1]) / long
    t = (spot[0] - a[0]) * ux + (spot[1] - a[1]) * uy
    off = abs((spot[0] - a[0]) * uy - (spot[1] - a[1]) * ux)
    if off >= room or not 0 < t < long:
        return None
    half = (room**2 - off**2) ** 0.5
    return t - half, t + half


def draw_edge(
    pic: Picture, ends: tuple[Point, Point], r0: float, r1: float, cuts: list[tuple[float, float]]
) -> None:  # fmt: skip
    """Three rails between two rings, open where other lines cross above."""
    a, b = ends
    long = apart(a, b)
    at = 0.0
    pieces: list[tuple[float, float]] = []
    for start, stop in sorted(cuts):
        pieces.append((at, start))
        at = max(at, stop)
    pieces.append((at, long))
    for start, stop in pieces:
        if stop - start > 1:
            rim0, rim1 = (r0 if start <= 0 else 0), (r1 if stop >= long else 0)
            for d in rails(toward(a, b, start), toward(a, b, stop), rim0, rim1, 3.0):
                pic.rail(d, 1.5)


AROUND = [(0, 1), (1, 0), (-1, 0), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)]  # below, right, left, above …


def name_nodes(
    pic: Picture, nodes: dict[str, Data], spots: dict[str, Point], radius: dict[str, float],
    lines: list[tuple[Point, Point]], wide: float, height: float,
) -> None:  # fmt: skip
    """Names where they touch nothing: big stations first, each at the freest of eight sides."""
    rings: list[Box] = [(x - r, y - r, x + r, y + r) for i, (x, y) in spots.items() for r in [radius[i] + 3]]
    taken: list[Box] = []
    for i in sorted(nodes, key=lambda i: -radius[i]):
        big = flag(nodes[i], "big")
        size = T_LABEL + 2 if big else T_LABEL
        label = spaced(nodes[i]["label"])
        long = width(label, size, big)

        def cost(side: tuple[int, int], i: str = i, long: float = long, size: float = size) -> float:
            box = name_box(spots[i], radius[i], side, long, size)
            off = box[0] < 0 or box[1] < 0 or box[2] > wide or box[3] > height
            hits = sum(touch(box, b) for b in taken) + sum(touch(box, b) for b in rings)
            return 500 * off + 300 * hits + sum(8 + inside(s, box, 5) for s in lines if inside(s, box, 5))

        best = min(AROUND, key=lambda side: (cost(side), AROUND.index(side)))
        box = name_box(spots[i], radius[i], best, long, size)
        taken.append(box)
        pic.text(box[0], box[3] - size * 0.16, label, size, bold=big)


def name_box(spot: Point, r: float, side: tuple[int, int], long: float, size: float) -> Box:
    """The box of a name at one side of a ring."""
    dx, dy = side
    gap = r + (5 if dx * dy == 0 else 0)
    reach = hypot(dx, dy)
    x = spot[0] + dx * (gap / reach + (4 if dx * dy else 0)) - (0 if dx > 0 else long if dx < 0 else long / 2)
    y = spot[1] + dy * (gap / reach + (3 if dx * dy else 0)) - (0 if dy > 0 else size if dy < 0 else size / 2)
    return x, y, x + long, y + size


Draw = Callable[[Data, str, float], Picture]
KINDS: dict[str, tuple[Draw, Callable[[Data], str]]] = {
    "bars": (bars, of_bars),
    "pairs": (pairs, of_pairs),
    "line": (line, of_line),
    "flow": (flow, of_flow),
    "network": (network, of_network),
}


def draw(data: Data, stem: str, wide: float | None = None) -> Picture:
    """The chart of a data file, at the width it asks for or at another."""
    return KINDS[data["kind"]][0](data, stem, wide or (SPAN if flag(data, "span") else COLUMN))


def main(names: list[str]) -> int:
    """Draw the files named, or all."""
    wrong = 0
    for path in [Path(n) for n in names] or sorted(CHARTS.glob("*.yaml")):
        try:
            data = read(path)
            draw(data, path.stem).save(path.with_suffix(".svg"))
            if flag(data, "span"):  # for screens, where a wide drawing would shrink too far
                draw(data, f"{path.stem}-narrow", COLUMN).save(path.with_suffix(".narrow.svg"))
        except (BadData, KeyError, yaml.YAMLError) as error:
            wrong += 1
            print(f"{path}: {error}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
