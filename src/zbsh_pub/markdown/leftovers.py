"""Markers that came through conversion as literal text: what the scan could not foresee."""

from __future__ import annotations

import re

from lxml.etree import _Element

from zbsh_pub.markdown.escapes import RUBY_BAR, reveal
from zbsh_pub.markdown.trees import text_nodes
from zbsh_pub.model import Article
from zbsh_pub.problems import Problem, problem

_MARKERS = re.compile(
    rf"\*\*?|==|__|\[\^|\]\(|\]\{{|!\[|/{{3,}}|`|~~|\{{[^}}]*[|{RUBY_BAR}][^}}]*\}}|^#{{1,6}}\s|<[A-Za-z/!?]|\|\s*-{{3}}"
)
# A block whose first or last line is wrong stays literal: its problem explains every slash.
_BLOCK_FAULTS = {"D01", "D02", "D15"}


def find_leftovers(root: _Element, article: Article, known: list[Problem]) -> list[Problem]:
    """A problem D03 for each literal marker, on the source line that holds it.

    `known` are the problems of the source; one on the same line explains the marker.
    """
    known_lines = {found.place.line for found in known}
    slashes_known = any(found.code in _BLOCK_FAULTS for found in known)
    lines = article.body.split("\n")
    problems = []
    for _, _, text in text_nodes(root):
        for match in _MARKERS.finditer(text):
            if slashes_known and match[0].startswith("/"):
                continue
            number = _line_of(text, match, lines) + article.first_line
            if number not in known_lines:
                problems.append(problem("D03", article.path, number, found=reveal(match[0]).strip()))
    return problems


def _line_of(text: str, match: re.Match[str], lines: list[str]) -> int:
    """The index of the source line that holds the marker with most of its neighbourhood."""
    for reach in (12, 6, 2, 0):
        part = text[max(0, match.start() - reach) : match.end() + reach].strip()
        for index, line in enumerate(lines):
            if part and part in line:
                return index
    return 0
