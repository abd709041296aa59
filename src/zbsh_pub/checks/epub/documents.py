"""XHTML and SVG documents into `Document`s: their ids, their links, and the text of their blocks.

EPUB 3.3, section 6 (EPUB content documents).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from lxml.etree import _Element

from zbsh_pub.checks.epub.addresses import Target, resolve
from zbsh_pub.checks.epub.xmltext import Xml, line_of, text_of

X = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
EPUB = "{http://www.idpf.org/2007/ops}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XLINK = "{http://www.w3.org/1999/xlink}"
TYPE = f"{EPUB}type"

# What an address is for, by element and attribute: `link` leads to a place, all others bring something in.
_ADDRESSES = {
    "a": (("href", "link"),),
    "area": (("href", "link"),),
    "img": (("src", "image"), ("srcset", "image")),
    "source": (("src", "media"), ("srcset", "image")),
    "link": (("href", "sheet"),),
    "script": (("src", "script"),),
    "audio": (("src", "media"),),
    "video": (("src", "media"), ("poster", "image")),
    "track": (("src", "track"),),
    "iframe": (("src", "frame"),),
    "embed": (("src", "frame"),),
    "object": (("data", "frame"),),
    "input": (("src", "image"),),
}
_SVG_ADDRESSES = {"a": "link", "image": "image", "use": "part", "feImage": "image", "textPath": "part"}


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a document; `kind` says what it is for."""

    node: _Element
    kind: str
    target: Target
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A page of the book. `ids` gives each id's number in the order of the text, `repeated` those met again.

    `nodes` are all elements in order; `types` the words of epub:type and role of each that has some.
    """

    path: str
    xml: Xml
    root: _Element
    nodes: tuple[_Element, ...] = field(repr=False)
    ids: Mapping[str, int] = field(repr=False)
    by_id: Mapping[str, _Element] = field(repr=False)
    repeated: tuple[tuple[str, int], ...]
    links: tuple[Link, ...] = field(repr=False)
    types: Mapping[_Element, frozenset[str]] = field(repr=False)

    @property
    def is_xhtml(self) -> bool:
        return bool(self.root.tag == f"{X}html")

    def all(self, *names: str) -> Iterator[_Element]:
        """The HTML elements of these names."""
        wanted = {X + name for name in names}
        return (node for node in self.nodes if node.tag in wanted)


def read_document(xml: Xml, root: _Element) -> Document:
    """What the rules ask of a document, gathered in one walk."""
    nodes = tuple(node for node in root.iter() if isinstance(node.tag, str))
    ids: dict[str, int] = {}
    by_id: dict[str, _Element] = {}
    repeated = []
    for number, node in enumerate(nodes):
        name = node.get("id") or node.get(f"{XML}id")
        if name is None:
            continue
        if name in ids:
            repeated.append((name, line_of(node)))
        else:
            ids[name], by_id[name] = number, node
    links = tuple(link for node in nodes for link in _links(xml.path, node))
    types = {node: words for node in nodes if (words := _types(node))}
    return Document(xml.path, xml, root, nodes, ids, by_id, tuple(repeated), links, types)


def _types(node: _Element) -> frozenset[str]:
    """epub:type and role as one set of words; the roles keep their `doc-`."""
    return frozenset(f"{node.get(TYPE, '')} {node.get('role', '')}".split())


def _links(path: str, node: _Element) -> Iterator[Link]:
    for attribute, kind in _addresses_of(node.tag):
        value = node.get(attribute)
        if value is None:
            continue
        kind = _kind_of_link(node) if kind == "sheet" else kind
        for address in _candidates(value) if attribute == "srcset" else (value,):
            if kind:
                yield Link(node, kind, resolve(path, address), line_of(node))


@cache
def _addresses_of(tag: str) -> tuple[tuple[str, str], ...]:
    if tag.startswith(X):
        return _ADDRESSES.get(tag.removeprefix(X), ())
    kind = _SVG_ADDRESSES.get(tag.removeprefix(SVG)) if tag.startswith(SVG) else None
    return ((f"{XLINK}href", kind), ("href", kind)) if kind else ()


def _kind_of_link(node: _Element) -> str:
    """A `link` brings a sheet in, or leads somewhere that is no part of the page."""
    return "sheet" if "stylesheet" in (node.get("rel") or "").lower().split() else ""


def _candidates(srcset: str) -> Iterator[str]:
    for candidate in srcset.split(","):
        if candidate.split():
            yield candidate.split()[0]


_BLOCK_NAMES = """address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table tbody td tfoot th
thead tr ul"""
BLOCKS = frozenset(X + name for name in _BLOCK_NAMES.split())
_SILENT = frozenset(X + name for name in ("rt", "rp", "script", "style", "template")) | {f"{SVG}svg", f"{MATH}math"}


def block_texts(root: _Element) -> Iterator[tuple[_Element, str]]:
    """The running text of each block, without readings and drawings; the text of blocks inside is their own.

    Preformatted text is left out.
    """
    for block in root.iter(*BLOCKS):
        if block.tag == f"{X}pre":
            continue
        text = "".join(_own_text(block))
        if text.strip():
            yield block, text


def _own_text(node: _Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag == f"{X}br":
            yield "\u2028"
        elif child.tag in BLOCKS:
            yield "\u2029"
        elif child.tag not in _SILENT:
            yield from _own_text(child)
        yield child.tail or ""


def label_of(node: _Element) -> str:
    """What a link or an element is called: its text, else a text that stands for it; blanks made one."""
    images = (child.get("alt") or "" for child in node.iter(f"{X}img"))
    text = " ".join(text_of(node).split()) or " ".join(images).strip()
    return text or node.get("aria-label") or node.get("title") or ""


def language_of(node: _Element) -> str:
    """The language of an element's text: the nearest declaration."""
    current: _Element | None = node
    while current is not None:
        language = current.get(f"{XML}lang") or current.get("lang")
        if language:
            return language
        current = current.getparent()
    return ""
