"""R08: pictures of too few pixels for their size in print."""

from __future__ import annotations

from pressissue import reported
from zbsh_pub.prepress.images import Pixels
from zbsh_pub.prepress.pressunit import Findings, Placed
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """Two inches wide: a photograph of 300 pixels, one of 600, line art of 600."""
    photographs = [Placed(0, 144, 72, Pixels(width, width // 2, False, "")) for width in (300, 600)]
    return reported(Findings(placed=(*photographs, Placed(1, 144, 72, Pixels(600, 300, True, "")))))
