"""What is printed over and beside one finished page: slip, sign-off, line numbers, sources, marks and their notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbsh_pub.labels import Labels
from zbsh_pub.proof.ink import POINTS, Canvas, width
from zbsh_pub.proof.looks import Style
from zbsh_pub.proof.marks import Mark
from zbsh_pub.proof.notes import Wish, pushed_apart
from zbsh_pub.proof.places import Stroke
from zbsh_pub.proof.wrap import wrapped
from zbsh_pub.typeset.drawn import Area

SIGNS = ("first", "second", "final", "proofreader")


@dataclass(frozen=True, slots=True)
class Issued:
    """What all sheets say: stage, date and name of the issue, who signs."""

    stage: str
    date: str
    name: str
    reviewers: dict[str, str]
    words: Labels


@dataclass(frozen=True, slots=True)
class Asked:
    """A mark with its number (0: doubts have a code instead) and its name among the destinations."""

    number: int
    mark: Mark
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """The source of a paragraph beside its first line: the column, the middle of the line in points, the words."""

    column: int
    middle: float
    words: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one sheet says."""

    index: int
    folio: str
    title: str
    section: str
    file: str
    area: Area
    asked: tuple[Asked, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the sheet that leads somewhere: its box in the page's points, the name of where it leads."""

    box: tuple[float, float, float, float]
    target: str


def draw_page(canvas: Canvas, facts: PageFacts, issued: Issued) -> list[Spot]:
    """Draw the sheet of a page; gives what can be clicked on it."""
    _edge(canvas)
    _slip(canvas, facts, issued)
    _signs(canvas, issued)
    if facts.area.height:
        _numbers(canvas, facts.area)
        _labels(canvas, facts)
    _legend(canvas, facts, issued)
    strokes = [(asked, [s for s in asked.mark.strokes if s.page == facts.index]) for asked in facts.asked]
    for asked, found in strokes:
        _mark(canvas, asked, found)
    column = [(asked, found[0]) for asked, found in strokes if asked.number and found]
    return [*_badges(canvas, strokes), *_notes(canvas, facts.area, column, issued.words)]


def _edge(canvas: Canvas) -> None:
    """The edge of the trimmed page."""
    sheet, edge = canvas.sheet, canvas.sheet.looks["trim-edge"]
    canvas.box(
        (sheet.x, sheet.y, sheet.width, sheet.height), sheet.looks.colour(edge["colour"]), edge["width"], edge["dash"]
    )


def _slip(canvas: Canvas, facts: PageFacts, issued: Issued) -> None:
    """Stage, article, section, page and file, over the running head."""
    looks = canvas.sheet.looks
    slip, (left, _, across, _) = looks["slip"], area_box(canvas, facts.area)
    if not facts.area.height:
        pad = looks["bare-head"]
        canvas.box((left - pad, slip["y"] - pad, across + 2 * pad, slip["height"] + 2 * pad), looks.colour("white"))
    y, query = slip["y"], looks.colour("query")
    canvas.line([(left, y), (left + across, y)], query, slip["rule"])
    x = canvas.text(left, y + 1, issued.stage, looks.style("stage")) + slip["gap"] * 0.6
    plain, small = looks.style("slip"), looks.style("slip-small")
    title = wrapped(facts.title, slip["title"], plain, 1)
    for words in (*title, facts.section, issued.words("proof-page", page=facts.folio)):
        x = canvas.text(x, y + 1, words, plain) + slip["gap"] if words else x
    canvas.text(left + across, y + 1, facts.file, small, "right")


def area_box(canvas: Canvas, area: Area) -> tuple[float, float, float, float]:
    """The type area on the sheet: left, top, width, height; that of a page without margins is laid inside it."""
    left, top = canvas.sheet.from_page(area.x, area.top)
    if area.height:
        return left, top, area.width / POINTS, area.height / POINTS
    inside = 94.0
    return left + inside, top, area.width / POINTS - 2 * inside, 0.0


def _signs(canvas: Canvas, issued: Issued) -> None:
    """Issue and date, and below them a box for each who signs."""
    looks = canvas.sheet.looks
    place, signs, words = looks["issue"], looks["signs"], issued.words
    canvas.text(place["x"], place["y"], f"{issued.name}　{issued.stage}　{issued.date}".strip("　"), looks.style("issue"))
    for index, sign in enumerate(SIGNS):
        x = signs["x"] + index * (signs["width"] + signs["gap"])
        canvas.box((x, signs["y"], signs["width"], signs["height"]), looks.colour("query"), signs["rule"])
        canvas.text(x + signs["pad"], signs["y"], words(f"proof-sign-{sign}"), looks.style("sign"))
        name = wrapped(issued.reviewers.get(sign, ""), signs["width"] - signs["pad"], looks.style("signer"), 1)
        if name:
            canvas.text(x + signs["pad"], signs["y"] + signs["height"] / 2, name[0], looks.style("signer"))


def _numbers(canvas: Canvas, area: Area) -> None:
    """The lines of the grid, on the outer side of each column."""
    looks = canvas.sheet.looks
    left, top, across, _ = area_box(canvas, area)
    inset, plain, strong = looks["numbers", "inset"], looks.style("number"), looks.style("number-strong")
    step = area.line / POINTS
    for row in range(area.rows):
        style = plain if (row + 1) % looks["numbers", "strong"] else strong
        y = top + row * step + (step - style.line) / 2
        canvas.text(left - inset, y, str(row + 1), style, "right")
        canvas.text(left + across + inset, y, str(row + 1), style)


def _labels(canvas: Canvas, facts: PageFacts) -> None:
    style, inset = canvas.sheet.looks.style("source"), canvas.sheet.looks["sources", "inset"]
    left, _, across, _ = area_box(canvas, facts.area)
    for label in facts.labels:
        _, middle = canvas.sheet.from_page(0.0, label.middle)
        is_right = label.column == 1
        x = left + across + inset if is_right else left - inset
        canvas.text(x, middle - style.line / 2, label.words, style, "left" if is_right else "right")


def _legend(canvas: Canvas, facts: PageFacts, issued: Issued) -> None:
    looks, words, style = canvas.sheet.looks, issued.words, canvas.sheet.looks.style("legend")
    if not facts.area.height:
        return
    left, top, _, height = area_box(canvas, facts.area)
    foot = canvas.sheet.y + canvas.sheet.height
    y = min(top + height + looks["legend", "below"], foot) + style.line * 1.9
    canvas.text(left, min(y, foot - style.line * 1.3), words("proof-legend", rows=facts.area.rows), style)


def _mark(canvas: Canvas, asked: Asked, found: Sequence[Stroke]) -> None:
    """Lines under the words of a query, dashes under those of a doubt, a frame round a missing picture's caption."""
    looks = canvas.sheet.looks
    marks, kind = looks["marks"], asked.mark.kind
    if kind == "missing":
        _frame(canvas, found)
        return
    colour = looks.colour(kind)
    for stroke in found:
        left, base = canvas.sheet.from_page(stroke.left, stroke.base)
        right, _ = canvas.sheet.from_page(stroke.right, stroke.base)
        y = base + marks["under"]
        if kind == "query" and right > left:
            canvas.line([(left, y), (right, y)], colour, marks["width"])
        elif kind == "query":
            high = stroke.size / POINTS
            canvas.line([(left, base - high), (left, y), (left - 3, y + 3), (left, y), (left + 3, y + 3)], colour, 1.0)
        else:
            canvas.line([(left, y), (max(right, left + 4), y)], colour, marks["doubt-width"], marks["dash"])


def _frame(canvas: Canvas, found: Sequence[Stroke]) -> None:
    looks = canvas.sheet.looks
    pad, missing = looks["missing", "pad"], looks["missing"]
    for column in {stroke.column for stroke in found}:
        own = [stroke for stroke in found if stroke.column == column]
        left, bottom = canvas.sheet.from_page(min(s.left for s in own), min(s.bottom for s in own))
        right, top = canvas.sheet.from_page(max(s.right for s in own), max(s.bottom + s.height for s in own))
        box = left - pad, top - pad, right - left + 2 * pad, bottom - top + 2 * pad
        canvas.box(box, looks.colour("query"), missing["width"], missing["dash"])


def _badges(canvas: Canvas, strokes: Sequence[tuple[Asked, list[Stroke]]]) -> Iterator[Spot]:
    """A ring with the number at the head of a query, the code at that of a doubt; drawn after all lines."""
    looks = canvas.sheet.looks
    marks, code = looks["marks"], looks.style("code")
    for asked, found in strokes:
        if not found or found[0] != asked.mark.strokes[0]:
            continue
        left, base = canvas.sheet.from_page(found[0].left, found[0].base)
        if asked.number:
            x, y = left - 1.5, base - marks["badge-up"]
            radius = marks["badge"]
            canvas.ring(x, y, radius, looks.colour("query"))
            style = looks.style("badge" if asked.number < 100 else "badge-long")
            canvas.text(x, y - style.line / 2, str(asked.number), style, "centre")
            yield _spot(canvas, (x - radius, y - radius, 2 * radius, 2 * radius), f"list-{asked.name}")
        else:
            y = base - marks["code-up"] - code.line
            canvas.text(left, y, asked.mark.code, code)
            yield _spot(canvas, (left, y, width(asked.mark.code, code), code.line), f"list-{asked.name}")


def _spot(canvas: Canvas, box: tuple[float, float, float, float], target: str) -> Spot:
    left, bottom = canvas.sheet.to_page(box[0], box[1] + box[3])
    right, top = canvas.sheet.to_page(box[0] + box[2], box[1])
    return Spot((left, bottom, right, top), target)


@dataclass(frozen=True, slots=True)
class _Note:
    asked: Asked
    stroke: Stroke
    lines: tuple[tuple[str, Style], ...]

    @property
    def height(self) -> float:
        return sum(style.line for _, style in self.lines)


def _notes(
    canvas: Canvas, area: Area, column: Sequence[tuple[Asked, Stroke]], words: Labels
) -> Iterator[Spot]:
    """The notes of the queries at their heights, each with a line that leads to it."""
    looks = canvas.sheet.looks
    place = looks["notes"]
    top = canvas.sheet.from_page(0.0, area.top)[1] if area.height else canvas.sheet.y + 101.0
    bottom = top + (area.height / POINTS if area.height else 882.0)
    canvas.line([(place["x"], top), (place["x"], bottom)], looks.colour("query"), place["rule"])
    notes = [_Note(asked, stroke, tuple(_said(canvas, asked, words))) for asked, stroke in column]
    wishes = [Wish(canvas.sheet.from_page(0.0, note.stroke.base)[1] - 12.5, note.height) for note in notes]
    for note, y in zip(notes, pushed_apart(wishes, top, bottom, place["gap"]), strict=True):
        _leader(canvas, note, y)
        yield _note(canvas, note, y)


def _said(canvas: Canvas, asked: Asked, words: Labels) -> Iterator[tuple[str, Style]]:
    looks = canvas.sheet.looks
    measure = looks["notes", "x"] + looks["notes", "width"] - looks["notes", "x"] - looks["notes", "text-x"]
    style, quiet = looks.style("note"), looks.style("note-quoted")
    for line in wrapped(asked.mark.words, measure, style):
        yield line, style
    for line in wrapped(asked.mark.route, measure, quiet):
        yield line, quiet


def _note(canvas: Canvas, note: _Note, y: float) -> Spot:
    looks = canvas.sheet.looks
    place = looks["notes"]
    number = looks.style("note-number" if note.asked.number < 100 else "note-number-long")
    x, middle = place["x"] + place["ring-x"], y + 8.0
    canvas.ring(x, middle, place["ring"], looks.colour("query"))
    canvas.text(x, middle - number.line / 2, str(note.asked.number), number, "centre")
    top = y
    for line, style in note.lines:
        canvas.text(place["x"] + place["text-x"], top, line, style)
        top += style.line
    return _spot(canvas, (x - place["ring"], y, place["width"] - place["ring-x"], note.height), f"list-{note.asked.name}")


def _leader(canvas: Canvas, note: _Note, y: float) -> None:
    """From the end of the words, between two lines, to the column; from there to the note."""
    looks = canvas.sheet.looks
    place, leader = looks["notes"], looks["leader"]
    right, base = canvas.sheet.from_page(note.stroke.right, note.stroke.base)
    level = base + looks["marks", "under"] + (leader["below"] if note.stroke.right == note.stroke.left else 0)
    points = [(right, level), (place["x"] - 8, level), (place["x"] + place["ring-x"] - place["ring"], y + 8.0)]
    canvas.line(points, looks.colour("query"), leader["width"], leader["dash"])
