"""W21: names below the title without a style of their own."""

from __future__ import annotations

from worddocs import docx, p, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(docx(p("题目", style="t"), p("张三　李四"), p("正文。"), styles=style("t", "Title")))
