"""W26: a table in a table, and a picture in one."""

from __future__ import annotations

from worddocs import docx, p, picture, png, style, table, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p("表1 题"),
            table(("甲", "乙"), ("丙", table(("丁", "戊"), ("己", "庚")) + p())),
            p("表2 题"),
            table(("甲", "乙"), ("丙", p(picture("m1", "桥", "")))),
            styles=style("t", "Title"),
            media={"m1.png": png()},
        )
    )
