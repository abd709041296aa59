"""Pictures by their headers (EPUB 3.3, section 3.2; what readers cope with)."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.pictures import Picture, sniff
from zbsh_pub.checks.epub.vocabulary import limit
from zbsh_pub.problems import Bilingual, Problem, bilingual, problem

_RASTER = ("image/jpeg", "image/png", "image/gif", "image/webp")


def check_readable(book: Book) -> Iterator[Problem]:
    """The header of a picture says how large it is."""
    for item in book.package.items:
        data = book.archive.data(item.path)
        picture = book.pictures.get(item.path)
        if item.path not in book.encrypted and sniff(data) in _RASTER and (picture is None or not picture.pixels):
            yield problem("E88", item.path)


def check_kinds(book: Book) -> Iterator[Problem]:
    """RGB or grey, 8 bits, whole at once, of a size that a reader can unpack."""
    for path, picture in book.pictures.items():
        if picture.colours == "cmyk":
            yield problem("E89", path)
        reason = _unusual(picture)
        if reason:
            yield problem("E90", path, found=reason)
        if not picture.is_drawing and picture.pixels > limit("picture-pixels"):
            yield problem("E91", path, width=picture.width, height=picture.height, most=limit("picture-pixels"))


def _unusual(picture: Picture) -> Bilingual | None:
    if picture.bits > 8:
        return bilingual("epub-picture-bits")
    if picture.stepwise:
        return bilingual("epub-picture-stepwise")
    return None


def check_cover_size(book: Book) -> Iterator[Problem]:
    """The cover is large enough for a shelf on a good screen."""
    for path in book.covers[:1]:
        picture = book.pictures.get(path)
        if picture and not picture.is_drawing and min(picture.width, picture.height) < limit("cover-side"):
            yield problem("E92", path, width=picture.width, height=picture.height, least=limit("cover-side"))
