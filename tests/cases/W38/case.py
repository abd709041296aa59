"""W38: a box made with a table."""

from __future__ import annotations

from worddocs import docx, p, style, table, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(docx(p("题目", style="t"), table(("框里的话。",)), p("正文。"), styles=style("t", "Title")))
