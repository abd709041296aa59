"""Pictures of the book, and its cover, by their headers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.etree import _Element

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.documents import BLOCKS, SVG, Document, X
from zbsh_pub.checks.epub.pictures import Picture
from zbsh_pub.checks.epub.xmltext import line_of, text_of
from zbsh_pub.stores.reading import Measure, Reading


def of_pictures(value: Callable[[Picture], float | str]) -> Measure:
    """A measure of every picture that has pixels."""

    def measure(book: Book) -> Iterator[Reading]:
        for path, picture in book.pictures.items():
            if not picture.is_drawing:
                yield Reading(value(picture), path)

    return measure


def which(wanted: Callable[[Picture], bool]) -> Measure:
    """The names of the pictures for which `wanted` is true."""

    def measure(book: Book) -> Iterator[Reading]:
        for path, picture in book.pictures.items():
            if wanted(picture):
                yield Reading(f"{picture.format} {picture.width}×{picture.height}", path)

    return measure


def image_bytes(book: Book) -> Iterator[Reading]:
    """Each picture as a file."""
    for path in book.pictures:
        yield Reading(book.archive.files[path].size, path)


def image_formats(book: Book) -> Iterator[Reading]:
    """The format of each picture, drawings too."""
    for path, picture in book.pictures.items():
        yield Reading(picture.format, path)


def drawing_side(book: Book) -> Iterator[Reading]:
    """The longer side of each drawing, of files and of those inside pages."""
    for path, picture in book.pictures.items():
        if picture.is_drawing:
            yield Reading(max(picture.width, picture.height), path)
    for document in book.documents.values():
        for node in document.nodes if document.is_xhtml else ():
            if node.tag == f"{SVG}svg":
                yield Reading(_box_side(node), document.path, line_of(node))


def _box_side(node: _Element) -> float:
    sizes = [node.get("width", ""), node.get("height", ""), *node.get("viewBox", "").replace(",", " ").split()[2:]]
    return max([float(size) for size in sizes if size.replace(".", "", 1).isdigit()], default=0)


def _covers(book: Book) -> Iterator[tuple[str, Picture]]:
    for path in book.covers[:1]:
        if path in book.pictures:
            yield path, book.pictures[path]


def of_cover(value: Callable[[Picture], float | str]) -> Measure:
    """A measure of the cover picture inside the book."""

    def measure(book: Book) -> Iterator[Reading]:
        for path, picture in _covers(book):
            yield Reading(value(picture), path)

    return measure


def cover_bytes(book: Book) -> Iterator[Reading]:
    """The cover picture as a file."""
    for path, _ in _covers(book):
        yield Reading(book.archive.files[path].size, path)


def cover_marks(book: Book) -> Iterator[Reading]:
    """In which ways the package names the cover: `cover-image`, `meta`."""
    if book.package.covers:
        yield Reading("cover-image", book.package.path, book.package.covers[0].line)
    for meta in book.package.properties("cover"):
        yield Reading("meta", book.package.path, meta.line)


def cover_shown(book: Book) -> Iterator[Reading]:
    """How many pages of the spine show the cover picture."""
    shown = [page.path for page in book.pages if any(link.target.path in book.covers for link in page.links)]
    yield Reading(len(shown), shown[0] if shown else book.package.path)


def ratio(picture: Picture) -> float:
    """Height by width."""
    return round(picture.height / picture.width, 3) if picture.width else 0


def cover_page(book: Book) -> Iterator[Reading]:
    """What is unusual about the page that shows the cover; nothing where it is one `img` alone."""
    page = _cover_page(book)
    if page is None:
        yield Reading("missing", book.package.path)
        return
    images = [node for node in page.nodes if node.tag in (f"{X}img", f"{SVG}image")]
    body = page.root.find(f"{X}body")
    words = body is not None and any(text_of(node).strip() for node in body.iter() if node.tag in (*BLOCKS, f"{X}span"))
    for word, there in (
        ("svg", any(node.tag == f"{SVG}image" for node in images)),
        ("background", not images),
        ("several", len(images) > 1),
        ("link", any(True for _ in page.all("a"))),
        ("text", words),
    ):
        if there:
            yield Reading(word, page.path, line_of(images[0]) if images else 1)


def _cover_page(book: Book) -> Document | None:
    """The first page of the spine that shows the cover picture, else the one that the landmarks call cover."""
    for page in book.pages:
        if any(link.target.path in book.covers for link in page.links if link.kind == "image"):
            return page
    marks = book.navigation.entries("landmarks") if book.navigation else ()
    paths = [mark.target.path for mark in marks if mark.type == "cover" and mark.target]
    return next((page for page in book.pages if page.path in paths and page.is_xhtml), None)
