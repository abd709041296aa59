"""W20: a large centred line at the top, and nothing that could be a title."""

from __future__ import annotations

from worddocs import docx, p, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    big = '<w:jc w:val="center"/>'
    return [*told(docx(p("大桥通车", properties=big), p("正文。"))), *told(docx(p("正文从这里开始。")))]
