"""问题清单: all queries and doubts on sheets of their own behind the last page, with links to their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from zbsh_pub.labels import Labels
from zbsh_pub.proof.ink import Canvas, Faces, Sheet
from zbsh_pub.proof.looks import Looks, Style
from zbsh_pub.proof.sheet import Asked, Issued, Spot
from zbsh_pub.proof.wrap import wrapped

COLUMNS = ("number", "kind", "place", "source", "quoted", "words")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: the mark, its article's title, where it stands (38页左16行), its file and line."""

    asked: Asked
    title: str
    place: str
    source: str


@dataclass(slots=True)
class ListPage:
    """A sheet of the list while it is filled: each piece is one paragraph of the structure tree."""

    canvas: Canvas
    pieces: list[bytes] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    anchors: list[tuple[str, float, float]] = field(default_factory=list)

    def close(self) -> None:
        """What was drawn since the last piece is a piece."""
        if self.canvas.parts:
            self.pieces.append(self.canvas.content())
            self.canvas.parts.clear()


def kind_of(asked: Asked, words: Labels) -> str:
    """The name of a mark's kind as the list has it."""
    mark = asked.mark
    if mark.kind != "doubt":
        return words("proof-query" if mark.kind == "query" else "proof-picture")
    known = f"proof-doubt-{mark.code}"
    return words(known if known in words.words else "proof-doubt")


def list_pages(rows: Sequence[Row], issued: Issued, looks: Looks, faces: Faces) -> list[ListPage]:
    """The sheets of the list; one at least."""
    pages = [_opened(looks, faces)]
    y = _head(pages[0].canvas, rows, issued)
    pages[0].close()
    y = _columns_head(pages[-1].canvas, y, issued.words)
    title, bottom = "", looks["list", "bottom"]
    for row in rows:
        cells = _cells(row, looks, issued.words)
        height = max(len(lines) * style.line for lines, style in cells) + looks["list", "row-gap"] * 2
        opening = looks.style("list-article").line * (row.title != title)
        if y + height + opening > bottom:
            pages.append(_opened(looks, faces))
            y = _columns_head(pages[-1].canvas, _issue_line(pages[-1].canvas, issued, 4), issued.words)
            opening = looks.style("list-article").line
        if opening:
            title = row.title
            canvas = pages[-1].canvas
            canvas.text(looks["list", "x"], y + 4, title, looks.style("list-article"))
            y += opening + 4
        _row(pages[-1], row, cells, y, height)
        y += height
    for page in pages:
        page.close()
    return pages


def _opened(looks: Looks, faces: Faces) -> ListPage:
    sheet = Sheet(0.0, 0.0, looks["sheet", "width"], looks["sheet", "height"], looks)
    return ListPage(Canvas(sheet, faces))


def _head(canvas: Canvas, rows: Sequence[Row], issued: Issued) -> float:
    """Title, issue, and how many there are of each kind; gives where the table begins."""
    looks, words = canvas.sheet.looks, issued.words
    x, y = looks["list", "x"], looks["list", "y"]
    _issue_line(canvas, issued, 24)
    canvas.text(x, y + 10, words("proof-list"), looks.style("list-title"))
    counts = Counter((row.asked.mark.code, kind_of(row.asked, words)) for row in rows)
    sums, place = looks["list", "sum"], y + looks["list", "sum", "y"]
    if not counts:
        canvas.text(x, place + 10, words("proof-list-none"), looks.style("list-none"))
    kinds = [(f"{kind} {code}".strip(), counts[code, kind]) for code, kind in sorted(counts)]
    shown = [(words("proof-list-all"), len(rows)), *kinds]
    for index, (kind, count) in enumerate(shown if counts else ()):
        left = x + index % 7 * (sums["width"] + 14)
        top = place + index // 7 * sums["height"]
        canvas.line([(left, top), (left + sums["width"], top)], looks.colour("rule"), looks["list", "rule"])
        canvas.text(left, top + 4, str(count), looks.style("list-sum"))
        canvas.text(left, top + 34, kind, looks.style("list-kind"))
    return float(place + (len(shown) + 6) // 7 * sums["height"] + 8)


def _issue_line(canvas: Canvas, issued: Issued, below: float) -> float:
    """The rule at the head of a sheet, and `below` it which issue and stage this is; gives where the line ends."""
    looks = canvas.sheet.looks
    x, y, across, style = looks["list", "x"], looks["list", "y"], looks["list", "width"], looks.style("list-issue")
    canvas.line([(x, y), (x + across, y)], looks.colour("query"), looks["slip", "rule"])
    said = "　".join(part for part in (issued.name, issued.stage, issued.date) if part)
    canvas.text(x + across, y + below, said, style, "right")
    return float(y + below + style.line)


def _places(looks: Looks) -> Iterator[tuple[str, float, float]]:
    """(column, left edge, width) of the table."""
    x = looks["list", "x"]
    for name in COLUMNS:
        yield name, x, looks["list", "columns", name]
        x += looks["list", "columns", name]


def _columns_head(canvas: Canvas, y: float, words: Labels) -> float:
    looks = canvas.sheet.looks
    style = looks.style("list-head")
    for name, x, _ in _places(looks):
        canvas.text(x, y, words(f"proof-head-{name}"), style)
    y += style.line
    canvas.line([(looks["list", "x"], y), (looks["list", "x"] + looks["list", "width"], y)], looks.colour("query"), 1.0)
    return y + 2


def _cells(row: Row, looks: Looks, words: Labels) -> list[tuple[tuple[str, ...], Style]]:
    asked, mark = row.asked, row.asked.mark
    strong = looks.style("list-doubt" if mark.kind == "doubt" else "list-query")
    said = f"{mark.words}（{mark.route}）" if mark.route else mark.words
    texts = [
        (str(asked.number) if asked.number else mark.code, strong),
        (kind_of(asked, words), looks.style("list-quiet")),
        (row.place, looks.style("list-cell")),
        (row.source, looks.style("list-quiet")),
        (mark.quoted, looks.style("list-cell")),
        (said, strong),
    ]
    return [
        (wrapped(text, across - 12, style), style)
        for (text, style), (_, _, across) in zip(texts, _places(looks), strict=True)
    ]


def _row(page: ListPage, row: Row, cells: Iterable[tuple[tuple[str, ...], Style]], y: float, height: float) -> None:
    canvas, looks = page.canvas, page.canvas.sheet.looks
    x, across = looks["list", "x"], looks["list", "width"]
    canvas.line([(x, y + height), (x + across, y + height)], looks.colour("rule"), looks["list", "rule"])
    for (lines, style), (_, left, _) in zip(cells, _places(looks), strict=True):
        top = y + looks["list", "row-gap"]
        for line in lines:
            canvas.text(left, top, line, style)
            top += style.line
    left, bottom = canvas.sheet.to_page(x, y + height)
    right, top = canvas.sheet.to_page(x + across, y)
    if row.asked.mark.strokes:
        page.spots.append(Spot((left, bottom, right, top), row.asked.name))
    page.anchors.append((f"list-{row.asked.name}", left, top))
    page.close()
