"""N05: no contents page."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The small issue without its contents page."""
    return PrintedIssue.new().without("contents").without("qr").provoked()
