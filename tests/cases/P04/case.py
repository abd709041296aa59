"""P04: a page-list that lacks a page."""

from __future__ import annotations

from damage import problems_of_damaged_epub
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """Page 1 is taken out of the page-list of the navigation document."""

    def damage(name: str, data: bytes) -> bytes:
        return data.replace(b'<li><a href="sections/lead.xhtml#p1">1</a></li>\n', b"") if "nav" in name else data

    return problems_of_damaged_epub(damage)
