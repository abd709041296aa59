"""W35: underlined words."""

from __future__ import annotations

from worddocs import docx, p, r, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(p("题目", style="t"), p("这是", r("要点", '<w:u w:val="single"/>'), "。"), styles=style("t", "Title"))
    )
