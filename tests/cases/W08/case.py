"""W08: a picture that stays on the author's disk."""

from __future__ import annotations

from worddocs import docx, p, picture, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(docx(p(picture("m1", link=True)), links={"m1": ("image", "file:///C:/a.png")}))
