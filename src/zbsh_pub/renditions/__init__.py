"""Pictures as each edition carries them, kept in the store by content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from zbsh_pub.cache import Store, key_of
from zbsh_pub.model import Picture
from zbsh_pub.renditions.carrying import Carrying, Edition, carrying_of

__all__ = ["Carrying", "Edition", "carried", "carrying_of"]
_KIND = "picture"


def carried(pictures: Mapping[str, Picture], carrying: Carrying, store: Store) -> dict[str, Picture]:
    """Each picture as an edition carries it, under its old name; what was made before comes from the store."""
    return {name: _kept(picture, carrying, store) for name, picture in pictures.items()}


def _kept(picture: Picture, carrying: Carrying, store: Store) -> Picture:
    if picture.is_drawing:
        return picture
    key = key_of([*_makers(), repr(carrying).encode(), picture.media_type.encode(), picture.data])
    return _read(picture, store.cached(_KIND, key, lambda: _made(picture, carrying)))


def _made(picture: Picture, carrying: Carrying) -> bytes:
    """A line with type and size, then the bytes."""
    from zbsh_pub.renditions.rendition import rendition

    made = rendition(picture, carrying)
    return f"{made.media_type} {made.width} {made.height}\n".encode() + made.data


def _read(picture: Picture, stored: bytes) -> Picture:
    head, _, data = stored.partition(b"\n")
    media_type, width, height = head.decode().split()
    return Picture(picture.path, media_type, int(width), int(height), data)


@cache
def _makers() -> tuple[bytes, ...]:
    """Whoever has a say in the bytes: Pillow and this package."""
    files = sorted(Path(__file__).parent.iterdir())
    code = [hashlib.sha256(path.read_bytes()).digest() for path in files if path.suffix in (".py", ".yaml")]
    return (f"pillow {version('pillow')}".encode(), *code)
