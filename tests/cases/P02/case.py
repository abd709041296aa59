"""P02: a page label that disagrees with the folio."""

from __future__ import annotations

import pikepdf

from damage import problems_of_damaged_pdf
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The page after page 1 is labelled 8."""

    def damage(pdf: pikepdf.Pdf) -> None:
        numbers = pdf.Root.PageLabels.Nums
        numbers.append(int(numbers[2]) + 1)
        numbers.append(pikepdf.Dictionary(S=pikepdf.Name.D, St=8))

    return problems_of_damaged_pdf(damage)
