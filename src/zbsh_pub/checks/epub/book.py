"""The bytes of an EPUB into a `Book`: everything read once, for rules that only look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from zbsh_pub.checks.epub.archive import Archive
from zbsh_pub.checks.epub.documents import SVG, Document, Link, X, read_document
from zbsh_pub.checks.epub.navigation import Navigation, Ncx, read_navigation, read_ncx
from zbsh_pub.checks.epub.package import Item, Package
from zbsh_pub.checks.epub.pictures import Picture, read_picture, sniff
from zbsh_pub.checks.epub.sheets import Sheet, read_sheet, read_style
from zbsh_pub.checks.epub.xmltext import Xml, line_of, parse_xml

ENCRYPTION = "META-INF/encryption.xml"
XHTML_TYPE, SVG_TYPE, NCX_TYPE, CSS_TYPE = (
    "application/xhtml+xml",
    "image/svg+xml",
    "application/x-dtbncx+xml",
    "text/css",
)
_ENC = "{http://www.w3.org/2001/04/xmlenc#}"


@dataclass(frozen=True)
class Book:
    """An EPUB that has a package. `rootfiles` are the paths of all packages, the first is the one that is read.

    `documents`, `xml` and `pictures` by their path in the container; encrypted files are in none of them.
    """

    archive: Archive
    package: Package
    rootfiles: tuple[str, ...]
    encrypted: Mapping[str, str]
    xml: Mapping[str, Xml] = field(repr=False)
    documents: Mapping[str, Document] = field(repr=False)
    navigation: Navigation | None = field(repr=False)
    ncx: Ncx | None = field(repr=False)
    sheets: tuple[Sheet, ...] = field(repr=False)
    pictures: Mapping[str, Picture] = field(repr=False)

    @cached_property
    def spine_numbers(self) -> Mapping[str, int]:
        """The number of each file of the spine in reading order."""
        return {item.path: number for number, item in reversed(list(enumerate(self.package.spine)))}

    @cached_property
    def pages(self) -> tuple[Document, ...]:
        """The documents of the spine, in reading order."""
        return tuple(self.documents[path] for path in self.spine_numbers_in_order if path in self.documents)

    @cached_property
    def spine_numbers_in_order(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.path for item in self.package.spine))

    def position(self, path: str, fragment: str) -> tuple[int, int] | None:
        """Where a target stands in reading order; none where it is not in the spine."""
        if path not in self.spine_numbers:
            return None
        ids = self.documents[path].ids if path in self.documents else {}
        return self.spine_numbers[path], ids.get(fragment, 0)

    def links(self) -> Iterator[tuple[Document, Link]]:
        """Every address in every document."""
        for document in self.documents.values():
            for link in document.links:
                yield document, link

    def in_navs(self, link: Link) -> bool:
        """Does the link belong to the navs, which have rules of their own?"""
        return self.navigation is not None and link.node in self.navigation.nodes

    @cached_property
    def covers(self) -> tuple[str, ...]:
        """The files of the cover picture, as `cover-image` or, failing that, EPUB 2's `meta` names them."""
        if self.package.covers:
            return tuple(item.path for item in self.package.covers)
        named = [meta.value for meta in self.package.properties("cover")]
        return tuple(self.package.by_id[name].path for name in named if name in self.package.by_id)


def read_book(archive: Archive, package: Package, rootfiles: tuple[str, ...]) -> Book:
    """Parse every file that the package lists."""
    encrypted = _encrypted(archive)
    items = [item for item in package.items if item.path in archive.files and item.path not in encrypted]
    xml = {item.path: parse_xml(item.path, archive.data(item.path)) for item in items if _is_xml(item)}
    documents = {
        path: read_document(found, found.root)
        for path, found in xml.items()
        if found.root is not None and found.root.tag in (f"{X}html", f"{SVG}svg")
    }
    nav = next((item for item in items if "nav" in item.properties and item.path in documents), None)
    return Book(
        archive,
        package,
        rootfiles,
        encrypted,
        xml,
        documents,
        read_navigation(documents[nav.path]) if nav else None,
        _ncx(package, xml),
        tuple(_sheets(archive, items, documents)),
        dict(_pictures(archive, items, documents)),
    )


def _is_xml(item: Item) -> bool:
    return item.media_type in (XHTML_TYPE, SVG_TYPE, NCX_TYPE)


def _encrypted(archive: Archive) -> dict[str, str]:
    """Files that cannot be looked into, with the way in which they are encrypted (section 4.2.6.3.2)."""
    if ENCRYPTION not in archive.files:
        return {}
    xml = parse_xml(ENCRYPTION, archive.data(ENCRYPTION))
    found: dict[str, str] = {}
    for data in xml.root.iter(f"{_ENC}EncryptedData") if xml.root is not None else ():
        method = data.find(f"{_ENC}EncryptionMethod")
        for reference in data.iter(f"{_ENC}CipherReference"):
            found[reference.get("URI", "")] = method.get("Algorithm", "") if method is not None else ""
    return found


def _ncx(package: Package, xml: Mapping[str, Xml]) -> Ncx | None:
    """The NCX that the spine names, else the first of the manifest."""
    named = [item for item in package.items if item.id == package.toc]
    for item in (*named, *package.items):
        found = xml.get(item.path) if item.media_type == NCX_TYPE else None
        if found is not None and found.root is not None:
            return read_ncx(found, found.root)
    return None


def _sheets(archive: Archive, items: list[Item], documents: Mapping[str, Document]) -> Iterator[Sheet]:
    for item in items:
        if item.media_type == CSS_TYPE:
            yield read_sheet(item.path, archive.data(item.path).decode("utf-8-sig", "replace"))
    for document in documents.values():
        for node in document.root.iter(f"{X}style", f"{SVG}style"):
            yield read_sheet(document.path, node.text or "", line_of(node), inline=True)
        for node in document.nodes:
            if node.get("style"):
                yield read_style(document.path, node.get("style", ""), line_of(node))


def _pictures(archive: Archive, items: list[Item], documents: Mapping[str, Document]) -> Iterator[tuple[str, Picture]]:
    for item in items:
        if item.path in documents and documents[item.path].root.tag == f"{SVG}svg":
            yield item.path, drawing(documents[item.path].root)
        elif item.media_type.startswith("image/") or sniff(archive.data(item.path)[:64]).startswith("image/"):
            picture = read_picture(archive.data(item.path))
            if picture:
                yield item.path, picture


def drawing(root: etree._Element) -> Picture:
    """An SVG by its viewBox, else by width and height in px; 0 where neither says."""
    box = root.get("viewBox", "").replace(",", " ").split()
    sizes = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    width, height = (_pixels(size) for size in sizes)
    return Picture("svg", width, height)


def _pixels(size: str) -> int:
    try:
        return round(float(size.removesuffix("px")))
    except ValueError:
        return 0
