"""W27: a picture that Word shows a part of."""

from __future__ import annotations

from worddocs import docx, p, picture, png, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p(picture("m1", "桥", '<a:srcRect l="10000"/>')),
            p("图1 桥"),
            p("正文。"),
            styles=style("t", "Title"),
            media={"m1.png": png()},
        )
    )
