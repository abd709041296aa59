"""A small store by content: what was made from the same bytes before need not be made again."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

MOST = 64


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


def cached(kind: str, key: str, make: Callable[[], bytes], folder: Path | None = None) -> bytes:
    """The bytes stored under `key`, or those of `make()`, which are then stored whole or not at all.

    A store that cannot be read or written is no error: the bytes are made anew.
    """
    path = (folder or cache_folder()) / f"{kind}-{key}"
    try:
        data = path.read_bytes()
        if hashlib.sha256(data[32:]).digest() == data[:32]:
            return data[32:]
    except OSError:
        pass
    data = make()
    _store(path, hashlib.sha256(data).digest() + data)
    return data


def _store(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, path)
        finally:
            Path(name).unlink(missing_ok=True)
        _prune(path.parent)
    except OSError:
        pass


def _prune(folder: Path) -> None:
    """Keep the newest `MOST` entries."""
    entries = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in entries[MOST:]:
        path.unlink(missing_ok=True)
