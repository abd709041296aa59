"""R13: art that ends where the paper is cut."""

from __future__ import annotations

from pressissue import reported
from zbsh_pub.prepress.pressunit import Findings, Touch
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """On the article's second page something ends at the left edge."""
    return reported(Findings(touches=(Touch(1, "left"),)))
