"""English phrases in Chinese text, marked so that they are not spelt out or read as pinyin (WCAG 2.2, 3.1.2).

Only what is English beyond doubt: two words or more with one of English's own small words between them. Names,
abbreviations (GDP, PM2.5) and single words stay, which 3.1.2 excepts; other phrases an editor marks: `[…]{en}`.
"""

from __future__ import annotations

import re

from lxml.etree import _Element

from zbsh_pub.markdown.trees import element, fill, text_nodes

_WORD = r"[A-Za-z]+(?:['’-][A-Za-z]+)*"
_SMALL = "of the and for with from by is are to"
_PHRASE = re.compile(rf"(?<![A-Za-z0-9.@/_-]){_WORD}(?: {_WORD})+(?![A-Za-z0-9@/_-])")
_HELD = frozenset({"code", "rt", "rp", "rb"})


def mark_english(root: _Element) -> None:
    """Wrap each English phrase of the tree in `span lang`; not in drawings, readings, nor where a language is named."""
    for node, place, text in list(text_nodes(root)):
        holder = node if place == "text" else node.getparent()
        if holder is None or _is_held(holder):
            continue
        matches = [match for match in _PHRASE.finditer(text) if _is_english(match[0])]
        for match in reversed(matches):  # from the end, so that what stands before keeps its place
            _wrap(node, place, match)


def _is_held(holder: _Element) -> bool:
    above = (holder, *holder.iterancestors())
    return any(not isinstance(n.tag, str) or n.tag in _HELD or n.tag.startswith("{") or n.get("lang") for n in above)


def _is_english(phrase: str) -> bool:
    """Does a small word stand inside, and words of three letters or more, not all capitals, around it?"""
    words = phrase.split(" ")
    inner = any(word.lower() in _SMALL.split() for word in words[:-1])
    return inner and sum(len(word) > 2 and not word.isupper() for word in words) >= 2


def _wrap(node: _Element, place: str, match: re.Match[str]) -> None:
    """The phrase as an element; the text behind it becomes the element's tail."""
    current = node.text if place == "text" else node.tail
    assert current is not None
    before, behind = current[: match.start()], current[match.end() :]
    span = fill(element("span", lang="en"), [match[0]])
    span.tail = behind or None
    if place == "text":
        node.text = before
        node.insert(0, span)
    else:
        node.tail = before
        parent = node.getparent()
        assert parent is not None
        parent.insert(parent.index(node) + 1, span)
