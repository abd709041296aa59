"""W25: a cell with two paragraphs."""

from __future__ import annotations

from worddocs import docx, p, style, table, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p("表1 题"),
            table(("甲", "乙"), ("丙", p("一") + p("二"))),
            styles=style("t", "Title"),
        )
    )
