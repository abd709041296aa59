"""W06: entities, the way to a bomb."""

from __future__ import annotations

from worddocs import docx, p, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'
    return told(docx(p("正文。"), files={"word/document.xml": bomb}))
