"""N19: more lines than any issue has."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.importing.source import MAX_LINES
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A text of one short line again and again."""
    return PrintedIssue("水\n" * MAX_LINES).provoked()
