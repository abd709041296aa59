"""N10: a title that reads otherwise in the contents."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The contents have one letter that the text has not."""
    return PrintedIssue.new().without("qr").with_text(("\n山村里来了年轻人\n", "\n山村中来了年轻人\n")).provoked()
