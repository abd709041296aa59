"""W40: a note mark typed by hand."""

from __future__ import annotations

from worddocs import docx, p, r, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p("引文", r("①", '<w:vertAlign w:val="superscript"/>'), "。"),
            styles=style("t", "Title"),
        )
    )
