"""W36: a note called in the title."""

from __future__ import annotations

from worddocs import call, docx, note, p, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", call(1), style="t"),
            p("正文。"),
            styles=style("t", "Title"),
            footnotes=note(1, "作者系某校教师。"),
        )
    )
