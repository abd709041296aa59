"""N16: a foreign word amid Chinese."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A misread word in a paragraph."""
    return PrintedIssue.new().without("qr").with_text(("面包房和图书室", "面包房 and 图书室")).provoked()
