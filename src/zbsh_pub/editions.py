"""The names of the editions, and those that are made where none is asked for; imports nothing."""

from __future__ import annotations

from collections.abc import Iterable

PROOF = "proof"
# In the order in which they are made; the report comes last, since it tells of the others.
EDITIONS = ("epub", "screen", "print", PROOF, "offprints", "sample", "zh-Hant", "metadata", "report")
DEFAULT = ("epub", "screen")
BOOKS = frozenset({"epub", "sample", "zh-Hant"})  # those that are EPUBs
_WITHOUT_PAGES = frozenset({"sample", "zh-Hant"})


def in_order_of_making(editions: Iterable[str]) -> list[str]:
    """Each edition once."""
    wanted = dict.fromkeys(editions)
    return [name for name in (*EDITIONS, *wanted) if wanted.pop(name, "") is None]


def needs_layout(editions: Iterable[str]) -> bool:
    """Is there an edition of pages among these, or one that names them?"""
    return not _WITHOUT_PAGES.issuperset(editions)
