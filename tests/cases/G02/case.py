"""G02: an article fills fewer pages than planned."""

from __future__ import annotations

from planned import plan_problems
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """One page of text, two planned."""
    return plan_problems(first="{pages: 2}")
