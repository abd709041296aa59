"""W28: a chart."""

from __future__ import annotations

from worddocs import docx, p, r, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p(r(content='<w:drawing><wp:inline><c:chart r:id="x"/></wp:inline></w:drawing>')),
            p("正文。"),
            styles=style("t", "Title"),
        )
    )
