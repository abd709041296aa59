"""The spine, and the cover picture (EPUB 3.3, section 5.7)."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.problems import Bilingual, Problem, bilingual, problem

_CONTENT = ("application/xhtml+xml", "image/svg+xml")


def check_spine(book: Book) -> Iterator[Problem]:
    """Each line of the spine names an item once; one of them at least is linear."""
    package = book.package
    seen: set[str] = set()
    for ref in package.refs:
        reason = _reason(book, ref.idref, seen)
        if reason:
            yield problem("E31", package.path, ref.line, idref=ref.idref, reason=reason)
        seen.add(ref.idref)
    if not any(ref.linear for ref in package.refs):
        yield problem("E32", package.path, package.spine_line)


def _reason(book: Book, idref: str, seen: set[str]) -> Bilingual | None:
    item = book.package.by_id.get(idref)
    if item is None:
        return bilingual("epub-idref-unknown")
    if idref in seen:
        return bilingual("epub-idref-twice")
    if item.media_type not in _CONTENT and not item.fallback and book.package.is_epub3:
        return bilingual("epub-idref-type")
    return None


def check_reached(book: Book) -> Iterator[Problem]:
    """What a link leads to stands in the spine; what is not linear is led to (section 5.7.2)."""
    linked: dict[str, tuple[str, int]] = {}
    for document, link in book.links():
        if link.kind == "link" and link.target.inside:
            linked.setdefault(link.target.path, (document.path, link.line))
    for path, place in linked.items():
        item = book.package.by_path.get(path)
        if item and item.media_type in _CONTENT and path not in book.spine_numbers:
            yield problem("E33", *place, target=path)
    for ref in book.package.refs:
        item = book.package.by_id.get(ref.idref)
        if item and not ref.linear and item.path not in linked:
            yield problem("E34", book.package.path, ref.line, href=item.href)


def check_cover(book: Book) -> Iterator[Problem]:
    """There is one cover picture, and both ways to name it name the same (section D.4.1)."""
    package = book.package
    covers = package.covers
    old = [meta for meta in package.properties("cover") if meta.value]
    if not covers and not old:
        yield problem("E35", package.path)
    if len(covers) > 1:
        yield problem("E36", package.path, covers[1].line, found=bilingual("epub-cover-twice"))
    elif any(not item.media_type.startswith("image/") for item in covers):
        yield problem("E36", package.path, covers[0].line, found=bilingual("epub-cover-no-picture"))
    elif old and (package.by_id.get(old[0].value) is None or len(old) > 1):
        yield problem("E36", package.path, old[-1].line, found=bilingual("epub-cover-dead", id=old[-1].value))
    elif old and covers and package.by_id[old[0].value] is not covers[0]:
        yield problem("E36", package.path, old[0].line, found=bilingual("epub-cover-other", id=old[0].value))
