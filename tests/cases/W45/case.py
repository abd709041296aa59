"""W45: full-width stars."""

from __future__ import annotations

from worddocs import docx, p, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(docx(p("题目", style="t"), p("这是＊＊重点＊＊。"), styles=style("t", "Title")))
