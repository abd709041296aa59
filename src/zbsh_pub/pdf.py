"""The screen edition: lay out all units in order, then write one PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from zbsh_pub.compose.parts import full_title
from zbsh_pub.compose.print_contents import contents_unit
from zbsh_pub.compose.print_cover import cover_unit
from zbsh_pub.compose.print_masthead import blank_unit, masthead_unit
from zbsh_pub.compose.print_related import Place, related_unit
from zbsh_pub.compose.unit import Unit
from zbsh_pub.labels import labels
from zbsh_pub.model import Issue, Pagination
from zbsh_pub.typeset import Engine, LaidOut, PdfFacts

SHEETS = ("tokens.css", "base.css", "print.css", "cover.css")
COVER_SHEETS = ("tokens.css", "cover.css")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Layout:
    """All units as laid out, front matter first, and the page numbers that came of it."""

    front: tuple[LaidOut, ...]
    articles: tuple[LaidOut, ...]
    pagination: Pagination

    @property
    def units(self) -> tuple[LaidOut, ...]:
        return (*self.front, *self.articles)


def lay_out_issue(engine: Engine, issue: Issue, units: Iterable[Unit], progress: Progress) -> Layout:
    """Articles first, each from the page where the last one ended; then the pages that need the numbers."""
    articles: list[LaidOut] = []
    page = 1
    for unit in units:
        progress(unit.id)
        laid_out = engine.lay_out(unit, page)
        articles.append(laid_out)
        page += laid_out.span.count
    pagination = Pagination({unit.id: unit.span for unit in articles})
    front = _front(engine, issue, pagination, progress)
    return Layout(tuple(front), _with_panels(engine, issue, articles, pagination), pagination)


def _with_panels(engine: Engine, issue: Issue, articles: list[LaidOut], pagination: Pagination) -> tuple[LaidOut, ...]:
    """The articles with 本栏文章 on last pages that are empty enough; no text and no page number moves."""
    places = {unit.id: Place(unit.foot.bottom, unit.foot.room, unit.span.first + unit.last_text) for unit in articles}
    names, unit = related_unit(issue, pagination, places)
    if not names:
        return tuple(articles)
    panels = engine.lay_out(unit, 1)
    return tuple(
        article.with_panel(panels, names.index(article.id)) if article.id in names else article for article in articles
    )


def _front(engine: Engine, issue: Issue, pagination: Pagination, progress: Progress) -> list[LaidOut]:
    """Cover, contents, masthead: an even number of pages, so that page 1 is a right-hand page."""
    front: list[LaidOut] = []
    page = 1
    for unit in (cover_unit(issue, pagination), contents_unit(issue, pagination), masthead_unit(issue)):
        progress(unit.id)
        laid_out = engine.lay_out(unit, page)
        front.append(laid_out)
        page += laid_out.span.count
    if page % 2 == 0:
        front.append(engine.lay_out(blank_unit(issue), page))
    return front


def write_pdf(engine: Engine, issue: Issue, layout: Layout, created: datetime) -> bytes:
    """The PDF of all pages, with page labels: roman for the front matter, arabic from page 1."""
    facts, magazine = issue.manifest.issue, issue.manifest.magazine
    words = labels(magazine.language)
    front_pages = sum(unit.span.count for unit in layout.front)
    return engine.pdf(
        layout.units,
        PdfFacts(
            title=full_title(issue.manifest, words),
            authors=(magazine.publisher,),
            subject=facts.description,
            keywords=facts.subjects,
            language=magazine.language,
            created=created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            labels=((0, "r"), (front_pages, "D")),
        ),
    )


def cover_jpeg(engine: Engine, issue: Issue, width: int = 1600) -> bytes:
    """The cover as a JPEG of `width` pixels, drawn like the PDF's but without page numbers."""
    from io import BytesIO

    import pypdfium2

    unit = engine.lay_out(cover_unit(issue, None), 1)
    document = pypdfium2.PdfDocument(engine.pdf([unit], _cover_facts(issue)))
    page = document[0]
    image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    out = BytesIO()
    image.save(out, "JPEG", quality=88, optimize=True, progressive=False, dpi=(300, 300))
    return out.getvalue()


def _cover_facts(issue: Issue) -> PdfFacts:
    return PdfFacts("cover", (), "", (), issue.manifest.magazine.language, issue.manifest.issue.published.isoformat())
