"""N08: page numbers of the contents fall."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The third page number is lower than the second."""
    return PrintedIssue.new().without("qr").with_text(("- 06 一座", "- 02 一座")).provoked()
