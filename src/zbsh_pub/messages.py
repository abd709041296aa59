"""The edition `metadata`: what stores, libraries and the web site are told of the issue."""

from __future__ import annotations

from zbsh_pub.distribute.messages import metadata_files
from zbsh_pub.distribute.record import Edition
from zbsh_pub.ebooks import whole_issue
from zbsh_pub.problems import Problem
from zbsh_pub.work import Work, build_date

FOLDER = "metadata"


def make_metadata(work: Work) -> list[Problem]:
    """All messages, with the page numbers of the print layout."""
    folder = work.stage / FOLDER
    folder.mkdir()
    for name, data in metadata_files(work.issue, edition_of(work)).items():
        (folder / name).write_bytes(data)
    return []


def edition_of(work: Work, size: int | None = None) -> Edition:
    """The EPUB of the issue as messages tell of it; `size` in bytes where it is not that of the whole issue."""
    book = work.once(whole_issue)
    built = build_date(work.issue).date()
    return Edition(book.pages, book.access, built, work.layout.pagination, len(book.data) if size is None else size)
