"""W39: line breaks in a paragraph."""

from __future__ import annotations

from worddocs import docx, p, r, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(docx(p("题目", style="t"), p("上句，", r(content="<w:br/>"), "下句。"), styles=style("t", "Title")))
