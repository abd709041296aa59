"""W09: a text that is another file."""

from __future__ import annotations

from worddocs import docx, p, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(docx(p("正文。"), '<w:altChunk r:id="x"/>'))
