"""What a proof asks about: editors' queries, missing pictures, whatever the linters doubt; each in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from zbsh_pub.checks.loose_lines import loose_problem
from zbsh_pub.copyedit.text import markdown_text
from zbsh_pub.markdown import Fragment
from zbsh_pub.markdown.fragment import PARA
from zbsh_pub.markdown.trace import Spot, trace
from zbsh_pub.markdown.trees import by_class, text_of
from zbsh_pub.model import Article
from zbsh_pub.problems import Problem
from zbsh_pub.proof.places import Stroke, between, lines_by_paragraph, stroke_of
from zbsh_pub.typeset.drawn import DrawnUnit, LooseLine, SetLine
from zbsh_pub.typeset.setlines import is_seen

Kind = Literal["query", "missing", "doubt"]
_BREAKS = "\u2029\n"
_SAMPLE = 18  # characters of the text that the list shows


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is asked: what kind it is and its code, where it stands in the manuscript and on the pages, the
    words that it is about, what is asked, on whose way."""

    kind: Kind
    code: str
    file: str
    line: int
    strokes: tuple[Stroke, ...]
    quoted: str
    words: str
    route: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line of an article's file begins on the pages."""

    line: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Proofed:
    """An article with its pages, what is asked about it, and where its lines of source stand on them."""

    article: Article
    unit: DrawnUnit
    marks: tuple[Mark, ...]
    sources: tuple[Source, ...]


def proofed(
    article: Article, fragment: Fragment, unit: DrawnUnit, problems: Sequence[Problem], missing: str
) -> Proofed:
    """The article as the proof shows it. `problems` are those of the linters, with columns of the article's body;
    `missing` says what is asked where a picture is."""
    places = _Places(article, unit, problems)
    marks = [
        *_queries(places),
        *_missing(fragment, places, missing),
        *_doubts(places, problems),
        *_loose(places),
    ]
    return Proofed(article, unit, tuple(sorted(marks, key=_in_text)), places.sources)


def _in_text(mark: Mark) -> tuple[int, int, float, float, int]:
    """Page, column, place from above and from the left, line of the manuscript."""
    first = mark.strokes[0] if mark.strokes else None
    if first is None:
        return 0, -1, 0.0, 0.0, mark.line
    return first.page, max(first.column, 0), -first.base, first.left, mark.line


class _Places:
    """An article's places, traced all at once."""

    def __init__(self, article: Article, unit: DrawnUnit, problems: Iterable[Problem]):
        self.article, self.unit = article, unit
        self.lines = lines_by_paragraph(unit.lines)
        self.starts = _line_starts(article)
        spans = [(query.start, query.end) for query in article.queries]
        spans += [self.span_of(found) for found in problems if found.place.line]
        wanted = sorted({*self.starts.values(), *(place for span in spans for place in span)})
        self._spots = dict(zip(wanted, trace(article, wanted), strict=True))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The first line of source of each paragraph."""
        found: dict[int, Source] = {}
        for line, place in sorted(self.starts.items()):
            spot = self._spots[place]
            if spot is not None:
                found.setdefault(spot.para, Source(line, spot))
        return tuple(found.values())

    def strokes(self, start: int, end: int) -> tuple[Stroke, ...]:
        """The strokes under a piece of the body."""
        first = self._spots.get(start)
        if first is None:
            return ()
        last = self._spots.get(end)
        if last is None or last < first:
            last = Spot(first.para, first.offset + sum(map(is_seen, self.article.body[start:end])))
        return between(self.unit, self.lines, first, last)

    def span_of(self, found: Problem) -> tuple[int, int]:
        """The piece of the body that a problem is about: what it has found there, else the rest of its line."""
        body, place = self.article.body, found.place
        start = 0
        for _ in range(place.line - self.article.first_line):
            start = body.find("\n", start) + 1
        end = body.find("\n", start) % (len(body) + 1)
        if not place.column:
            return self.starts.get(place.line, start), end
        start += place.column - 1
        said = str(found.details.get("wrong") or found.details.get("mark") or found.details.get("found") or "")
        length = found.details.get("length") or _reach(body[start:end], said)
        return start, min(end, start + int(str(length)))


def _reach(source: str, said: str) -> int:
    """How far `said` goes in the source, whatever markup stands between its characters."""
    wanted = [char for char in said if is_seen(char)]
    for place, char in enumerate(source):
        if wanted and char == wanted[0]:
            wanted.pop(0)
        if not wanted:
            return place + 1
    return 1


def _line_starts(article: Article) -> Mapping[int, int]:
    """For each line of the file that is set: where its first character that is text stands in the body."""
    running, found = markdown_text(article.body), dict[int, int]()
    line, done = article.first_line, 0
    for char, offset in zip(running.text, running.offsets, strict=True):
        if char not in _BREAKS and is_seen(char):
            line, done = line + article.body.count("\n", done, offset), offset
            found.setdefault(line, offset)
    return found


def _queries(places: _Places) -> Iterator[Mark]:
    article = places.article
    for query in article.queries:
        quoted = _sample(article.body[query.start : query.end])
        strokes = places.strokes(query.start, query.end)
        yield Mark("query", "", article.path, query.line, strokes, quoted, query.text, query.route)


def _missing(fragment: Fragment, places: _Places, words: str) -> Iterator[Mark]:
    """Pictures that only the caption tells of (原图)."""
    by_number = {source.spot.para: source.line for source in places.sources}
    for photo in by_class(fragment.body, "photo"):
        number = int(photo.get(PARA) or 0)
        lines = places.lines.get(number, [])
        strokes = tuple(stroke_of(places.unit, line, line.x, line.x + line.width) for line in lines)
        caption = photo.find("span[@class='caption']")
        quoted = _sample(text_of(photo if caption is None or not text_of(caption) else caption))
        yield Mark("missing", "", places.article.path, by_number.get(number, 0), strokes, quoted, words)


def _doubts(places: _Places, problems: Iterable[Problem]) -> Iterator[Mark]:
    body = places.article.body
    for found in problems:
        start, end = places.span_of(found)
        quoted = str(found.details.get("found") or _sample(body[start:end]))
        strokes = places.strokes(start, end)
        yield Mark("doubt", found.code, found.place.file, found.place.line, strokes, quoted, _said(found))


def _said(found: Problem) -> str:
    return f"{found.message('zh')}{found.cure('zh')}"


def _loose(places: _Places) -> Iterator[Mark]:
    for loose in places.unit.loose:
        found = loose_problem(loose, places.article)
        line = _line_of(places.unit, loose)
        ends = (line.xs or (line.x, line.x + line.width)) if line else ()
        strokes = (stroke_of(places.unit, line, ends[0], ends[-1]),) if line else ()
        yield Mark("doubt", found.code, found.place.file, found.place.line, strokes, _sample(loose.text), _said(found))


def _line_of(unit: DrawnUnit, loose: LooseLine) -> SetLine | None:
    """The line that is loose; what a list prints before it, and note marks, are not in its text."""
    wanted = "".join(filter(str.isalnum, loose.text))
    on_page = (line for line in unit.lines if line.page == loose.page - unit.span.first)
    texts = ((line, "".join(filter(str.isalnum, line.text))) for line in on_page)
    close = [
        (abs(len(wanted) - len(text)), line) for line, text in texts if text and (text in wanted or wanted in text)
    ]
    return min(close, key=lambda pair: pair[0])[1] if close else None


def _sample(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SAMPLE else f"{text[: _SAMPLE - 1]}…"
