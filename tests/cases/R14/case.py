"""R14: ink that a sheet asks for itself, and too much of it."""

from __future__ import annotations

from pressissue import reported
from zbsh_pub.prepress.pressunit import Findings
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A colour of 360 per cent."""
    return reported(Findings(rich=(360.0,)))
