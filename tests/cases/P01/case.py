"""P01: text that the PDF shows but does not tell."""

from __future__ import annotations

import pikepdf

from damage import problems_of_damaged_pdf
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The 楷 face loses the table that leads from its glyphs to characters."""

    def damage(pdf: pikepdf.Pdf) -> None:
        for item in pdf.objects:
            if (
                isinstance(item, pikepdf.Dictionary)
                and "Kai" in str(item.get("/BaseFont", ""))
                and "/ToUnicode" in item
            ):
                del item["/ToUnicode"]

    return problems_of_damaged_pdf(damage)
