"""What is printed over and beside one finished page: slip, sign-off, line numbers, sources, marks and their notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zbsh_pub.proof.ink import POINTS, Canvas, width
from zbsh_pub.proof.notes import draw_notes
from zbsh_pub.proof.places import Stroke
from zbsh_pub.proof.sheet import Asked, Issued, PageFacts, Spot, area_box, spot_of
from zbsh_pub.proof.wrap import wrapped
from zbsh_pub.typeset.drawn import Area

SIGNS = ("first", "second", "final", "proofreader")
Marked = tuple[Asked, list[Stroke]]  # a mark with its strokes on the page


def draw_page(canvas: Canvas, facts: PageFacts, issued: Issued) -> list[Spot]:
    """Draw the sheet of a page; gives what can be clicked on it."""
    _edge(canvas)
    _slip(canvas, facts, issued)
    _signs(canvas, issued)
    if facts.area.height:
        _numbers(canvas, facts.area)
        _sources(canvas, facts)
        _legend(canvas, facts, issued)
    marked = [(asked, [s for s in asked.mark.strokes if s.page == facts.index]) for asked in facts.asked]
    for asked, strokes in marked:
        _mark(canvas, asked, strokes)
    opening = [(asked, strokes) for asked, strokes in marked if strokes and strokes[0] == asked.mark.strokes[0]]
    numbered = [(asked, strokes[0]) for asked, strokes in opening if asked.number]
    return [*_badges(canvas, opening), *draw_notes(canvas, facts.area, numbered)]


def _edge(canvas: Canvas) -> None:
    """The edge of the trimmed page."""
    sheet, edge = canvas.sheet, canvas.sheet.looks["trim-edge"]
    box = sheet.x, sheet.y, sheet.width, sheet.height
    canvas.box(box, sheet.looks.colour(edge["colour"]), edge["width"], edge["dash"])


def _slip(canvas: Canvas, facts: PageFacts, issued: Issued) -> None:
    """Stage, article, section, page and file, over the running head; on white where the page has no margins."""
    looks = canvas.sheet.looks
    slip, (left, _, across, _) = looks["slip"], area_box(canvas, facts.area)
    y, pad = slip["y"], looks["bare", "head"]
    if not facts.area.height:
        canvas.box((left - pad, y - pad, across + 2 * pad, slip["height"] + 2 * pad), looks.colour("white"))
    canvas.line([(left, y), (left + across, y)], looks.colour("query"), slip["rule"])
    x = canvas.text(left, y + 1, issued.stage, looks.style("stage")) + slip["after-stage"]
    plain = looks.style("slip")
    title = wrapped(facts.title, slip["title"], plain, 1)
    for words in (*title, facts.section, issued.words("proof-page", page=facts.folio)):
        x = canvas.text(x, y + 1, words, plain) + slip["gap"] if words else x
    canvas.text(left + across, y + 1, facts.file, looks.style("slip-small"), "right")


def _signs(canvas: Canvas, issued: Issued) -> None:
    """Issue and date, and below them a box for each who signs."""
    looks = canvas.sheet.looks
    place, signs = looks["issue"], looks["signs"]
    said = "　".join(part for part in (issued.short, issued.stage, issued.date) if part)
    canvas.text(place["x"], place["y"], said, looks.style("issue"))
    for index, sign in enumerate(SIGNS):
        x = signs["x"] + index * (signs["width"] + signs["gap"])
        canvas.box((x, signs["y"], signs["width"], signs["height"]), looks.colour("query"), signs["rule"])
        canvas.text(x + signs["pad"], signs["y"], issued.words(f"proof-sign-{sign}"), looks.style("sign"))
        style = looks.style("signer")
        for name in wrapped(issued.reviewers.get(sign, ""), signs["width"] - signs["pad"], style, 1):
            canvas.text(x + signs["pad"], signs["y"] + signs["height"] / 2, name, style)


def _numbers(canvas: Canvas, area: Area) -> None:
    """The lines of the grid, on the outer side of each column."""
    looks = canvas.sheet.looks
    left, top, across, _ = area_box(canvas, area)
    inset, step = looks["numbers", "inset"], area.line / POINTS
    for row in range(1, area.rows + 1):
        style = looks.style("number-strong" if row % looks["numbers", "strong"] == 0 else "number")
        y = top + (row - 1) * step + (step - style.line) / 2
        canvas.text(left - inset, y, str(row), style, "right")
        canvas.text(left + across + inset, y, str(row), style)


def _sources(canvas: Canvas, facts: PageFacts) -> None:
    """File and line beside the first line of each paragraph, and where it goes on in another column."""
    style, inset = canvas.sheet.looks.style("source"), canvas.sheet.looks["sources", "inset"]
    left, _, across, _ = area_box(canvas, facts.area)
    for label in facts.labels:
        _, middle = canvas.sheet.from_page(0.0, label.middle)
        is_right = label.column == 1
        x = left + across + inset if is_right else left - inset
        canvas.text(x, middle - style.line / 2, label.words, style, "left" if is_right else "right")


def _legend(canvas: Canvas, facts: PageFacts, issued: Issued) -> None:
    sheet = canvas.sheet
    y = sheet.y + sheet.height - sheet.looks["legend", "above-edge"]
    words = issued.words("proof-legend", rows=facts.area.rows)
    canvas.text(area_box(canvas, facts.area)[0], y, words, sheet.looks.style("legend"))


def _mark(canvas: Canvas, asked: Asked, strokes: Sequence[Stroke]) -> None:
    """Lines under the words of a query, dashes under those of a doubt, a frame round a missing picture's caption."""
    if asked.mark.kind == "missing":
        _frames(canvas, strokes)
        return
    looks = canvas.sheet.looks
    marks, colour = looks["marks"], looks.colour(asked.mark.kind)
    for stroke in strokes:
        left, base = canvas.sheet.from_page(stroke.left, stroke.base)
        right, y = canvas.sheet.from_page(stroke.right, 0.0)[0], base + marks["under"]
        if asked.mark.kind == "doubt":
            right = max(right, left + marks["caret"])
            canvas.line([(left, y), (right, y)], colour, marks["doubt-width"], marks["dash"])
        elif right > left:
            canvas.line([(left, y), (right, y)], colour, marks["width"])
        else:
            _caret(canvas, left, base)


