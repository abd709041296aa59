"""W46: more readings than characters."""

from __future__ import annotations

from worddocs import docx, p, r, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    reading, base = r("zhuō zhōu shì"), r("涿州")
    ruby = f"<w:ruby><w:rt>{reading}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby>"
    return told(docx(p("题目", style="t"), p("过", r(content=ruby), "。"), styles=style("t", "Title")))
