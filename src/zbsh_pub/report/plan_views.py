"""The page plan as values for the page: ribbon, spreads with thumbnails, table of articles."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator

from zbsh_pub.pageplan.table import totals
from zbsh_pub.pageplan.values import PagePlan, PlannedArticle, PlanPage
from zbsh_pub.problems import Bilingual, Language
from zbsh_pub.report.facts import ReportFacts, Shown
from zbsh_pub.report.places import Places
from zbsh_pub.report.problem_views import View, page_href
from zbsh_pub.report.thumbs import WIDTH
from zbsh_pub.report.wording import phrase, word
from zbsh_pub.statistics import ArticleFacts

TICK = 10  # pages between the numbers under the ribbon
_SEPARATOR = "　"


def plan_views(shown: Shown, places: Places) -> View:
    facts = shown.facts
    articles = {article.entry.id: article for article in facts.plan.articles}
    met = Counter(places.of(found).page for found in facts.problems)
    errors = {places.of(found).page for found in facts.problems if found.is_error}
    leaves = [_leaf(page, articles.get(page.article), shown, met, errors) for page in facts.plan.pages]
    return {
        "page-count": len(facts.plan.pages),
        "plan-facts": _facts(facts.plan),
        **_ribbon(facts.plan),
        "spreads": [
            _spread([page for page in spread if page is not None], spread[0] is None, leaves, articles)
            for spread in facts.plan.spreads
        ],
    }


def _facts(plan: PagePlan) -> Bilingual:
    return Bilingual(*(_SEPARATOR.join(totals(plan, language)) for language in ("zh", "en")))


def _ribbon(plan: PagePlan) -> View:
    """Planned and actual pages as bars over one scale; only where there is a plan."""
    planned = [article for article in plan.articles if article.plan.pages and article.planned_first]
    ends = [article.planned_first + article.plan.pages - 1 for article in planned]
    pages = max([article.last for article in plan.articles] + ends)
    return {
        "has-plan": bool(planned),
        "planned-bars": [_bar(a, a.planned_first, a.plan.pages, pages, "") for a in planned],
        "actual-bars": [_bar(a, a.span.first, a.span.count, pages, _deviation(a)) for a in plan.articles],
        "ticks": [
            {"style": f"left:{(page - 0.5) / pages:.3%}", "label": page} for page in (1, *range(TICK, pages + 1, TICK))
        ],
    }


def _bar(article: PlannedArticle, first: int, count: int, pages: int, deviation: str) -> View:
    return {
        "class": f"theme-{article.section.theme} {deviation}".strip(),
        "style": f"left:{(first - 1) / pages:.3%};width:{count / pages:.3%}",
        "title": f"{first} {article.entry.title.main}",
    }


def _deviation(article: PlannedArticle) -> str:
    return "over" if article.pages > 0 else "under" if article.pages < 0 else ""


def _leaf(page: PlanPage, article: PlannedArticle | None, shown: Shown, met: Counter[int], errors: set[int]) -> View:
    """A page of the flatplan: its picture, what it is, what is wrong with it."""
    badges = list(_badges(page, article, shown.facts.plan.plan.empty))
    if met[page.index]:
        kind = "error" if page.index in errors else "warning"
        badges.append({"class": f"badge n {kind}", "text": f"{'✕' if kind == 'error' else '▲'}{met[page.index]}"})
    theme = f" theme-{article.section.theme}" if article else ""
    mark = _deviation(article) if article and page.label == str(article.last) else ""
    missed = " missed" if article and article.misses_side and page.kind == "opener" else ""
    title = phrase(page.kind) if article is None else Bilingual(*[article.entry.title.main] * 2)
    return {
        "there": True,
        "class": f"thumb{theme} {mark}{missed}".rstrip(),
        "id": f"pg-{page.index}",
        "href": f"#art-{article.entry.id}" if article else page_href(page.index),
        "thumb": f"data:image/webp;base64,{b64encode(shown.thumbs[page.index]).decode()}",
        "width": WIDTH,
        "height": _height(shown.thumbs[page.index]),
        "spoken": _both("spoken-page", label=page.label, title=title),
        "badges": badges,
    }


def _height(picture: bytes) -> int:
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(picture)) as image:
        return image.height


def _badges(page: PlanPage, article: PlannedArticle | None, most: int | None) -> Iterator[View]:
    """Over and under on the article's last page, the wrong side on its first, empty feet where the plan limits them."""
    if article is None:
        return
    if article.pages and page.label == str(article.last):
        kind = "over" if article.pages > 0 else "under"
        class_ = "badge" if kind == "over" else "badge u"
        yield {"class": class_, "text": phrase(f"badge-{kind}", count=abs(article.lines))}
    elif most is not None and page.foot > most:
        yield {"class": "badge u", "text": phrase("badge-empty", count=page.foot)}
    if article.misses_side and page.kind == "opener":
        yield {"class": "badge m", "text": _both("badge-side", wanted=phrase(article.plan.opens))}


