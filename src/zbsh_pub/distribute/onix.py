"""The ONIX for Books 3.0 message of an issue, in reference names: what booksellers' systems read.

ONIX for Books has no model of a periodical: the issue is a product in a collection that the ISSN identifies
(EDItEUR, ONIX for Books 3.0 specification, groups P.5 and P.6). Codes are those of the ONIX code lists.
"""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.distribute.onix_content import collateral, contents
from zbsh_pub.distribute.onix_description import description
from zbsh_pub.distribute.onix_supply import publishing, related, supply
from zbsh_pub.distribute.record import Record
from zbsh_pub.distribute.xml import leaf, node


def onix_message(record: Record) -> bytes:
    """The message with one product. It is dated by the build, never by the clock."""
    root = node("ONIXMessage", _header(record), _product(record), release="3.0")
    etree.indent(root)
    xml: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _header(record: Record) -> _Element:
    terms = record.manifest.distribution
    sender = node(
        "Sender",
        node("SenderName", terms.sender or record.manifest.magazine.publisher),
        leaf("ContactName", terms.contact),
        leaf("TelephoneNumber", terms.phone),
        leaf("EmailAddress", terms.email),
    )
    return node("Header", sender, node("SentDateTime", f"{record.built:%Y%m%d}"))


def _product(record: Record) -> _Element:
    facts, magazine = record.manifest.issue, record.manifest.magazine
    published, isbn = facts.published <= record.built, record.manifest.distribution.isbn
    return node(
        "Product",
        node("RecordReference", facts.identifier.removeprefix("urn:uuid:")),
        node("NotificationType", "03" if published else "02"),
        node("RecordSourceType", "01"),
        node("RecordSourceName", magazine.publisher),
        _identifier("01", record.manifest.stem, f"{magazine.slug} issue"),
        _identifier("22", facts.identifier),
        _identifier("15", isbn) if isbn else None,
        description(record),
        collateral(record),
        contents(record),
        publishing(record),
        related(record),
        supply(record),
    )


def _identifier(kind: str, value: str, scheme: str = "") -> _Element:
    """List 5: 01 a scheme of one's own, which is named; 22 a URN; 15 an ISBN-13."""
    return node("ProductIdentifier", node("ProductIDType", kind), leaf("IDTypeName", scheme), node("IDValue", value))
