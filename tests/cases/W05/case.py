"""W05: a part that unpacks to more than a text has."""

from __future__ import annotations

from worddocs import docx, p, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(docx(p("正文。"), files={"word/big.xml": b" " * 41_000_000}))
