"""N04: a file in GB 18030."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The small issue as GB 18030, without the hint beside a code."""
    issue = PrintedIssue.new().with_text(("✎", ""), ("■ ", "□ "), ("■", "")).without("qr")
    return issue.provoked(encoding="gb18030")
