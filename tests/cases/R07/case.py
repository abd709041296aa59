"""R07: a raster picture inside a drawing."""

from __future__ import annotations

from issuetest import svg
from pressissue import linted
from zbsh_pub.problems import Problem

DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def problems() -> list[Problem]:
    """The cover's art holds a PNG."""
    return linted(
        {"assets/cover.svg": svg(f'<rect width="5" height="5"/>\n<image width="5" height="5" href="{DOT}"/>')}
    )
