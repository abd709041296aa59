"""P06: an article that begins on one page in the EPUB and on another by the PDF's bookmark."""

from __future__ import annotations

import pikepdf

from damage import problems_of_damaged_pdf
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The bookmark of the second article leads to the first one."""

    def damage(pdf: pikepdf.Pdf) -> None:
        articles = pdf.Root.Outlines.Last.First
        articles.Next.Dest = articles.Dest

    return problems_of_damaged_pdf(damage)
