"""A store by content: what was made from the same bytes before need not be made again.

An entry is named by a digest of everything it depends on, so it cannot be stale. It is written whole or
not at all, and carries a digest of its own: an entry that was torn or changed is a miss. Several builds
may use one store at once.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MOST = 512 * 2**20  # bytes
_DIGEST = 32
_NEW = ".new-"


def cache_folder() -> Path:
    """`$XDG_CACHE_HOME/zbsh`, by default and for a relative path `~/.cache/zbsh`."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".cache") / "zbsh"


def key_of(parts: Iterable[bytes]) -> str:
    """A digest of all parts and their lengths."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """What the store holds under one key: its kind, size in bytes, and when it was last wanted."""

    path: Path
    kind: str
    size: int
    used: float


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries. With `on` false nothing is found and nothing is kept.

    A store that cannot be read or written is no error: things are then made anew.
    """

    folder: Path
    on: bool = True

    def get(self, kind: str, key: str) -> bytes | None:
        """The bytes stored under `key`; none where there are none, or not whole."""
        if not self.on:
            return None
        path = self.folder / f"{kind}-{key}"
        try:
            data = path.read_bytes()
            if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
                return None
            os.utime(path)
        except OSError:
            return None
        return data[_DIGEST:]

    def has(self, kind: str) -> bool:
        """Is there any entry of this kind?"""
        return self.on and any(True for _ in self.folder.glob(f"{kind}-*"))

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep `data` under `key`."""
        if not self.on:
            return
        path = self.folder / f"{kind}-{key}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=_NEW)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(data).digest() + data)
                os.replace(name, path)
            finally:
                Path(name).unlink(missing_ok=True)
        except OSError:
            pass

    def cached(self, kind: str, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes stored under `key`, or those of `make()`, which are then stored."""
        data = self.get(kind, key)
        if data is None:
            data = make()
            self.put(kind, key, data)
        return data

    def entries(self) -> list[Entry]:
        """All entries, the one wanted last first; and what a killed process left half-written."""
        found = []
        try:
            for item in os.scandir(self.folder):
                if item.is_file(follow_symlinks=False):
                    stat = item.stat()
                    kind = item.name.rpartition("-")[0]
                    found.append(Entry(Path(item.path), kind, stat.st_size, stat.st_mtime))
        except OSError:
            pass
        return sorted(found, key=lambda entry: entry.used, reverse=True)

    def prune(self, most: int = MOST) -> None:
        """Drop what was not wanted for longest until no more than `most` bytes are kept."""
        total = 0
        for entry in self.entries():
            total += entry.size
            if total > most:
                _drop(entry)

    def clear(self) -> int:
        """Drop all entries; gives how many."""
        entries = self.entries()
        for entry in entries:
            _drop(entry)
        return len(entries)


def _drop(entry: Entry) -> None:
    with suppress(OSError):
        entry.path.unlink(missing_ok=True)


def default_store() -> Store:
    return Store(cache_folder() / "store")
