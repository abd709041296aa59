"""W31: a page number that Word worked out."""

from __future__ import annotations

from worddocs import docx, field, p, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(docx(p("题目", style="t"), p("见第", field("PAGEREF x", "5"), "页。"), styles=style("t", "Title")))
