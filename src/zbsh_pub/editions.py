"""The names of the editions, and those that are made where none is asked for; imports nothing."""

from __future__ import annotations

PROOF = "proof"
EDITIONS = ("epub", "screen", PROOF)
DEFAULT = ("epub", "screen")
LAID_OUT = frozenset({"screen", PROOF})
