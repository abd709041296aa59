"""Markers that came through conversion as literal text: what the scan could not foresee."""

from __future__ import annotations

import re

from lxml.etree import _Element

from zbsh_pub.markdown.trees import text_nodes
from zbsh_pub.model import Article
from zbsh_pub.problems import Problem, problem

_MARKERS = re.compile(r"\*\*?|==|__|\[\^|\]\(|!\[|/{3,}|`|~~|\{[^}]*\|[^}]*\}|^#{1,6}\s|<[A-Za-z/!?]|\|\s*-{3}")


def find_leftovers(root: _Element, article: Article, known: set[int]) -> list[Problem]:
    """A problem D03 for each literal marker, on the source line that holds it.

    `known` are the lines that already have a problem, which then explains the marker.
    """
    lines = article.body.split("\n")
    problems = []
    for _, _, text in text_nodes(root):
        for match in _MARKERS.finditer(text):
            number = _line_of(text, match, lines) + article.first_line
            if number not in known:
                problems.append(problem("D03", article.path, number, found=match[0].strip()))
    return problems


def _line_of(text: str, match: re.Match[str], lines: list[str]) -> int:
    """The index of the source line that holds the marker with most of its neighbourhood."""
    for reach in (12, 6, 2, 0):
        part = text[max(0, match.start() - reach) : match.end() + reach].strip()
        for index, line in enumerate(lines):
            if part and part in line:
                return index
    return 0
