"""The names of the editions, and those that are made where none is asked for; imports nothing."""

from __future__ import annotations

EDITIONS = ("epub", "screen", "sample", "zh-Hant")
DEFAULT = ("epub", "screen")
