"""P05: a mark three characters beyond the place where the printed page turns."""

from __future__ import annotations

import re

from damage import problems_of_damaged_epub
from zbsh_pub.problems import Problem

SENTENCE = "第{}句：印刷的一页在哪里翻过去，这本书里就在哪里留下标记。"
BODY = "\n\n".join("".join(SENTENCE.format(10 * n + k) for k in range(10)) for n in range(11, 20))


def problems() -> list[Problem]:
    """The mark of page 3 is moved on in its paragraph."""

    def damage(name: str, data: bytes) -> bytes:
        moved = re.sub(r'(<span id="p3"[^>]*></span>)([^<]{3})', r"\2\1", data.decode()) if "p003" in name else ""
        return moved.encode() or data

    return problems_of_damaged_epub(damage, BODY)
