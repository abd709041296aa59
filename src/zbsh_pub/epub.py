"""Write the EPUB 3.3 package with ebooklib: pages verbatim, metadata ours, the zip sealed.

ebooklib lays out the container and the package document. What it would rewrite or date by the
clock is kept from it: see docs/decisions.md, "ebooklib".
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from ebooklib import epub
from lxml import etree

from zbsh_pub.compose.ebook import COVER_IMAGE, SHEETS, book_title, picture_addresses
from zbsh_pub.compose.page_breaks import has_page_breaks, page_targets
from zbsh_pub.contents import NAV, compose_ncx
from zbsh_pub.labels import Labels, labels
from zbsh_pub.model import Face, Issue, Resource
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
) -> None:
    """The finished EPUB at `path`. `pages` are all in reading order, the nav among them; `cover` is a JPEG,
    `modified` the date of the build in UTC."""
    resources = list(_resources(issue, pages, sheets, faces, cover))
    book = epub.EpubBook()
    book.metadata = {}
    _metadata(book, issue, pages)
    for number, resource in enumerate(resources):
        book.add_item(_Item(_uid(resource, number), resource))
    ncx = Resource("toc.ncx", "application/x-dtbncx+xml", compose_ncx(issue, book_title(issue), page_targets(pages)))
    book.add_item(_Item("ncx", ncx))
    book.spine = [_page_id(page.name) for page in pages]
    options = {"mtime": modified, "epub3_pages": False, "epub2_guide": False, "raise_exceptions": True}
    raw = path.with_suffix(".raw")
    writer = _Writer(str(raw), book, options)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        writer.process()
        writer.write()
    _seal(raw, path, modified)
    raw.unlink()


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


def _metadata(book: Any, issue: Issue, pages: tuple[Page, ...]) -> None:
    """Package metadata from the manifest (EPUB 3.3, section 5.5; periodicals by belongs-to-collection)."""
    magazine, facts = issue.manifest.magazine, issue.manifest.issue

    def dc(name: str, value: str, **attributes: str) -> None:
        book.add_metadata("DC", name, value, attributes)

    def meta(name: str, value: str, **attributes: str) -> None:
        book.add_metadata(None, "meta", value, {"property": name, **attributes})

    book.IDENTIFIER_ID = "pub-id"
    book.set_identifier(facts.identifier)
    book.language, book.title = magazine.language, book_title(issue)
    dc("language", magazine.language)
    dc("title", book.title, id="title")
    meta("title-type", "main", refines="#title")
    meta("file-as", f"{magazine.sort_title} {facts.year}-{facts.number:02}", refines="#title")
    dc("publisher", magazine.publisher)
    dc("date", facts.published.isoformat())
    dc("rights", facts.rights)
    dc("type", "magazine")
    dc("source", f"urn:issn:{magazine.issn}")
    if has_page_breaks(pages):  # EPUB Accessibility 1.1, section 4.1.3: the edition whose pages are meant
        meta("pageBreakSource", f"urn:issn:{magazine.issn}")
    if facts.description:
        dc("description", facts.description)
    for subject in facts.subjects:
        dc("subject", subject)
    _people(issue, dc, meta)
    _collection(issue, meta)
    _accessibility(pages, labels(magazine.language), meta)
    book.add_metadata(None, "meta", "", {"name": "cover", "content": "cover-image"})


def _people(issue: Issue, dc: Any, meta: Any) -> None:
    """The masthead with MARC roles, then the authors of the articles."""
    for number, (person, role) in enumerate(((p, r) for r in issue.manifest.staff for p in r.people), 1):
        name = "creator" if role.creator else "contributor"
        dc(name, person, id=f"staff{number}")
        meta("role", role.marc, refines=f"#staff{number}", scheme="marc:relators")
    authors = dict.fromkeys(author for entry in issue.manifest.entries for author in entry.authors)
    for number, author in enumerate(authors, 1):
        dc("contributor", author, id=f"author{number}")
        meta("role", "aut", refines=f"#author{number}", scheme="marc:relators")


def _collection(issue: Issue, meta: Any) -> None:
    magazine, facts = issue.manifest.magazine, issue.manifest.issue
    meta("belongs-to-collection", magazine.title, id="series")
    meta("collection-type", "series", refines="#series")
    meta("group-position", f"{facts.year}.{facts.number}", refines="#series")
    meta("dcterms:identifier", f"urn:issn:{magazine.issn}", refines="#series")
    meta("dcterms:issued", str(facts.cover_month))
    meta("schema:issueNumber", str(facts.serial))


def _accessibility(pages: tuple[Page, ...], words: Labels, meta: Any) -> None:
    """EPUB Accessibility 1.1, section 2: what is true of these pages, computed from them."""
    parts = [part for page in pages for part in page.content]
    images = [node for part in parts for node in part.iter("img", "{http://www.w3.org/2000/svg}svg")]
    described = all(node.get("alt") or node.get("aria-label") or node.get("aria-hidden") for node in images)
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    features += ["alternativeText"] if images and described else []
    features += ["pageBreakMarkers", "pageNavigation"] if has_page_breaks(pages) else []
    features += ["rubyAnnotations"] if any(next(part.iter("ruby"), None) is not None for part in parts) else []
    for mode in ("textual", "visual"):
        meta("schema:accessMode", mode)
    for modes in ("textual", "textual,visual") if described else ("textual,visual",):
        meta("schema:accessModeSufficient", modes)
    for feature in features:
        meta("schema:accessibilityFeature", feature)
    meta("schema:accessibilityHazard", "none")
    meta("schema:accessibilitySummary", words("accessible" if described else "accessible-without-alt"))


def _seal(raw: Path, path: Path, modified: datetime) -> None:
    """The same files with fixed order, dates (within a zip's range) and attributes: equal input, equal bytes."""
    stamp = min(max(modified.astimezone(UTC), _FIRST), _LAST).timetuple()[:6]
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w") as target:
        names = sorted(source.namelist(), key=lambda name: (name != "mimetype", not name.startswith("META-INF/"), name))
        for name in names:
            info = zipfile.ZipInfo(name, stamp)
            info.external_attr, info.create_system = 0o644 << 16, 3
            stored = name == "mimetype" or name.endswith((".jpg", ".png"))
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name), compresslevel=9)


def sheet_resources(read: Any) -> tuple[Resource, ...]:
    """The sheets of the EPUB; `read` gives the text of a sheet by its file name."""
    return tuple(Resource(name, "text/css", read(name.rsplit("/", 1)[-1]).encode()) for name in SHEETS)


def read_epub(path: Path) -> dict[str, bytes]:
    """All files of a finished EPUB, for checks."""
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
