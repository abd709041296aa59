"""Files that go into an EPUB."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that goes into the EPUB verbatim; `href` is relative to the package."""

    href: str
    media_type: str
    data: bytes = field(repr=False)
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """One font face of the issue, cut to its characters."""

    family: str
    weight: int
    role: str
    file: str
    data: bytes = field(repr=False)
