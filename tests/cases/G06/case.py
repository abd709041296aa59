"""G06: the pages fill no whole number of signatures."""

from __future__ import annotations

from planned import plan_problems
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """Five pages without the cover, as planned, and signatures of four."""
    return plan_problems(whole="{signature: 4, pages: 5, self-cover: false}")
