"""W22: a bold line without a heading style."""

from __future__ import annotations

from worddocs import docx, p, r, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(docx(p("题目", style="t"), p(r("怎样修路", "<w:b/>")), p("正文。"), styles=style("t", "Title")))
