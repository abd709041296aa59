"""The bookmarks of all units as one outline (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import String

from zbsh_pub.link.writer import Writer
from zbsh_pub.typeset.drawn import Bookmark, DrawnUnit


@dataclass(slots=True)
class Entry:
    """A bookmark with its page in the whole document (from 0) and the entries below it."""

    mark: Bookmark
    page: int
    children: list[Entry] = field(default_factory=list)


def outline_of(units: Sequence[DrawnUnit]) -> list[Entry]:
    """The tree of all bookmarks: each stands below the last one before it that has a lower level."""
    roots: list[Entry] = []
    open_entries: list[Entry] = []
    start = 0
    for unit in units:
        for mark in unit.bookmarks:
            entry = Entry(mark, start + mark.page)
            while open_entries and open_entries[-1].mark.level >= mark.level:
                open_entries.pop()
            (open_entries[-1].children if open_entries else roots).append(entry)
            open_entries.append(entry)
        start += unit.span.count
    return roots


def write_outline(writer: Writer, units: Sequence[DrawnUnit], pages: Sequence[int]) -> int:
    """Write the outline; `pages` are the numbers of the page objects. Gives its number; 0 without bookmarks."""
    entries = outline_of(units)
    if not entries:
        return 0
    root = writer.reserve()
    first, last, shown = _hang(writer, entries, root, pages)
    return writer.add(b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (first, last, shown), root)


def _hang(writer: Writer, entries: list[Entry], parent: int, pages: Sequence[int]) -> tuple[int, int, int]:
    """Write entries below `parent`; gives the first and last of them, and how many lines are shown at first."""
    numbers = [writer.reserve() for _ in entries]
    shown = len(entries)
    for place, (entry, number) in enumerate(zip(entries, numbers, strict=True)):
        links = [b"/Prev %d 0 R" % numbers[place - 1]] if place else []
        links += [b"/Next %d 0 R" % numbers[place + 1]] if place + 1 < len(numbers) else []
        if entry.children:
            first, last, below = _hang(writer, entry.children, number, pages)
            count = -below if entry.mark.closed else below
            links.append(b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, count))
            shown += 0 if entry.mark.closed else below
        mark = entry.mark
        title, place_on = String(mark.title).unparse(), destination(pages[entry.page], mark.x, mark.y)
        writer.add(b"<</Title %s/Parent %d 0 R/Dest%s%s>>" % (title, parent, place_on, b"".join(links)), number)
    return numbers[0], numbers[-1], shown


def destination(page: int, x: float, y: float) -> bytes:
    """A place on a page, given by the page object's number, in points (12.3.2)."""
    return b"[%d 0 R/XYZ %s %s 0]" % (page, f"{x:.4f}".encode(), f"{y:.4f}".encode())
