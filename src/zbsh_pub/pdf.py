"""The screen edition: lay out all units in order, then write one PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from zbsh_pub.compose.parts import full_title
from zbsh_pub.compose.print_contents import contents_units
from zbsh_pub.compose.print_cover import cover_unit
from zbsh_pub.compose.print_masthead import blank_unit, masthead_unit
from zbsh_pub.compose.print_related import Place, related_units
from zbsh_pub.compose.unit import Unit
from zbsh_pub.labels import labels
from zbsh_pub.link import Overlay, PdfFacts, link
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
    front = _front(press, issue, pagination, progress)
    return Layout(front, articles, _panels(press, issue, articles, pagination), paginate(issue, front, articles))


def _panels(press: Press, issue: Issue, articles: Iterable[DrawnUnit], pagination: Pagination) -> dict[str, DrawnUnit]:
    """本栏文章 for last pages that are empty enough; no text and no page number moves for them."""
    places = {u.id: Place(u.foot.bottom, u.foot.room, u.span.first + u.foot.page) for u in articles}
    units = related_units(issue, pagination, places)
    drawn = press.draw([job_of(unit) for unit in units.values()], 1)
    return dict(zip(units, drawn, strict=True))


def _front(press: Press, issue: Issue, pagination: Pagination, progress: Progress) -> tuple[DrawnUnit, ...]:
    """Cover, contents, masthead: an even number of pages, so that page 1 is a right-hand page."""
    units = (cover_unit(issue, pagination), *contents_units(issue, pagination), masthead_unit(issue))
    front = press.draw([job_of(unit) for unit in units], 1, progress)
    count = sum(unit.span.count for unit in front)
    if count % 2:
        front += press.draw([job_of(blank_unit(issue))], count + 1, progress)
    return front


def write_pdf(issue: Issue, layout: Layout, created: datetime) -> bytes:
    """The PDF of all pages, with page labels: roman for the front matter, arabic from page 1."""
    facts, magazine = issue.manifest.issue, issue.manifest.magazine
    words = labels(magazine.language)
    return link(
        layout.units,
        PdfFacts(
            title=full_title(issue.manifest, words),
            authors=(magazine.publisher,),
            subject=facts.description,
            keywords=facts.subjects,
            language=magazine.language,
            created=created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            labels=((0, "r"), (layout.pagination.front, "D")),
        ),
        {
            unit.id: Overlay(unit.foot.page, layout.panels[unit.id])
            for unit in layout.articles
            if unit.id in layout.panels
        },
    )


def cover_jpeg(press: Press, issue: Issue, width: int = 1600) -> bytes:
    """The cover as a JPEG of `width` pixels, drawn like the PDF's but without page numbers.

    Raises `Failure` where the layout met an error.
    """
    from io import BytesIO

    import pypdfium2

    units = press.draw([job_of(cover_unit(issue, None))], 1)
    stop_on_errors(found for unit in units for found in unit.problems)
    document = pypdfium2.PdfDocument(link(units, _cover_facts(issue)))
    page = document[0]
    image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    out = BytesIO()
    image.save(out, "JPEG", quality=88, optimize=True, progressive=False, dpi=(300, 300))
    return out.getvalue()


def _cover_facts(issue: Issue) -> PdfFacts:
    return PdfFacts("cover", (), "", (), issue.manifest.magazine.language, issue.manifest.issue.published.isoformat())
