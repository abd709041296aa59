"""Write the EPUB 3.3 package with ebooklib: pages verbatim, metadata ours, the zip sealed.

ebooklib lays out the container and the package document. What it would rewrite or date by the
clock is kept from it: see docs/decisions.md, "ebooklib".
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from ebooklib import epub
from lxml import etree

from zbsh_pub.accessibility import Accessibility, accessibility_of
from zbsh_pub.compose.ebook import COVER_IMAGE, SHEETS, article_name, book_title, picture_addresses
from zbsh_pub.compose.page_breaks import page_targets
from zbsh_pub.contents import NAV, OutlineItem, compose_ncx
from zbsh_pub.model import Face, Issue, Resource
from zbsh_pub.package import PREFIXES, Meta, package_metadata
from zbsh_pub.xhtml import Page, to_xhtml

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FIRST, _LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)


class _Item(epub.EpubItem):  # type: ignore[misc]
    """A file that ebooklib stores as it is."""

    def __init__(self, uid: str, resource: Resource):
        super().__init__(uid=uid, file_name=resource.href, media_type=resource.media_type, content=resource.data)
        self.properties = list(resource.properties)


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """ebooklib's writer with the package language that it leaves out."""

    def _write_opf_file(self, root: Any) -> None:
        root.set(_XML_LANG, self.book.language)
        super()._write_opf_file(root)


def write_epub(
    issue: Issue,
    pages: tuple[Page, ...],
    sheets: tuple[Resource, ...],
    faces: tuple[Face, ...],
    cover: bytes,
    modified: datetime,
    path: Path,
    end: tuple[OutlineItem, ...] = (),
) -> None:
    """The finished EPUB at `path`. `pages` are all in reading order, the nav among them; `cover` is a JPEG,
    `modified` the date of the build in UTC; `end` follows the articles in the contents."""
    resources = list(_resources(issue, pages, sheets, faces, cover))
    book = epub.EpubBook()
    book.metadata = {}
    access = book_access(pages, sheets)
    items = {entry.id: _page_id(article_name(entry.id)) for entry in issue.manifest.entries}
    _metadata(book, issue, package_metadata(issue, access, items))
    for number, resource in enumerate(resources):
        book.add_item(_Item(_uid(resource, number), resource))
    toc = compose_ncx(issue, book_title(issue), page_targets(pages), end)
    book.add_item(_Item("ncx", Resource("toc.ncx", "application/x-dtbncx+xml", toc)))
    book.spine = [_page_id(page.name) for page in pages]
    options = {"mtime": modified, "epub3_pages": False, "epub2_guide": False, "raise_exceptions": True}
    raw = BytesIO()
    writer = _Writer(raw, book, {**options, "compresslevel": 0})  # packed once, when it is sealed
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        writer.process()
        writer.write()
    with zipfile.ZipFile(raw) as source:
        path.write_bytes(sealed({name: source.read(name) for name in source.namelist()}, modified))


def book_access(pages: tuple[Page, ...], sheets: tuple[Resource, ...]) -> Accessibility:
    """What is true of the book's accessibility."""
    return accessibility_of(pages, (sheet.data.decode() for sheet in sheets))


def _page_id(name: str) -> str:
    return f"page-{name.removesuffix('.xhtml').replace('/', '-')}"


def _uid(resource: Resource, number: int) -> str:
    """An id that says what the file is; no metadata has an id with these prefixes."""
    if resource.media_type == "application/xhtml+xml":
        return _page_id(resource.href)
    folder = resource.href.split("/")[0]
    return "cover-image" if "cover-image" in resource.properties else f"{folder}-{number}"


def _resources(
    issue: Issue,
    pages: tuple[Page, ...],
    sheets: tuple[Resource, ...],
    faces: tuple[Face, ...],
    cover: bytes,
) -> Iterator[Resource]:
    for page in sorted(pages, key=lambda page: page.name != NAV):
        kinds = (("nav", page.name == NAV), ("svg", any(_has_svg(part) for part in page.content)))
        properties = tuple(kind for kind, holds in kinds if holds)
        yield Resource(page.name, "application/xhtml+xml", to_xhtml(page), properties)
    yield from sheets
    yield Resource(COVER_IMAGE, "image/jpeg", cover, ("cover-image",))
    for face in faces:
        yield Resource(f"fonts/{face.file}", "font/ttf", face.data)
    yield from _used_pictures(issue, pages)


def _has_svg(content: etree._Element) -> bool:
    return next(content.iter("{http://www.w3.org/2000/svg}svg"), None) is not None


def _used_pictures(issue: Issue, pages: tuple[Page, ...]) -> Iterator[Resource]:
    """Pictures that pages refer to as files; most drawings stand inside their pages."""
    used = {
        node.get("src", "").removeprefix("../") for page in pages for part in page.content for node in part.iter("img")
    }
    for path, address in picture_addresses(issue.pictures).items():
        if address in used:
            yield Resource(address, issue.pictures[path].media_type, issue.pictures[path].data)


def _metadata(book: Any, issue: Issue, metadata: tuple[Meta, ...]) -> None:
    book.IDENTIFIER_ID = "pub-id"
    book.set_identifier(issue.manifest.issue.identifier)
    book.language, book.title = issue.manifest.magazine.language, book_title(issue)
    for name, address in PREFIXES.items():
        book.add_prefix(name, address)
    for meta in metadata:
        space, _, name = meta.name.rpartition(":")
        book.add_metadata(space.upper() or None, name, meta.text, dict(meta.attributes))


def sealed(files: Mapping[str, bytes], modified: datetime) -> bytes:
    """An EPUB of these files: equal input, equal bytes. Order, dates (within a zip's range), attributes are fixed."""
    stamp = min(max(modified.astimezone(UTC), _FIRST), _LAST).timetuple()[:6]
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name in sorted(files, key=lambda name: (name != "mimetype", not name.startswith("META-INF/"), name)):
            info = zipfile.ZipInfo(name, stamp)
            info.external_attr, info.create_system = 0o644 << 16, 3
            stored = name == "mimetype" or name.endswith((".jpg", ".png"))
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(info, files[name], compresslevel=9)
    return packed.getvalue()


def sheet_resources(read: Any) -> tuple[Resource, ...]:
    """The sheets of the EPUB; `read` gives the text of a sheet by its file name."""
    return tuple(Resource(name, "text/css", read(name.rsplit("/", 1)[-1]).encode()) for name in SHEETS)


def traditional_sheets(read: Any) -> tuple[Resource, ...]:
    """The sheets of the Traditional edition: other families where a reader has none of ours."""
    first, *others = sheet_resources(read)
    return (replace(first, data=first.data + b"\n" + read("traditional.css").encode()), *others)


def read_epub(path: Path) -> dict[str, bytes]:
    """All files of a finished EPUB, for checks."""
    return unpacked(path.read_bytes())


def unpacked(data: bytes) -> dict[str, bytes]:
    """All files of an EPUB of ours, by their names in the zip."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
