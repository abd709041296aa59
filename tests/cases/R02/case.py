"""R02: colours of a drawing that the house has no inks for."""

from __future__ import annotations

from issuetest import svg
from pressissue import linted
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The cover's art has two hues of its own, a grey and a colour of the house."""
    shapes = ["#1b1b1d", "#888888", "#e07020", "#20e070"]
    return linted({"assets/cover.svg": svg("\n".join(f'<rect width="5" height="5" fill="{c}"/>' for c in shapes))})
