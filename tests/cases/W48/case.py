"""W48: a number in Thai digits."""

from __future__ import annotations

from worddocs import docx, levels, numbered, p, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p("正文。", properties=numbered()),
            styles=style("t", "Title"),
            numbering=levels(("thaiNumbers", "%1.")),
        )
    )
