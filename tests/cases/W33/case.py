"""W33: a link into the author's own disk."""

from __future__ import annotations

from worddocs import docx, p, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(
        docx(
            p("题目", style="t"),
            p("见", '<w:hyperlink r:id="h"><w:r><w:t>这里</w:t></w:r></w:hyperlink>', "。"),
            styles=style("t", "Title"),
            links={"h": ("hyperlink", "file:///C:/a.doc")},
        )
    )
