"""Navigation document and NCX as lists of labels and targets (EPUB 3.3, section 7; OPF 2.0.1, section 2.4.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from zbsh_pub.checks.epub.addresses import Target, resolve
from zbsh_pub.checks.epub.documents import TYPE, Document, X, label_of
from zbsh_pub.checks.epub.xmltext import Xml, line_of, text_of

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: `depth` from 1; `target` is none for a heading that leads nowhere."""

    label: str
    target: Target | None
    depth: int
    type: str
    line: int


@dataclass(frozen=True, slots=True)
class List:
    """A nav of the navigation document; `kind` is its epub:type."""

    kind: str
    entries: tuple[Entry, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Navigation:
    """All navs of the navigation document that have a type; `nodes` are all elements inside them."""

    path: str
    lists: tuple[List, ...]
    nodes: frozenset[_Element] = field(repr=False)

    def of(self, kind: str) -> tuple[List, ...]:
        return tuple(found for found in self.lists if found.kind == kind)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """The entries of the first nav of this kind."""
        return next((found.entries for found in self.of(kind)), ())


@dataclass(frozen=True, slots=True)
class Ncx:
    """The contents for EPUB 2. `uid` is none where it is not stated; `depth` as stated."""

    path: str
    uid: str | None
    uid_line: int
    depth: str
    entries: tuple[Entry, ...]


def read_navigation(document: Document) -> Navigation:
    """The navs of the document that has the property `nav`."""
    navs = [node for node in document.all("nav") if node.get(TYPE)]
    lists = tuple(
        List(node.get(TYPE, "").split()[0], tuple(_entries(document.path, node, 1)), line_of(node)) for node in navs
    )
    return Navigation(document.path, lists, frozenset(child for node in navs for child in node.iter()))


def _entries(path: str, node: _Element, depth: int) -> Iterator[Entry]:
    for item in node.iterfind(f"{X}ol/{X}li"):
        head = next((child for child in item if child.tag in (f"{X}a", f"{X}span")), None)
        if head is not None:
            target = resolve(path, head.get("href", "")) if head.tag == f"{X}a" else None
            yield Entry(label_of(head), target, depth, head.get(TYPE, ""), line_of(head))
        yield from _entries(path, item, depth + 1)


def read_ncx(xml: Xml, root: _Element) -> Ncx:
    """The navMap of an NCX."""
    heads = {node.get("name"): node for node in root.iter(f"{NCX}meta")}
    uid = heads.get("dtb:uid")
    nav_map = root.find(f"{NCX}navMap")
    return Ncx(
        xml.path,
        uid.get("content") if uid is not None else None,
        line_of(uid) if uid is not None else 1,
        heads["dtb:depth"].get("content", "") if "dtb:depth" in heads else "",
        tuple(_points(xml.path, nav_map, 1)) if nav_map is not None else (),
    )


def _points(path: str, node: _Element, depth: int) -> Iterator[Entry]:
    for point in node.iterfind(f"{NCX}navPoint"):
        label = point.find(f"{NCX}navLabel")
        content = point.find(f"{NCX}content")
        text = " ".join(text_of(label).split()) if label is not None else ""
        target = resolve(path, content.get("src", "")) if content is not None else None
        yield Entry(text, target, depth, "", line_of(point))
        yield from _points(path, point, depth + 1)
