"""E28, planted in a good EPUB: see tests/epubfaults.py."""

from __future__ import annotations

from epubfaults import problems_of
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """What our own checks find in it."""
    return problems_of("E28")
