"""Where the pages are not as planned: warnings at the plan's place in the manifest."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.manifest import NAME
from zbsh_pub.pageplan.values import PagePlan, PlannedArticle
from zbsh_pub.problems import Problem, bilingual, problem


def check_plan(plan: PagePlan) -> Iterator[Problem]:
    """G01, G02: more or fewer pages than planned; G03: the other side; G04: empty feet; G05, G06: pages in all."""
    for article in plan.articles:
        yield from _check_article(article)
    yield from _check_feet(plan)
    yield from _check_total(plan)


def _check_article(article: PlannedArticle) -> Iterator[Problem]:
    place = (NAME, article.plan.line, article.plan.column)
    title = article.entry.title.main
    if article.pages:
        facts = {"pages": article.span.count, "planned": article.plan.pages, "lines": abs(article.lines)}
        code = "G01" if article.pages > 0 else "G02"
        yield problem(code, *place, title=title, characters=abs(article.characters), **facts)
    if article.misses_side:
        sides = {"side": bilingual(f"side-{article.side}"), "wanted": bilingual(f"side-{article.plan.opens}")}
        yield problem("G03", *place, title=title, page=article.span.first, **sides)


def _check_feet(plan: PagePlan) -> Iterator[Problem]:
    """A page of an article whose foot is emptier than the plan of the issue allows, unless a panel fills it."""
    most = plan.plan.empty
    if most is None:
        return
    entries = {article.entry.id: article.entry for article in plan.articles}
    for page in plan.pages:
        if page.foot > most:
            entry = entries[page.article]
            yield problem("G04", NAME, entry.line, page=page.label, title=entry.title.main, lines=page.foot, most=most)


def _check_total(plan: PagePlan) -> Iterator[Problem]:
    wanted, place = plan.plan, (NAME, plan.plan.line, plan.plan.column)
    if wanted.pages and plan.counted != wanted.pages:
        yield problem("G05", *place, pages=plan.counted, planned=wanted.pages)
    if plan.missing:
        facts = {"missing": plan.missing, "over": wanted.signature - plan.missing}
        yield problem("G06", *place, pages=plan.counted, signature=wanted.signature, **facts)
