"""E01: text that did not reach the EPUB."""

from __future__ import annotations

from damage import problems_of_damaged_epub
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A heading, a note and the end of a cell are taken out of the finished pages."""

    def damage(name: str, data: bytes) -> bytes:
        for text in ("小标题", "注文写在单独一行。", "印刷"):
            data = data.replace(text.encode(), b"")
        return data

    return problems_of_damaged_epub(damage)
