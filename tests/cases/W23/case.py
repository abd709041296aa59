"""W23: a paragraph of text with an outline level."""

from __future__ import annotations

from worddocs import docx, p, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(p("题目", style="t"), p("字" * 70, properties='<w:outlineLvl w:val="0"/>'), styles=style("t", "Title"))
    )
