"""The copy of an issue against the house's rules, its list of terms, and marks without a partner."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.copyedit.findings import Finding, find
from zbsh_pub.copyedit.pairs import check_pairs
from zbsh_pub.copyedit.rule import Rule
from zbsh_pub.copyedit.rules import chosen
from zbsh_pub.copyedit.terms import check_terms
from zbsh_pub.copyedit.text import Running, markdown_text
from zbsh_pub.model import Article, CopyStyle, Issue
from zbsh_pub.problems import Bilingual, Problem, bilingual, copy_reason, problem


def check_copy(issue: Issue) -> list[Problem]:
    """C01 to C03 for the articles of `issue`, with the house's switches: warnings all."""
    style = issue.manifest.copy
    rules = chosen(off=frozenset(style.off))
    return [found for article in issue.articles for found in _check_article(article, rules, style)]


def _check_article(article: Article, rules: tuple[Rule, ...], style: CopyStyle) -> Iterator[Problem]:
    body, running = article.body, markdown_text(article.body)
    for finding in find(body, running, rules):
        line = article.first_line + finding.line - 1
        yield problem("C01", article.path, line, finding.column, **_details(finding))
    for wrong in check_terms(running.text, style.terms):
        term = wrong.term
        reason = f"（{term.reason}）" if term.reason else ""
        at = _place(article, running, wrong.start)
        yield problem("C02", article.path, *at, wrong=term.wrong, right=term.right, reason=reason)
    for lone in check_pairs(running):
        reason = bilingual(f"pair-{lone.fault}", wanted=lone.wanted)
        yield problem("C03", article.path, *_place(article, running, lone.start), mark=lone.mark, reason=reason)


def _place(article: Article, running: Running, index: int) -> tuple[int, int]:
    """Line and column in the article's file of a character of its running text."""
    offset = running.offsets[index]
    line = article.body.count("\n", 0, offset)
    return article.first_line + line, offset - article.body.rfind("\n", 0, offset)


def _details(finding: Finding) -> dict[str, object]:
    rule = finding.rule
    return {
        "rule": rule.id,
        "found": finding.found,
        "reason": copy_reason(rule.id),
        "source": rule.source,
        "change": _change(finding),
    }


def _change(finding: Finding) -> Bilingual:
    if finding.suggestion is None:
        return bilingual("copy-judge")
    return bilingual("copy-fix" if finding.is_mechanical else "copy-maybe", suggestion=finding.suggestion)
