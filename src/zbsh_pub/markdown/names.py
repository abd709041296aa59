"""专名号 `<u>` and 甲式书名号 `<cite>`: lines under names and titles (clreq 3.1.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

CLASSES = {"u": "name", "cite": "booktitle"}
_NAME = re.compile(rf"<({'|'.join(CLASSES)})>(.+?)</\1>")
# The line stands under characters: marks at the ends stay outside, and 《》 would say the same as the wavy line.
_NOT_UNDER = re.compile(r"^[“‘（、，；：。！？…—\s]|[”’）、，；：。！？…—\s]$|[《》〈〉]|<(?:u|cite)>")


def misused(line: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each name of a source line that holds what has no place in it: the match, and the character or tag."""
    for match in _NAME.finditer(line):
        found = _NOT_UNDER.search(match[2])
        if found:
            yield match, found[0]


def class_names(root: _Element) -> None:
    """Classes of names and titles; one that follows another at once is `next`, so that their lines stay apart."""
    for node in root.iter(*CLASSES):
        before = node.getprevious()
        meets = before is not None and before.tag in CLASSES and not before.tail
        node.set("class", f"{CLASSES[str(node.tag)]}{' next' if meets else ''}")
