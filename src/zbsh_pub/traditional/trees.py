"""Trees in traditional characters: each paragraph is converted as a whole, whatever markup parts it."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.markdown.trees import copy_of, has_class, text_nodes
from zbsh_pub.traditional.converter import Converter
from zbsh_pub.xhtml import SVG

# Elements that stand inside a line; all others begin a text of their own, as a reading or a note does.
_INLINE = {"a", "b", "br", "cite", "em", "i", "mark", "rb", "ruby", "s", "small", "span", "strong", "sub", "sup", "u"}
_INLINE |= {f"{{{SVG}}}tspan", f"{{{SVG}}}a"}
_SPOKEN = ("alt", "aria-label", "title")
_UNSPOKEN = {f"{{{SVG}}}style", "style"}


def converted(source: _Element, converter: Converter) -> _Element:
    """A copy of the tree in traditional characters; ids, classes and addresses are those of the source."""
    root = copy_of(source)
    texts: dict[_Element, list[tuple[_Element, str, str]]] = {}
    for node, place, text in text_nodes(root):
        holder = _holder(node, place)
        if holder.tag not in _UNSPOKEN:
            texts.setdefault(_text_of(holder), []).append((node, place, text))
    for nodes in texts.values():
        for (node, place, _), text in zip(nodes, converter.pieces([text for *_, text in nodes]), strict=True):
            setattr(node, place, text)
    for node in root.iter(etree.Element):
        for name in _SPOKEN:
            if node.get(name):
                node.set(name, converter.text(node.get(name) or ""))
    return root


def _holder(node: _Element, place: str) -> _Element:
    """The element that a text node is in."""
    parent = node.getparent()
    return parent if place == "tail" and parent is not None else node


def _text_of(holder: _Element) -> _Element:
    """The element whose text is one text: a paragraph, a cell, a note."""
    node = holder
    while node.tag in _INLINE and not has_class(node, "note"):
        parent = node.getparent()
        if parent is None:
            break
        node = parent
    return node


def converted_drawing(data: bytes, converter: Converter) -> bytes:
    """A drawing with its words in traditional characters; the same bytes where it has none."""
    root = etree.fromstring(data)
    new = converted(root, converter)
    if list(text_nodes(new)) == list(text_nodes(root)) and all(
        a.attrib == b.attrib for a, b in zip(root.iter(etree.Element), new.iter(etree.Element), strict=True)
    ):
        return data
    return etree.tostring(new, encoding="utf-8")
