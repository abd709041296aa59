"""The names of the editions, and those that are made where none is asked for; imports nothing."""

from __future__ import annotations

from collections.abc import Iterable

EDITIONS = (
    "epub",
    "screen",
    "print",
    "offprints",
    "sample",
    "zh-Hant",
    "metadata",
    "report",
)  # in the order in which they are made
DEFAULT = ("epub", "screen", "offprints", "report")
CHECKED = ("epub", "screen")  # those that are read back
_WITHOUT_PAGES = frozenset({"epub", "sample", "zh-Hant"})


def in_order_of_making(editions: Iterable[str]) -> list[str]:
    """Each edition once; the report comes last, since it tells of the others."""
    wanted = dict.fromkeys(editions)
    return [name for name in (*EDITIONS, *wanted) if wanted.pop(name, "") is None]


def needs_layout(editions: Iterable[str]) -> bool:
    """Is there an edition of pages among these?"""
    return not _WITHOUT_PAGES.issuperset(editions)
