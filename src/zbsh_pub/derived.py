"""Editions made from another one: an identifier of their own that stays the same."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid5

from zbsh_pub.model import Derived, Manifest


def derived_from(original: Manifest, manifest: Manifest, edition: str, derived: Derived) -> Manifest:
    """`manifest` as that of the `edition` made from `original`: another identifier, and where it comes from.

    The identifier is a UUID of version 5 in the name space of the original (RFC 9562, 5.5).
    """
    space = UUID(original.issue.identifier.removeprefix("urn:uuid:"))
    issue = replace(manifest.issue, identifier=f"urn:uuid:{uuid5(space, edition)}")
    terms = replace(manifest.distribution, isbn="")  # which is that of the original
    return replace(manifest, issue=issue, derived=derived, distribution=terms)
