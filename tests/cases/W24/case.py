"""W24: a cell over two columns."""

from __future__ import annotations

from worddocs import docx, p, style, table, tc, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p("表1 题"),
            table(("甲", "乙"), (tc("丙", '<w:gridSpan w:val="2"/>'),)),
            styles=style("t", "Title"),
        )
    )
