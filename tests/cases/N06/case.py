"""N06: an article of the contents that the text lacks."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The last article has another title in the text."""
    issue = PrintedIssue.new().without("qr").with_text(("\n山村里来了年轻人\n", "\n另外一个完全不同的题目\n"))
    return issue.provoked()
