"""Names of WordprocessingML (ECMA-376, Part 1, 17) and small helpers on its trees."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
# Where strict files (ISO/IEC 29500 Strict) have another name for the same thing.
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": NAMESPACES["w"],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": NAMESPACES["r"],
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": NAMESPACES["wp"],
    "http://purl.oclc.org/ooxml/drawingml/main": NAMESPACES["a"],
    "http://purl.oclc.org/ooxml/drawingml/picture": NAMESPACES["pic"],
    "http://purl.oclc.org/ooxml/drawingml/chart": NAMESPACES["c"],
    "http://purl.oclc.org/ooxml/drawingml/diagram": NAMESPACES["dgm"],
    "http://purl.oclc.org/ooxml/officeDocument/math": NAMESPACES["m"],
}
_OFF = {"0", "false", "off", "none"}


def q(name: str) -> str:
    """`w:p` as lxml's `{namespace}p`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def names(*wanted: str) -> tuple[str, ...]:
    """Several names as lxml writes them."""
    return tuple(map(q, wanted))


def value(node: _Element | None, attribute: str = "w:val") -> str:
    """An attribute of a node that may not be there; empty where either is missing."""
    return "" if node is None else node.get(q(attribute), "")


def child(node: _Element | None, *path: str) -> _Element | None:
    """The first child by each name in turn; none where one is missing."""
    for name in path:
        node = None if node is None else node.find(q(name))
    return node


def is_on(node: _Element | None) -> bool | None:
    """A toggle such as `w:b` (17.17.4): on, off, or not said."""
    return None if node is None else value(node) not in _OFF


def make(name: str, *children: _Element, **attributes: str) -> _Element:
    """An element; `w_val="1"` is the attribute `w:val`."""
    node = etree.Element(q(name), {q(key.replace("_", ":", 1)): text for key, text in attributes.items()})
    node.extend(children)
    return node


def text_run(text: str, properties: _Element | None = None) -> _Element:
    """A run `w:r` with one text, and a copy of the properties."""
    content = make("w:t")
    content.text = text
    run = make("w:r", content)
    if properties is not None:
        run.insert(0, etree.fromstring(etree.tostring(properties)))
    return run


def text_of(node: _Element) -> str:
    """The words that stand in a node, blanks for tabs and breaks left out."""
    return "".join(part.text or "" for part in node.iter(*names("w:t", "w:delText", "m:t")))


def detach(node: _Element) -> None:
    """Take a node out of its tree, if it is in one."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def unwrap(node: _Element) -> None:
    """Put the children of a node in its place."""
    parent = node.getparent()
    if parent is None:
        return
    at = parent.index(node)
    for offset, inner in enumerate(list(node)):
        parent.insert(at + offset, inner)
    parent.remove(node)


def all_of(root: _Element, *wanted: str) -> list[_Element]:
    """Every element by these names, in document order, safe against changes of the tree."""
    return list(root.iter(*names(*wanted)))


def inside(node: _Element, name: str) -> Iterator[_Element]:
    """The ancestors of a node by a name, nearest first."""
    yield from node.iterancestors(q(name))
