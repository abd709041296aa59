"""The NCX for readers of EPUB 2 (EPUB 3.3, section 5.9.2; OPF 2.0.1, section 2.4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.checks.epub.book import NCX_TYPE, Book
from zbsh_pub.checks.epub.navigation import Entry, Ncx
from zbsh_pub.problems import Problem, bilingual, problem


def check_spine_toc(book: Book) -> Iterator[Problem]:
    """`spine@toc` names the NCX, and is there where there is one."""
    package = book.package
    item = package.by_id.get(package.toc or "")
    there = any(found.media_type == NCX_TYPE for found in package.items)
    if package.toc is not None and (item is None or item.media_type != NCX_TYPE):
        yield problem("E51", package.path, package.spine_line, found=bilingual("epub-toc-dead", id=package.toc))
    elif package.toc is None and there:
        yield problem("E51", package.path, package.spine_line, found=bilingual("epub-toc-missing"))


def check_ncx(book: Book) -> Iterator[Problem]:
    """The NCX belongs to this book, leads to places that are there and tells the same as the nav."""
    ncx = book.ncx
    if ncx is None:
        return
    package = book.package
    identifier = next((meta.value for meta in package.dc("identifier") if meta.id == package.unique_id), None)
    if identifier is not None and (ncx.uid or "").strip() != identifier:
        yield problem("E49", ncx.path, ncx.uid_line, uid=ncx.uid or "–", identifier=identifier)
    dead = [entry for entry in ncx.entries if _is_dead(book, entry)]
    for entry in dead:
        yield problem(
            "E52", ncx.path, entry.line, label=entry.label, target=entry.target.written if entry.target else "–"
        )
    if not dead:
        yield from _unlike_nav(book, ncx)


def _is_dead(book: Book, entry: Entry) -> bool:
    if entry.target is None or not entry.target.inside or entry.target.path not in book.archive.files:
        return True
    document = book.documents.get(entry.target.path)
    return bool(document and entry.target.fragment and entry.target.fragment not in document.ids)


def _unlike_nav(book: Book, ncx: Ncx) -> Iterator[Problem]:
    """The first line in which NCX and nav differ, and a depth that is not that of the list."""
    if book.navigation is None:
        return
    ours = [_line(entry) for entry in ncx.entries]
    theirs = [_line(entry) for entry in book.navigation.entries("toc")]
    place = next((i for i, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), None)
    if place is None and len(ours) != len(theirs):
        place = min(len(ours), len(theirs))
    if place is not None:
        entry = ncx.entries[min(place, len(ncx.entries) - 1)] if ncx.entries else None
        shown = ours[place][0] if place < len(ours) else "–"
        other = theirs[place][0] if place < len(theirs) else "–"
        yield problem("E50", ncx.path, entry.line if entry else 1, ncx=shown, nav=other)
    elif ncx.entries and ncx.depth != str(max(entry.depth for entry in ncx.entries)):
        depth = max(entry.depth for entry in ncx.entries)
        yield problem("E50", ncx.path, 1, ncx=f"dtb:depth {ncx.depth}", nav=f"{depth}")


def _line(entry: Entry) -> tuple[str, tuple[str, str] | None, int]:
    return "".join(entry.label.split()), entry.target.place if entry.target else None, entry.depth
