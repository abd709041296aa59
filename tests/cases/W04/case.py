"""W04: XML that breaks off, a zip cut short, and no text in it."""

from __future__ import annotations

from worddocs import NAME, docx, p, told, zipped
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    broken = docx(p("正文。"), files={"word/document.xml": "<w:document>"})
    files = (broken, docx(p("正文。"))[:300], zipped({"_rels/.rels": "<r/>"}))
    return [found for data in files for found in told(data) if found.place.file == NAME]
