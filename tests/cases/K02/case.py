"""K02: a book without ISBN, which Kobo cannot match with its metadata."""

from __future__ import annotations

from storefaults import problems_of
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """What this rule of the store finds."""
    return problems_of("kobo", "isbn", "identifiers")
