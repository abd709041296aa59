"""From page boxes to a tree of structure elements: each element of the HTML once, its content wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from zbsh_pub.typeset.tagging.roles import HOLDS_TEXT, INLINE, INNER, PARTS, numbering_of, role_of

POINTS = 0.75  # per CSS px


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content, by its page (from 0) and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link annotation on a page."""

    page: int
    annotation: Any


@dataclass(slots=True, eq=False)
class Node:
    """A structure element: its type, the HTML element that it comes from, what it holds."""

    role: str
    element: Any = None
    above: Node | None = None
    kids: list[Node | Content | LinkArea] = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None  # of a picture, in points from the lower left corner
    spans: tuple[int, int] = (1, 1)  # columns and rows of a cell

    def add(self, role: str, element: Any = None) -> Node:
        node = Node(role, element, self)
        self.kids.append(node)
        return node

    def part(self, role: str) -> Node:
        """The part of this type, which is made where there is none: of an item its mark or its text."""
        parts = (kid for kid in self.kids if isinstance(kid, Node) and kid.role == role)
        return next(parts, None) or self.add(role, self.element)


class Tagger:
    """Builds the tree while page boxes are gone through in order."""

    def __init__(self) -> None:
        self.document = Node("Document")
        self._nodes: dict[Any, Node] = {}
        self._parents: dict[Any, Any] = {}
        self._with_blocks: set[Any] = set()  # elements with paragraphs, headings and the like below them
        self._roots: set[Any] = set()
        self._level = 0

    def page(self, number: int, box: Any, tags: Mapping[Any, Mapping[str, Any]]) -> None:
        """Take in a page; `tags` has what was drawn with a number, by box."""
        height = box.margin_height()
        for child in _below(box):
            if child.element is not None and child.element not in self._roots:
                self._read(child.element)
            self._box(child, number, height, tags)

    def _read(self, root: Any) -> None:
        """Take in the elements of a document."""
        self._roots.add(root)
        self._parents |= {kid: parent for parent in root.iter() for kid in parent}
        for element in root.iter():
            parent = self._parents.get(element)
            if role_of(element, parent) in {"", *INLINE}:
                continue
            while parent is not None and parent not in self._with_blocks:
                self._with_blocks.add(parent)
                parent = self._parents.get(parent)

    def _box(self, box: Any, page: int, height: float, tags: Mapping[Any, Mapping[str, Any]]) -> None:
        element = box.element
        if isinstance(box, (boxes.TextBox, boxes.ReplacedBox)):
            if box in tags:
                node = self._picture(box, height) if isinstance(box, boxes.ReplacedBox) else self._text_of(box)
                node.kids.append(Content(page, tags[box]["mcid"]))
        elif isinstance(box, boxes.TableCellBox) and element is not None:
            self._node(element).spans = (box.colspan, box.rowspan)
        if box.link_annotation is not None and element is not None:
            self._link_of(element).kids.append(LinkArea(page, box.link_annotation))
        for child in _below(box):
            self._box(child, page, height, tags)

    def _node(self, element: Any) -> Node:
        """The node of an element, or of the one round it where it has none of its own."""
        known = self._nodes.get(element)
        if known is None:
            parent = self._parents.get(element)
            role = self._levelled(role_of(element, parent))
            above = self._above(element, parent, role)
            known = self._nodes[element] = above.add(role, element) if role else above
            if role == "Ruby":
                known.part("RB")  # read before the reading, which is set before it
        return known

    def _above(self, element: Any, parent: Any, role: str) -> Node:
        """The node that takes an element with this role in."""
        if parent is None:
            return self.document
        if role in INLINE:
            return self._holder(parent, element)
        node = self._node(parent)
        return node.part(INNER[node.role]) if role and role not in PARTS and node.role in INNER else node

    def _levelled(self, role: str) -> str:
        """A heading never more than one level below the one before it (ISO 14289-1, 7.4.2)."""
        if role[:1] == "H" and role[1:].isdigit():
            self._level = min(int(role[1:]), self._level + 1)
            return f"H{self._level}"
        return role

    def _holder(self, element: Any, below: Any = None) -> Node:
        """The node that takes text of `element` in, or what stands `below` it in a line.

        Where only groups are round it, the largest element without blocks becomes a paragraph.
        """
        node = self._node(element)
        node = node.part(INNER[node.role]) if node.role in INNER else node
        if node.role in HOLDS_TEXT:
            return node
        own = below if below is not None and node.element is element else element
        while (parent := self._parents.get(own)) is not None and self._is_plain(parent, node):
            own = parent
        paragraph = self._nodes.get((own, "P"))
        if paragraph is None:
            paragraph = self._nodes[(own, "P")] = node.add("P", own)
        return paragraph

    def _is_plain(self, element: Any, node: Node) -> bool:
        """Is the element below that of the node, and are there no blocks below it?"""
        return element is not node.element and element not in self._with_blocks

    def _text_of(self, box: Any) -> Node:
        """The node for a text box; marks of items and notes have their own."""
        element, pseudo = box.element, str(box.element_tag).partition("::")[2]
        if pseudo == "footnote-call":
            key = (element, "call")
            if key not in self._nodes:
                self._nodes[key] = self._holder(self._parents[element], element).add("Reference", element)
                self._node(element)  # the note's own place is beside its mark
            return self._nodes[key]
        node = self._node(element)
        if pseudo == "footnote-marker" or (pseudo == "before" and node.role == "LI"):
            return node.part("Lbl")
        return self._holder(element)

    def _picture(self, box: Any, height: float) -> Node:
        node = self._node(box.element)
        x, y = box.content_box_x() * POINTS, (height - box.content_box_y() - box.height) * POINTS
        node.box = (x, y, x + box.width * POINTS, y + box.height * POINTS)
        return node

    def _link_of(self, element: Any) -> Node:
        """The link that an element stands in, or is."""
        node: Node | None = self._node(element)
        while node is not None and node.role != "Link":
            node = node.above
        return node or self._holder(element).add("Link", element)


def _below(box: Any) -> Iterator[Any]:
    """The boxes directly below one, but for those in margins."""
    children: Iterable[Any] = getattr(box, "children", ())
    for child in children:
        if not isinstance(child, boxes.MarginBox):
            yield child._box if isinstance(child, AbsolutePlaceholder) else child


def attributes_of(node: Node) -> dict[str, Any]:
    """Owner and values of a node's attributes (14.8.5), as plain values; empty where it has none."""
    if node.role == "L" and numbering_of(node.element):
        return {"O": "/List", "ListNumbering": f"/{numbering_of(node.element)}"}
    if node.role in ("TH", "TD"):
        found: dict[str, Any] = {"O": "/Table"}
        if node.role == "TH":
            found["Scope"] = "/Row" if node.element.get("scope") == "row" else "/Column"
        found |= {k: v for k, v in zip(("ColSpan", "RowSpan"), node.spans, strict=True) if v != 1}
        return found if len(found) > 1 else {}
    return {"O": "/Layout", "BBox": node.box} if node.box is not None else {}
