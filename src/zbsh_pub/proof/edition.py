"""The proof: units as they were drawn, each page on its sheet, and the list of what is asked behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from zbsh_pub.compose.parts import full_title, issue_name, section_of, wide_blanks
from zbsh_pub.compose.unit import CONTENTS, COVER, MASTHEAD
from zbsh_pub.labels import Labels, labels
from zbsh_pub.link import link
from zbsh_pub.manifest import NAME
from zbsh_pub.markdown import Fragment
from zbsh_pub.model import Article, Entry, Issue
from zbsh_pub.pdf import Layout, overlays, pdf_facts
from zbsh_pub.problems import Problem
from zbsh_pub.proof.dress import dressed, list_unit, without_links
from zbsh_pub.proof.ink import Canvas, Faces
from zbsh_pub.proof.listing import Row, list_pages
from zbsh_pub.proof.looks import Looks
from zbsh_pub.proof.marks import Mark, Proofed, proofed
from zbsh_pub.proof.page import draw_page
from zbsh_pub.proof.sheet import Asked, Issued, Label, PageFacts, Spot
from zbsh_pub.typeset.drawn import Anchor, DrawnUnit

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class Proofs:
    """What a proof is made from: the issue, its looks, what the linters found (columns of the articles' bodies)."""

    issue: Issue
    fragments: Mapping[str, Fragment]
    looks: Looks
    problems: tuple[Problem, ...]

    @property
    def words(self) -> Labels:
        return labels(self.issue.manifest.magazine.language)


@dataclass(frozen=True, slots=True)
class ProofUnits:
    """Units on their sheets, the list last, and the panels that are laid over some of them."""

    units: tuple[DrawnUnit, ...]
    panels: Mapping[str, DrawnUnit]


def proof_units(
    proofs: Proofs, front: Sequence[DrawnUnit], articles: Sequence[DrawnUnit], panels: Mapping[str, DrawnUnit]
) -> ProofUnits:
    """All of these units as the proof shows them; a link leads to another of them or nowhere."""
    issued = _issued(proofs)
    by_id = {article.entry.id: article for article in proofs.issue.articles}
    checked = [_proofed(proofs, by_id[unit.id], unit) for unit in articles]
    asked = [tuple(_asked(one, number)) for one, number in zip(checked, _starts(checked), strict=True)]
    listing = _list(proofs, issued, checked, asked)
    names = {anchor.name for unit in (*front, *articles, listing) for anchor in unit.anchors}
    return ProofUnits(
        (
            *(_front_unit(proofs, unit, issued, names) for unit in front),
            *(_article_unit(proofs, one, some, issued, names) for one, some in zip(checked, asked, strict=True)),
            listing,
        ),
        {name: without_links(panel, names) for name, panel in panels.items()},
    )


def proof_pdf(proofs: Proofs, layout: Layout, created: datetime) -> bytes:
    """The PDF of all sheets; labels as in the screen edition, the sheets of the list A, B …"""
    made = proof_units(proofs, layout.front, layout.articles, layout.panels)
    front = sum(unit.span.count for unit in layout.front)
    page_labels = [(0, "r", 1)] if front else []
    index, expected = front, 0
    for unit in layout.articles:
        if unit.span.first != expected:
            page_labels.append((index, "D", unit.span.first))
        index, expected = index + unit.span.count, unit.span.first + unit.span.count
    page_labels.append((index, "A", 1))
    facts = pdf_facts(proofs.issue, created, tuple(page_labels))
    title = f"{facts.title} {proofs.words(f'proof-stage-{proofs.issue.manifest.proof.stage}')}"
    return link(made.units, replace(facts, title=title, conforms=False), overlays(layout.articles, made.panels))


def _list(proofs: Proofs, issued: Issued, checked: Sequence[Proofed], asked: Sequence[Sequence[Asked]]) -> DrawnUnit:
    """The list of all that is asked."""
    rows = [row for one, some in zip(checked, asked, strict=True) for row in _rows(proofs, one, some)]
    rows += _manifest_rows(proofs)
    faces = Faces()
    return list_unit(list_pages(rows, issued, proofs.looks, faces), faces, proofs.words("proof-list"))


def _issued(proofs: Proofs) -> Issued:
    proof, words = proofs.issue.manifest.proof, proofs.words
    day = proof.date
    date = words("proof-date", year=day.year, month=day.month, day=day.day) if day else ""
    stage, manifest = words(f"proof-stage-{proof.stage}"), proofs.issue.manifest
    names = full_title(manifest, words), issue_name(manifest, words)
    return Issued(stage, date, *names, dict(proof.reviewers), words)


def _proofed(proofs: Proofs, article: Article, unit: DrawnUnit) -> Proofed:
    own = [f for f in proofs.problems if f.place.file == article.path and f.place.line >= article.first_line]
    return proofed(article, proofs.fragments[unit.id], unit, own, _missing(proofs, unit))


def _missing(proofs: Proofs, unit: DrawnUnit) -> str:
    """What is asked where a picture is missing: its least size over one column."""
    missing = proofs.looks["missing"]
    columns = [line.width for line in unit.lines if line.column >= 0]
    width = max(columns, default=0.0) / 72  # inch
    height = width / missing["ratio"]
    across, down = round(width * missing["ppi"]), round(height * missing["ppi"])
    return proofs.words(
        "proof-missing", width=round(width * 25.4), height=round(height * 25.4), across=across, down=down
    )


def _starts(checked: Iterable[Proofed]) -> Iterator[int]:
    """The number of the first query or missing picture of each article."""
    number = 1
    for one in checked:
        yield number
        number += sum(mark.kind != "doubt" for mark in one.marks)


def _asked(one: Proofed, number: int) -> Iterator[Asked]:
    doubts = 0
    for mark in one.marks:
        if mark.kind == "doubt":
            doubts += 1
            yield Asked(0, mark, f"{one.unit.id}-doubt-{doubts}")
        else:
            yield Asked(number, mark, f"query-{number}")
            number += 1


def _rows(proofs: Proofs, one: Proofed, asked: Sequence[Asked]) -> Iterator[Row]:
    for some in asked:
        yield Row(
            some, wide_blanks(one.article.entry.title.main), _place(proofs.words, one, some.mark), _source(some.mark)
        )


def _place(words: Labels, one: Proofed, mark: Mark) -> str:
    """38页左16行."""
    if not mark.strokes:
        return words("proof-place-page", page=one.unit.span.first)
    first = mark.strokes[0]
    column = words(("proof-column-none", "proof-column-first", "proof-column-second")[min(first.column, 1) + 1])
    return words("proof-place", page=one.unit.span.first + first.page, column=column, row=first.row)


def _source(mark: Mark) -> str:
    return f"{mark.file.rpartition('/')[2]}:{mark.line}"


def _manifest_rows(proofs: Proofs) -> list[Row]:
    """What the linters doubt in the manifest's texts; it has no place on an article's pages."""
    rows = []
    for number, one in enumerate((found for found in proofs.problems if found.place.file == NAME), 1):
        said = f"{one.message('zh')}{one.cure('zh')}"
        quoted = str(one.details.get("found") or one.details.get("wrong") or one.details.get("mark") or "")
        mark = Mark("doubt", one.code, NAME, one.place.line, (), quoted, said)
        rows.append(Row(Asked(0, mark, f"issue-doubt-{number}"), proofs.words("contents"), "", _source(mark)))
    return rows


def _front_unit(proofs: Proofs, unit: DrawnUnit, issued: Issued, names: Collection[str]) -> DrawnUnit:
    words = proofs.words
    titles = {COVER: words("cover"), MASTHEAD: words("masthead"), CONTENTS: words("contents")}
    title = next((text for name, text in titles.items() if unit.id.startswith(name)), "")

    def draw(index: int, canvas: Canvas) -> Sequence[Spot]:
        folio = _roman(unit.span.first + index)
        return draw_page(canvas, PageFacts(index, folio, title, "", NAME, unit.areas[index]), issued)

    return dressed(unit, proofs.looks, draw, (), names)


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        while number >= value:
            said, number = said + letters, number - value
    return said


def _article_unit(
    proofs: Proofs, one: Proofed, asked: Sequence[Asked], issued: Issued, names: Collection[str]
) -> DrawnUnit:
    unit, entry = one.unit, one.article.entry
    section = section_of(proofs.issue.manifest, entry).title
    sources = {source.spot.para: source.line for source in one.sources}
    short = short_name(entry, proofs.issue.manifest.entries)
    said = list(_labels(unit, sources, short, proofs.words))

    def draw(index: int, canvas: Canvas) -> Sequence[Spot]:
        on_page = tuple(some for some in asked if any(s.page == index for s in some.mark.strokes))
        labels_here = tuple(label for page, label in said if page == index)
        folio, file = str(unit.span.first + index), one.article.path.rpartition("/")[2]
        title, area = wide_blanks(entry.title.main), unit.areas[index]
        return draw_page(canvas, PageFacts(index, folio, title, section, file, area, on_page, labels_here), issued)

    anchors = [*_source_anchors(unit, sources), *_mark_anchors(asked)]
    return dressed(unit, proofs.looks, draw, anchors, names)


def short_name(entry: Entry, entries: Iterable[Entry]) -> str:
    """p037 for p037-chuangxinlu, where no other article's name begins so."""
    short = entry.id.split("-")[0]
    return short if sum(other.id.split("-")[0] == short for other in entries) == 1 else entry.id


def _labels(unit: DrawnUnit, sources: Mapping[int, int], short: str, words: Labels) -> Iterator[tuple[int, Label]]:
    """(page, label) for the first line of each paragraph, and for the first one of it in another column."""
    last: dict[int, tuple[int, int]] = {}
    for line in unit.lines:
        here = line.page, line.column
        if not sources.get(line.para) or last.get(line.para) == here:
            continue
        source = words("proof-source", file=short, line=sources[line.para])
        said = words("proof-continued", source=source) if line.para in last else source
        last[line.para] = here
        yield line.page, Label(line.column, line.y + line.height / 2, said)


def _source_anchors(unit: DrawnUnit, sources: Mapping[int, int]) -> Iterator[Anchor]:
    """`p037-chuangxinlu:17`: where the paragraph of this line of source begins."""
    seen: set[int] = set()
    for line in unit.lines:
        if line.para in sources and line.para not in seen:
            seen.add(line.para)
            yield Anchor(f"{unit.id}:{sources[line.para]}", line.page, line.x, line.y + line.height)


def _mark_anchors(asked: Iterable[Asked]) -> Iterator[Anchor]:
    for some in asked:
        for first in some.mark.strokes[:1]:
            yield Anchor(some.name, first.page, first.left, first.bottom + 3 * first.height)
