"""R01: a colour of a sheet that the house has no ink for."""

from __future__ import annotations

from pressissue import linted
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A sheet of the issue's own uses an orange."""
    return linted({"styles/cover.css": ".cover { background: #fff;\n  color: #e07020 }\n"})
