"""G03: an article opens on the other side."""

from __future__ import annotations

from planned import plan_problems
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The second article opens on page 2, a left-hand page; the first one as planned."""
    return plan_problems(first="{opens: right}", second="{opens: right}")
