"""A tree of structure elements as objects of a unit's PDF, with the way back from its pages (14.7.4.4).

Replaced in `weasyprint.pdf` while a unit is drawn: `add_tags`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

import pydyf

from zbsh_pub.typeset.tagging.roles import words_of
from zbsh_pub.typeset.tagging.tree import Content, LinkArea, Node, Tagger, attributes_of

PRINTED = 4  # annotation flag (12.5.3): PDF/A wants it
_KEPT_EMPTY = {"TD", "TH"}


def add_tags(pdf: Any, document: Any, pdf_version: Any, streams: Sequence[Any]) -> None:
    """Add the structure tree of the document's pages, in the place of WeasyPrint's own."""
    tagger = Tagger()
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        tagger.page(number, page._page_box, stream._tags)
        stream._tags.clear()
    _Writer(pdf, len(streams)).write(tagger.document)


class _Writer:
    """Writes nodes, and keeps what leads back to them."""

    def __init__(self, pdf: Any, pages: int):
        self._pdf = pdf
        self._marked: list[dict[int, Any]] = [{} for _ in range(pages)]
        self._links: list[Any] = []
        self._notes = count(1)

    def write(self, document: Node) -> None:
        mapping, root = pydyf.Dictionary({}), pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self._pdf.add_object(mapping)
        self._pdf.add_object(root)
        root["ParentTree"] = mapping.reference
        root["K"] = pydyf.Array([self._element(document, root.reference).reference])
        mapping["Nums"] = pydyf.Array(
            item
            for number, marked in enumerate(self._marked)
            for item in (number, pydyf.Array(reference for _, reference in sorted(marked.items())))
        )
        for number, reference in enumerate(self._links, len(self._marked)):
            mapping["Nums"].extend([number, reference])
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _element(self, node: Node, above: Any) -> Any:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": above})
        self._pdf.add_object(element)
        page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if page is not None:
            element["Pg"] = self._pdf.page_references[page]
        element["K"] = pydyf.Array(self._kid(kid, element, node, page) for kid in node.kids if _is_kept(kid))
        found = attributes_of(node)
        if found:
            element["A"] = pydyf.Dictionary({k: pydyf.Array(v) if k == "BBox" else v for k, v in found.items()})
        if node.role == "Figure":
            element["Alt"] = pydyf.String(node.element.get("alt"))
        if node.role == "Note":  # ISO 14289-1, 7.9; the linker makes it unique
            element["ID"] = pydyf.String(f"n{next(self._notes)}")
        return element

    def _kid(self, kid: Node | Content | LinkArea, element: Any, node: Node, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element.reference).reference
        if isinstance(kid, LinkArea):
            return self._link(kid, element, node)
        self._marked[kid.page][kid.number] = element.reference
        if kid.page == page:
            return kid.number
        where = self._pdf.page_references[kid.page]
        return pydyf.Dictionary({"Type": "/MCR", "Pg": where, "MCID": kid.number})

    def _link(self, area: LinkArea, element: Any, node: Node) -> Any:
        area.annotation["StructParent"] = len(self._marked) + len(self._links)
        area.annotation["F"] = PRINTED
        area.annotation["Contents"] = pydyf.String(words_of(node.element))
        self._links.append(element.reference)
        reference = pydyf.Dictionary(
            {"Type": "/OBJR", "Obj": area.annotation.reference, "Pg": self._pdf.page_references[area.page]}
        )
        self._pdf.add_object(reference)
        return reference.reference


def _is_kept(kid: Node | Content | LinkArea) -> bool:
    """Does it hold anything, or keep a place in a table?"""
    return not isinstance(kid, Node) or kid.role in _KEPT_EMPTY or any(map(_is_kept, kid.kids))
