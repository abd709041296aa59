"""R06: effects that a PDF does not have, or not for a press."""

from __future__ import annotations

from issuetest import svg
from pressissue import linted
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """Shadows and a carved border in a sheet, a filter in a drawing."""
    sheet = ".a { text-shadow: 1px 1px #000; box-shadow: none }\n.b { border: 3px groove #000 }\n"
    drawing = svg('<filter id="f"><feOffset dx="1"/></filter>\n<rect width="5" height="5" filter="url(#f)"/>')
    return linted({"styles/cover.css": sheet, "assets/cover.svg": drawing})
