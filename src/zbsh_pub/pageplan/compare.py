"""Compare the plan of the manifest with the finished layout. All measures are those of the layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zbsh_pub.compose.parts import section_of
from zbsh_pub.compose.unit import BLANK, CONTENTS, COVER, MASTHEAD
from zbsh_pub.model import Issue
from zbsh_pub.pageplan.values import Kind, Measures, PagePlan, PlannedArticle, PlanPage
from zbsh_pub.pdf import Layout
from zbsh_pub.typeset.drawn import DrawnUnit, PageFill

NEAR = 0.02  # of a line: what is this near to a whole one is one
_FRONT: dict[str, Kind] = {COVER: "cover", CONTENTS: "contents", MASTHEAD: "masthead", BLANK: "blank"}


def page_plan(issue: Issue, layout: Layout) -> PagePlan:
    """What was planned against what came out, for each article and page. Pure."""
    plan, measures = issue.manifest.plan, _measures(layout)
    front = sum(unit.span.count for unit in layout.front)
    pages = (*_front_pages(layout), *_article_pages(layout, front))
    covers = sum(page.kind == "cover" for page in pages)
    counted = len(pages) if plan.self_cover else len(pages) - covers
    return PagePlan(plan, measures, tuple(_articles(issue, layout, measures, pages)), pages, counted)


def _measures(layout: Layout) -> Measures:
    """Those of most pages of text; none where there is no text."""
    found = Counter(_measured(fill) for unit in layout.articles for fill in unit.fills)
    return found.most_common(1)[0][0] if found else Measures()


def _measured(fill: PageFill) -> Measures:
    return Measures(_whole(fill.height / fill.line), len(fill.empty), _whole(fill.width / fill.zi))


def _whole(parts: float) -> int:
    return int(parts + NEAR)


def _front_pages(layout: Layout) -> Iterator[PlanPage]:
    index = 0
    for unit in layout.front:
        kind: Kind = next((kind for name, kind in _FRONT.items() if unit.id.startswith(name)), "text")
        for _ in range(unit.span.count):
            yield PlanPage(index, roman(index + 1), unit.id, kind)
            index += 1


def _article_pages(layout: Layout, start: int) -> Iterator[PlanPage]:
    for unit in layout.articles:
        fills = {fill.page: fill for fill in unit.fills}
        for page in range(unit.span.count):
            folio, fill = unit.span.first + page, fills.get(page)
            empty = tuple(_whole(room / fill.line) for room in fill.empty) if fill else ()
            kind: Kind = "opener" if not page else "text" if fill else "plate"
            panel = unit.id in layout.panels and page == unit.foot.page
            yield PlanPage(start + folio - 1, str(folio), unit.id, kind, unit.id, empty, panel)


def _articles(
    issue: Issue, layout: Layout, measures: Measures, pages: tuple[PlanPage, ...]
) -> Iterator[PlannedArticle]:
    units = {unit.id: unit for unit in layout.articles}
    first = 1
    for entry in issue.manifest.entries:
        unit = units[entry.id]
        own = tuple(page for page in pages if page.article == entry.id)
        lines = _excess(unit, measures, own, entry.plan.pages) if entry.plan.pages else 0
        section, characters = section_of(issue.manifest, entry), lines * measures.characters
        yield PlannedArticle(entry, section, unit.span, first, lines, characters, _last_foot(own))
        first = first + entry.plan.pages if first and entry.plan.pages else 0


def _last_foot(pages: tuple[PlanPage, ...]) -> int:
    """The lines that the last page with text leaves empty over all columns, panel or not."""
    texts = [page.empty for page in pages if page.empty]
    return min(texts[-1]) if texts else 0


def _excess(unit: DrawnUnit, measures: Measures, pages: tuple[PlanPage, ...], planned: int) -> int:
    """Lines that stand beyond the planned pages; where there are none, minus the lines that these could still take."""
    if unit.span.count > planned:
        return sum(measures.page - sum(page.empty) for page in pages[planned:])
    return -((planned - unit.span.count) * measures.page + sum(pages[-1].empty))


def roman(number: int) -> str:
    """A number as the folios of the front matter have it: iv."""
    steps = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    found = ""
    for value, letters in steps:
        while number >= value:
            found, number = found + letters, number - value
    return found
