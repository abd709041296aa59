"""An XMP packet (ISO 16684-1) as a flat table: "dc:title" → text; of a list its first item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree
from lxml.etree import _Element

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
}


def read_xmp(packet: bytes) -> Mapping[str, str]:
    """The properties that have a known prefix; nothing where the packet is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(packet.strip(b"\0 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    return dict(pair for block in root.iter(f"{_RDF}Description") for pair in _properties(block))


def _properties(block: _Element) -> Iterator[tuple[str, str]]:
    """Properties are attributes of a description, or elements in it."""
    for key, value in block.attrib.items():
        if known := _named(str(key)):
            yield known, str(value)
    for child in block:
        if isinstance(child.tag, str) and (known := _named(child.tag)):
            yield known, _first_text(child)


def _first_text(node: _Element) -> str:
    item = next(node.iter(f"{_RDF}li"), node)
    return "".join(str(text) for text in item.itertext()).strip()


def _named(tag: str) -> str:
    uri, _, local = tag.removeprefix("{").rpartition("}")
    prefix = _PREFIXES.get(uri, "")
    return f"{prefix}:{local}" if prefix else ""
