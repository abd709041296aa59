"""G04: a page leaves more lines empty at its foot than planned."""

from __future__ import annotations

from planned import plan_problems
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """One line may stay empty: the first article leaves more, the second does not."""
    return plan_problems(whole="{empty: 1}")
