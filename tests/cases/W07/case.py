"""W07: words put in by one, taken out by another."""

from __future__ import annotations

from worddocs import docx, p, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    added = '<w:ins w:id="1" w:author="甲"><w:r><w:t>新字</w:t></w:r></w:ins>'
    removed = '<w:del w:id="2" w:author="乙"><w:r><w:delText>旧字</w:delText></w:r></w:del>'
    return told(docx(p("没有修订。"), p("这里", added, removed, "。")))
