"""W41: a table and a picture without captions."""

from __future__ import annotations

from worddocs import docx, p, picture, png, style, table, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p("正文。"),
            table(("甲", "乙"), ("丙", "丁")),
            p(picture("m1", "一座桥")),
            styles=style("t", "Title"),
            media={"m1.png": png()},
        )
    )
