"""N17: a contents page without its articles."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The contents page alone."""
    rows = ["目录", "- 01 守住一方水土", "- 03 把会议开到田间地头", "- 06 一座小城的变化"]
    return PrintedIssue("\n\n".join(rows)).provoked()
