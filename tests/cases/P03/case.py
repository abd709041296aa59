"""P03: bookmarks that are not those of the contents."""

from __future__ import annotations

import pikepdf

from damage import problems_of_damaged_pdf
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The section's bookmark moves behind its articles."""

    def damage(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            section = next(item for item in outline.root if item.children)
            place = outline.root.index(section)
            outline.root[place : place + 1] = [*section.children, section]
            section.children.clear()

    return problems_of_damaged_pdf(damage)
