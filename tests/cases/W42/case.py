"""W42: a picture among the words of a paragraph."""

from __future__ import annotations

from worddocs import docx, p, picture, png, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p("前文，", picture("m1", "一座桥"), "后文。"),
            p("图1 桥"),
            styles=style("t", "Title"),
            media={"m1.png": png()},
        )
    )
