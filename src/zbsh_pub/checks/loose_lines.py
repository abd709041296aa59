"""Lines of the print layout that no choice of breaks could set well, with their place in the manuscript."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbsh_pub.model import Article, Issue
from zbsh_pub.pdf import Layout
from zbsh_pub.problems import Problem, problem
from zbsh_pub.typeset.drawn import LooseLine

_SAMPLE = 5  # characters that tell a line from the others of its article


def check_loose_lines(issue: Issue, layout: Layout) -> Iterator[Problem]:
    """A warning for each line looser than the house's limit (`house.loose`, in em)."""
    articles = {article.entry.id: article for article in issue.articles}
    for unit in layout.units:
        for line in unit.loose:
            yield loose_problem(line, articles.get(unit.id), unit.id)


def loose_problem(line: LooseLine, article: Article | None, unit: str = "") -> Problem:
    """The warning for a line of an article, or of another `unit`."""
    file = article.path if article else unit
    number = article.first_line + _line_of(line.text, article.body) if article else 0
    return problem("L02", file, number, page=line.page, gap=f"{line.gap:.2f}", text=line.text)


def _line_of(text: str, body: str) -> int:
    """The line of the body (from 0) on which a printed line begins, whatever markup stands between its characters."""
    sample = [re.escape(char) for char in text if char.isalnum()][:_SAMPLE]
    found = re.search(r"[^\w\n]*\n?[^\w\n]*".join(sample), body)
    return body.count("\n", 0, found.start()) if found else 0
