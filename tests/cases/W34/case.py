"""W34: a page break."""

from __future__ import annotations

from worddocs import docx, p, r, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(docx(p("题目", style="t"), p("甲。", r(content='<w:br w:type="page"/>')), styles=style("t", "Title")))
