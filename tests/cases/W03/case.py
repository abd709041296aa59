"""W03: a document with macros."""

from __future__ import annotations

from worddocs import docx, p, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(docx(p("正文。"), files={"word/vbaProject.bin": b"x"}))
