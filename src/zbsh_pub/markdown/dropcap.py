"""首字下沉: the first character of an article's text in a span of its own, which the sheets set two lines high."""

from __future__ import annotations

import re

from lxml.etree import _Element

from zbsh_pub.markdown.trees import element, has_class, text_of

# A Han character, alone or behind an opening mark, which goes with it.
_CAPITAL = re.compile("([“‘《「『]?)([\u3400-\u9fff\U00020000-\U0003ffff])")
_HEADINGS = {"h2", "h3", "h4"}
_ABOVE = ("abstract", "ednote")
# Characters that fill the two lines beside the cap (20 zi each) and go on below it.
SHORTEST = 60


def set_drop_cap(root: _Element) -> bool:
    """Set the drop cap of the text below `root`; false where the text cannot take one.

    The paragraph takes the class `opens`, its first character the class `dropcap`.
    """
    paragraph = opening_paragraph(root)
    match = _CAPITAL.match(paragraph.text or "") if paragraph is not None else None
    if paragraph is None or match is None or len(text_of(paragraph)) < SHORTEST:
        return False
    cap = element("span", "dropcap", element("span", "dropcap__mark", match[1]) if match[1] else None, match[2])
    cap.tail, paragraph.text = (paragraph.text or "")[match.end() :], None
    paragraph.insert(0, cap)
    paragraph.set("class", "opens")
    return True


def opening_paragraph(root: _Element) -> _Element | None:
    """The paragraph that the running text begins with, headings apart; none where something else stands first."""
    blocks = (n for n in root if n.tag not in _HEADINGS and not any(has_class(n, name) for name in _ABOVE))
    first = next(blocks, None)
    return first if first is not None and first.tag == "p" and not first.get("class") else None
