"""K01: a paragraph inside a paragraph, which Kindle refuses."""

from __future__ import annotations

from storefaults import problems_of
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """What this rule of the store finds."""
    return problems_of("kindle", "nested-paragraphs", "nested-paragraphs")
