"""An address in a file of the EPUB into the file that it means (EPUB 3.3, section 4.2.5: URLs in the container)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

REMOTE = {"http", "https", "ftp", "ftps", "file", "res"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads: a file of the EPUB (`path`) and a `fragment` in it, or out of the book.

    `scheme` is that of an address that names one; `outside` says that the path leaves the container.
    """

    written: str
    path: str = ""
    fragment: str = ""
    scheme: str = ""
    outside: bool = False

    @property
    def inside(self) -> bool:
        return not self.scheme and not self.outside

    @property
    def remote(self) -> bool:
        return self.scheme in REMOTE

    @property
    def place(self) -> tuple[str, str]:
        return self.path, self.fragment


def resolve(base: str, address: str) -> Target:
    """What `address` means in the file `base` of the container."""
    written = address.strip()
    try:
        parts = urlsplit(written)
    except ValueError:
        return Target(written, outside=True)
    if parts.scheme or parts.netloc:
        return Target(written, scheme=parts.scheme.lower() or "http")
    if not parts.path:
        return Target(written, base, unquote(parts.fragment))
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), unquote(parts.path)))
    climbs = unquote(parts.path).split("/").count("..") > base.count("/") and _escapes(base, unquote(parts.path))
    return Target(written, joined.lstrip("/"), unquote(parts.fragment), outside=climbs)


def _escapes(base: str, path: str) -> bool:
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)).startswith("..")
