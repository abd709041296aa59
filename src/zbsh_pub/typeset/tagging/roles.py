"""What an element of the print layout is in a structure tree: the standard types of ISO 32000-1, 14.8.4."""

from __future__ import annotations

from typing import Any

_BY_CLASS = {"fn": "Note", "ruby": "Ruby", "rt": "RT", "article": "Art", "toc__list": "TOC", "entry": "TOCI"}
_BY_TAG = {
    "section": "Sect",
    "aside": "Div",
    "figure": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "a": "Link",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    "caption": "Caption",
    "figcaption": "Caption",
}
INLINE = {"Link", "Ruby", "Note", "Reference"}
HOLDS_TEXT = {"P", *(f"H{level}" for level in range(1, 7)), "Link", "Lbl", "LBody", "TH", "TD", "Caption"}
HOLDS_TEXT |= {"RB", "RT", "Note", "Reference", "Figure"}
# An item of these takes what is no part of its own into this part of it.
INNER = {"LI": "LBody", "Ruby": "RB"}
PARTS = {"Lbl", "LBody", "RB", "RT"}


def role_of(element: Any, parent: Any) -> str:
    """The type of an HTML element; empty for one that only groups or dresses text."""
    for name in (element.get("class") or "").split():
        if name in _BY_CLASS:
            return _BY_CLASS[name]
    if element.tag == "div" and parent is not None and parent.tag == "dl":
        return "LI"
    return _BY_TAG.get(element.tag, "") if isinstance(element.tag, str) else ""


def numbering_of(element: Any) -> str:
    """How the items of a list are marked (14.8.5.5; print.css: .body ol, .body ul)."""
    return {"ol": "Decimal", "ul": "Square"}.get(element.tag, "")


def words_of(element: Any) -> str:
    """What a link says: its text, else what its picture shows, else where it leads."""
    text = "".join(element.itertext()).strip()
    pictures = [image.get("alt") for image in element.iter("img") if image.get("alt")]
    return text or "".join(pictures) or element.get("href") or ""
