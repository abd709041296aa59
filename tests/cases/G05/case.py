"""G05: the issue has not as many pages as planned."""

from __future__ import annotations

from planned import plan_problems
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """Six pages with the cover, eight planned."""
    return plan_problems(whole="{pages: 8}")
