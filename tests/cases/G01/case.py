"""G01: an article runs to more pages than planned."""

from __future__ import annotations

from planned import plan_problems
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """Three pages of text, two planned; the second article keeps to its plan."""
    return plan_problems(first="{pages: 2}", second="{pages: 1}", body="甲乙丙丁，戊己庚辛。" * 480)