def _caret(canvas: Canvas, x: float, base: float) -> None:
    """Below the line, where something is asked between two characters."""
    looks = canvas.sheet.looks
    foot, side = base + looks["marks", "under"], looks["marks", "caret"]
    points = [(x - side, foot), (x, foot - side), (x + side, foot)]
    canvas.line(points, looks.colour("query"), looks["marks", "width"])


def _frames(canvas: Canvas, strokes: Sequence[Stroke]) -> None:
    looks = canvas.sheet.looks
    missing = looks["missing"]
    for column in sorted({stroke.column for stroke in strokes}):
        own = [stroke for stroke in strokes if stroke.column == column]
        left, bottom = canvas.sheet.from_page(min(s.left for s in own), min(s.bottom for s in own))
        right, top = canvas.sheet.from_page(max(s.right for s in own), max(s.bottom + s.height for s in own))
        pad = missing["pad"]
        box = left - pad, top - pad, right - left + 2 * pad, bottom - top + 2 * pad
        canvas.box(box, looks.colour("query"), missing["width"], missing["dash"])


def _badges(canvas: Canvas, opening: Sequence[Marked]) -> Iterator[Spot]:
    """A ring with the number at the head of a query, the code over that of a doubt; drawn after all lines."""
    looks = canvas.sheet.looks
    code = looks.style("code")
    for asked, strokes in opening:
        left, base = canvas.sheet.from_page(strokes[0].left, strokes[0].base)
        if asked.number:
            yield _ring(canvas, asked, left, base - max(looks["marks", "badge-up"], strokes[0].size / POINTS))
            continue
        y = base - looks["marks", "code-up"] - code.line
        canvas.text(left, y, asked.mark.code, code)
        yield spot_of(canvas, (left, y, width(asked.mark.code, code), code.line), f"list-{asked.name}")


def _ring(canvas: Canvas, asked: Asked, left: float, y: float) -> Spot:
    looks = canvas.sheet.looks
    marks, radius = looks["marks"], looks["marks", "badge"]
    x = left - (looks["missing", "pad"] if asked.mark.kind == "missing" else marks["badge-left"])
    canvas.ring(x, y, radius, looks.colour("query"))
    style = looks.style("badge" if asked.number < 100 else "badge-long")
    canvas.text(x, y - style.line / 2, str(asked.number), style, "centre")
    return spot_of(canvas, (x - radius, y - radius, 2 * radius, 2 * radius), f"list-{asked.name}")
