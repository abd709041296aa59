"""W47: a note of two paragraphs."""

from __future__ import annotations

from worddocs import call, docx, note, p, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p("正文", call(1), "。"),
            styles=style("t", "Title"),
            footnotes=note(1, "一。", "二。"),
        )
    )
