"""W29: a text box."""

from __future__ import annotations

from worddocs import docx, p, r, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p(
                "正文。",
                r(
                    content=f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('框里的话。')}</w:txbxContent></v:textbox></v:shape></w:pict>"
                ),
            ),
            styles=style("t", "Title"),
        )
    )
