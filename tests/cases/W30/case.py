"""W30: a formula, and an EQ field that no rule knows."""

from __future__ import annotations

from worddocs import docx, field, p, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p("设", "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>", "。"),
            p("又", field(r"EQ \f(1,2)"), "。"),
            styles=style("t", "Title"),
        )
    )
