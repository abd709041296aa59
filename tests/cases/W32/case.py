"""W32: a symbol of an unknown font, and a private character."""

from __future__ import annotations

from worddocs import docx, p, r, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p("甲", r(content='<w:sym w:font="某体" w:char="F0AA"/>'), "乙\ue123。"),
            styles=style("t", "Title"),
        )
    )
