"""R05: text that is made see-through."""

from __future__ import annotations

from pressissue import linted
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """One line fades a whole box, another one its text."""
    return linted({"styles/cover.css": ".a { opacity: .6 }\n.b { opacity: 1; color: rgb(0 0 0 / 50%) }\n"})