def _both(key: str, **details: Bilingual | str) -> Bilingual:
    """A phrase whose details have words of their own in each language."""

    def said(language: Language) -> str:
        own = {name: d.in_language(language) if isinstance(d, Bilingual) else d for name, d in details.items()}
        return word(key, language, **own)

    return Bilingual(said("zh"), said("en"))


def _spread(pages: list[PlanPage], right_alone: bool, leaves: list[View], articles: dict[str, PlannedArticle]) -> View:
    none: View = {"there": False}
    shown = [leaves[page.index] for page in pages]
    labels = [page.label for page in pages]
    if len(pages) < 2:
        shown, labels = ([none, *shown], ["", *labels]) if right_alone else ([*shown, none], [*labels, ""])
    openers = [articles[page.article] for page in pages if page.kind == "opener"]
    return {"pages": shown, "left": labels[0], "right": labels[1], "captions": [_caption(a) for a in openers]}


def _caption(article: PlannedArticle) -> View:
    opens = article.section.entries[0].id == article.entry.id
    return {
        "section": article.section.title if opens else "",
        "dot": f"dot theme-{article.section.theme}",
        "href": f"#art-{article.entry.id}",
        "folio": article.span.first,
        "title": article.entry.title.main,
    }


def article_views(facts: ReportFacts, places: Places) -> View:
    """The table of articles; `…-order` are the numbers by which it is sorted."""
    order = {section.id: number for number, section in enumerate(facts.issue.manifest.sections)}
    met = Counter(seen.article.entry.id for seen in map(places.of, facts.problems) if seen.article)
    counted = {item.article.entry.id: item for item in facts.articles}
    rows = [
        _planned(article, places)
        | _counted(counted[article.entry.id], met)
        | {"section-order": order[article.section.id]}
        for article in facts.plan.articles
    ]
    return {"articles": rows, "article-count": len(rows)}


def _planned(article: PlannedArticle, places: Places) -> View:
    planned, entry = article.plan.pages, article.entry
    side = phrase(article.side)
    if article.misses_side:
        side = _both("side-missed", side=side, wanted=phrase(article.plan.opens))
    return {
        "anchor": f"art-{entry.id}",
        "href": page_href(places.by_label[str(article.span.first)]),
        "first": article.span.first,
        "title": entry.title.main,
        "authors": _SEPARATOR.join(entry.authors),
        "section": article.section.title,
        "dot": f"dot theme-{article.section.theme}",
        "planned": planned or "",
        "actual": article.span.count,
        "actual-class": f"r {'w' if article.pages > 0 else 'i' if article.pages < 0 else ''}".rstrip(),
        "lines": f"{article.lines:+}" if planned else "",
        "lines-order": article.lines,
        "lines-class": f"r {'w' if article.pages > 0 else ''}".rstrip(),
        "chars": f"{article.characters:+,}" if planned else "",
        "chars-order": article.characters,
        "empty": article.foot,
        "side": side,
        "side-class": f"side-of{' e' if article.misses_side else ''}",
    }


def _counted(item: ArticleFacts, met: Counter[str]) -> View:
    problems = met[item.article.entry.id]
    return {
        "characters": f"{item.characters:,}",
        "characters-order": item.characters,
        **{name: getattr(item, name) for name in ("figures", "tables", "notes")},
        **{f"{name}-shown": getattr(item, name) or "–" for name in ("figures", "tables", "notes")},
        "problems": problems,
        "problems-shown": f"▲ {problems}" if problems else "–",
        "problems-class": "r w" if problems else "r",
    }
