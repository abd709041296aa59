"""The page plan as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from zbsh_pub.pageplan.values import PagePlan, PlannedArticle
from zbsh_pub.problems import Language
from zbsh_pub.report.wording import word

_HEAD = ("page", "planned", "actual", "lines", "chars-off", "empty", "opens", "section", "title")
_NUMBERS = 6  # columns that stand to the right


def to_text(plan: PagePlan, language: Language) -> str:
    """The issue in one line, its measures, and a line an article."""
    rows = [[word(key, language) for key in _HEAD], *(_row(article, language) for article in plan.articles)]
    return "\n".join(["　".join(totals(plan, language)), "", *_flush(rows)]) + "\n"


def totals(plan: PagePlan, language: Language) -> Iterator[str]:
    """What there is to say of the issue: pages, planned pages, signature, measures."""
    wanted, measures = plan.plan, plan.measures
    yield word("plan-total", language, pages=plan.counted)
    if wanted.pages:
        yield word("plan-planned", language, planned=wanted.pages)
    if wanted.signature:
        yield word("plan-signature", language, signature=wanted.signature, missing=plan.missing)
    facts = {"lines": measures.lines, "columns": measures.columns, "characters": measures.characters}
    yield word("plan-measures", language, **facts)


def _row(article: PlannedArticle, language: Language) -> list[str]:
    planned = article.plan.pages
    return [
        str(article.span.first),
        str(planned) if planned else "",
        str(article.span.count),
        f"{article.lines:+}" if article.lines else "0" if planned else "",
        f"{article.characters:+}" if article.characters else "0" if planned else "",
        str(article.foot),
        _side(article, language),
        article.section.title,
        article.entry.title.main,
    ]


def _side(article: PlannedArticle, language: Language) -> str:
    side = word(article.side, language)
    wanted = article.plan.opens
    return word("side-missed", language, side=side, wanted=word(wanted, language)) if article.misses_side else side


def _flush(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Cells under each other, numbers to the right."""
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = []
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - cell_len(cell))
            cells.append(blank + cell if column < _NUMBERS else cell + blank)
        yield "  ".join(cells).rstrip()
