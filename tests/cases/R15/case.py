"""R15: what was not turned into ink."""

from __future__ import annotations

from pressissue import reported
from zbsh_pub.prepress.pressunit import Findings
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A colour operator of RGB was left."""
    return reported(Findings(left=("rg",)))
