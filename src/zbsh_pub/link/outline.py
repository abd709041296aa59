"""The bookmarks of all units as one outline (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

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


def write_outline(pdf: Pdf, units: Sequence[DrawnUnit]) -> None:
    """Put the outline of all units into the PDF; none where there are no bookmarks."""
    entries = outline_of(units)
    if entries:
        root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        root.Count = _hang(pdf, entries, root)
        pdf.Root.Outlines = root


def _hang(pdf: Pdf, entries: list[Entry], parent: Object) -> int:
    """Hang entries below `parent`; gives how many of them and of what is below them are shown at first."""
    items = [pdf.make_indirect(_item(pdf, entry, parent)) for entry in entries]
    shown = len(items)
    for entry, item in zip(entries, items, strict=True):
        if entry.children:
            below = _hang(pdf, entry.children, item)
            item.Count = -below if entry.mark.closed else below
            shown += 0 if entry.mark.closed else below
    for before, after in pairwise(items):
        before.Next, after.Prev = after, before
    parent.First, parent.Last = items[0], items[-1]
    return shown


def _item(pdf: Pdf, entry: Entry, parent: Object) -> Dictionary:
    mark = entry.mark
    destination = Array([pdf.pages[entry.page].obj, Name.XYZ, mark.x, mark.y, 0])
    return Dictionary(Title=String(mark.title), Parent=parent, Dest=destination)
