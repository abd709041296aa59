"""N03: no Chinese text."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A text in English."""
    return PrintedIssue("contents of a magazine in English").provoked()
