"""Small help for writing ONIX as a tree."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml.etree import _Element

ONIX = "http://ns.editeur.org/onix/3.0/reference"
_ONLY: Any = {None: ONIX}
Content = str | _Element | None


def node(name: str, *content: Content, **attributes: str) -> _Element:
    """An element of ONIX with text or children; None among the children is left out."""
    made = etree.Element(f"{{{ONIX}}}{name}", attributes, nsmap=_ONLY)
    for item in content:
        if isinstance(item, str):
            made.text = item
        elif item is not None:
            made.append(item)
    return made


def leaf(name: str, text: str, **attributes: str) -> _Element | None:
    """An element with text, or none where there is no text."""
    return node(name, text, **attributes) if text else None
