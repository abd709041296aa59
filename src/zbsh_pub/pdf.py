"""The screen edition: lay out all units in order, then write one PDF."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zbsh_pub.compose.parts import full_title
from zbsh_pub.compose.print_contents import contents_units
from zbsh_pub.compose.print_cover import cover_unit
from zbsh_pub.compose.print_masthead import blank_unit, masthead_unit
from zbsh_pub.compose.print_related import Place, related_units
from zbsh_pub.compose.unit import Unit
from zbsh_pub.labels import labels
from zbsh_pub.link import Overlay, PageLabel, PdfFacts, link
from zbsh_pub.model import Issue, Pagination
from zbsh_pub.pagination import paginate
from zbsh_pub.problems import Problem, stop_on_errors
from zbsh_pub.typeset.drawn import DrawnUnit
from zbsh_pub.typeset.job import Job
from zbsh_pub.typeset.press import Press
from zbsh_pub.xhtml import to_html

SHEETS = ("tokens.css", "base.css", "print.css", "cover.css")
COVER_SHEETS = ("tokens.css", "cover.css")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Layout:
    """All units as drawn, front matter first, and the page numbers that came of it."""

    front: tuple[DrawnUnit, ...]
    articles: tuple[DrawnUnit, ...]
    panels: Mapping[str, DrawnUnit]
    pagination: Pagination

    @property
    def units(self) -> tuple[DrawnUnit, ...]:
        """What has pages, in the order of pages."""
        return (*self.front, *self.articles)

    @property
    def problems(self) -> list[Problem]:
        """What was met while anything was laid out."""
        return [found for unit in (*self.units, *self.panels.values()) for found in unit.problems]


def job_of(unit: Unit) -> Job:
    """The unit as the press takes it."""
    return Job(unit.id, to_html(unit.page), unit.css, unit.resources, unit.shows_number)


def lay_out_issue(press: Press, issue: Issue, units: Iterable[Unit], progress: Progress) -> Layout:
    """Articles first, each from the page where the last one ended; then the pages that need the numbers."""
    articles = press.draw([job_of(unit) for unit in units], 1, progress)
    pagination = Pagination({unit.id: unit.span for unit in articles})
    front, panels = front_units(issue, pagination), panel_units(issue, articles, pagination)
    drawn = press.draw([job_of(unit) for unit in (*front, *panels.values())], 1, progress)
    pages, laid_over = drawn[: len(front)], drawn[len(front) :]
    front_pages = _even(press, issue, pages)
    shown = dict(zip(panels, laid_over, strict=True))
    return Layout(front_pages, articles, shown, paginate(issue, front_pages, articles))


def panel_units(issue: Issue, articles: Iterable[DrawnUnit], pagination: Pagination) -> dict[str, Unit]:
    """本栏文章 for last pages that are empty enough; no text and no page number moves for them."""
    places = {u.id: Place(u.foot.bottom, u.foot.room, u.span.first + u.foot.page) for u in articles}
    return related_units(issue, pagination, places)


def front_units(issue: Issue, pagination: Pagination) -> tuple[Unit, ...]:
    """Cover, contents, masthead."""
    return cover_unit(issue, pagination), *contents_units(issue, pagination), masthead_unit(issue)


def _even(press: Press, issue: Issue, front: tuple[DrawnUnit, ...]) -> tuple[DrawnUnit, ...]:
    """The front matter with an even number of pages, so that page 1 is a right-hand page."""
    count = sum(unit.span.count for unit in front)
    return front + press.draw([job_of(blank_unit(issue))], count + 1) if count % 2 else front


def lay_out_only(
    press: Press, issue: Issue, units: Iterable[Unit], only: Collection[str], progress: Progress
) -> Layout:
    """The articles of these ids with their true page numbers; those before them are counted, not drawn.

    Panels with the pages of other articles are there where all articles have been counted before.
    """
    jobs = [job_of(unit) for unit in units]
    articles = press.draw(jobs, 1, progress, only)
    known = press.known(jobs, 1)
    pagination = Pagination({**known, **{unit.id: unit.span for unit in articles}})
    panels = panel_units(issue, articles, pagination) if len(known) == len(jobs) else {}
    laid_over = press.draw([job_of(unit) for unit in panels.values()], 1)
    return Layout((), articles, dict(zip(panels, laid_over, strict=True)), pagination)


def write_pdf(issue: Issue, layout: Layout, created: datetime) -> bytes:
    """The PDF of all pages, with page labels: roman for the front matter, arabic from page 1."""
    labels_ = ((0, "r", 1), (layout.pagination.front, "D", 1))
    return link(layout.units, pdf_facts(issue, created, labels_), overlays(layout.articles, layout.panels))


def pdf_facts(issue: Issue, created: datetime, page_labels: tuple[PageLabel, ...]) -> PdfFacts:
    """What a PDF of the issue says about itself."""
    facts, magazine = issue.manifest.issue, issue.manifest.magazine
    return PdfFacts(
        title=full_title(issue.manifest, labels(magazine.language)),
        authors=(magazine.publisher,),
        subject=facts.description,
        keywords=facts.subjects,
        language=magazine.language,
        created=created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        labels=page_labels,
    )


def overlays(articles: Iterable[DrawnUnit], panels: Mapping[str, DrawnUnit]) -> dict[str, Overlay]:
    """The panels over the pages that they belong on."""
    return {unit.id: Overlay(unit.foot.page, panels[unit.id]) for unit in articles if unit.id in panels}


def cover_jpeg(press: Press, issue: Issue, width: int = 1600) -> bytes:
    """The cover as a JPEG of `width` pixels, drawn like the PDF's but without page numbers.

    Raises `Failure` where the layout met an error.
    """
    from io import BytesIO

    image = cover_image(press, issue, cover_unit(issue, None), width)
    out = BytesIO()
    image.save(out, "JPEG", quality=88, optimize=True, progressive=False, dpi=(300, 300))
    return out.getvalue()


def cover_image(press: Press, issue: Issue, unit: Unit, width: int) -> Any:
    """The first page of a cover as an RGB picture (PIL), `width` pixels wide.

    Raises `Failure` where the layout met an error.
    """
    import pypdfium2

    units = press.draw([job_of(unit)], 1)
    stop_on_errors(found for unit in units for found in unit.problems)
    page = pypdfium2.PdfDocument(link(units, _cover_facts(issue)))[0]
    return page.render(scale=width / page.get_width()).to_pil().convert("RGB")


def _cover_facts(issue: Issue) -> PdfFacts:
    return PdfFacts("cover", (), "", (), issue.manifest.magazine.language, issue.manifest.issue.published.isoformat())
