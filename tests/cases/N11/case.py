"""N11: a hint beside a code that the text does not have."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The small issue as it is."""
    return PrintedIssue.new().provoked()
