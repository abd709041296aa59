"""Objects of a PDF as plain values, whatever stands there: a damaged file is judged, it never breaks the reading."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from zbsh_pub.preflight.geometry import Box

_DEEPEST = 32  # nodes above a page; more is a circle


def number(value: Any, default: float = 0.0) -> float:
    """A number as a float, anything else as the default."""
    return float(value) if isinstance(value, int | float | Decimal) else default


def numbers(value: Any) -> tuple[float, ...]:
    """The numbers of an array."""
    return tuple(number(item) for item in value) if isinstance(value, Array | list) else ()


def name(value: Any) -> str:
    """A name without its stroke; of anything else nothing.

    Names are UTF-8 (7.3.5), but Chinese programs have long written those of faces in GBK.
    """
    if not isinstance(value, Name):
        return ""
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        raw = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes.fromhex(code[1].decode()), value.unparse())
        return raw[1:].decode("gb18030", "replace")


def text(value: Any) -> str:
    """A text string (ISO 32000-2, 7.9.2.2), or a name."""
    return str(value) if isinstance(value, String) else name(value)


def box(value: Any) -> Box | None:
    """A rectangle with its corners in order, or None where there is none."""
    found = numbers(value)
    if len(found) != 4:
        return None
    return min(found[0], found[2]), min(found[1], found[3]), max(found[0], found[2]), max(found[1], found[3])


def entry(value: Any, key: str) -> Any:
    """What a dictionary or stream has under a key; None where it is no dictionary or has no such key."""
    return value.get(key) if isinstance(value, Dictionary | Stream) else None


def inherited(node: Any, key: str) -> Any:
    """What a page has under a key, or the nearest of the nodes above it (ISO 32000-2, 7.7.3.4)."""
    for _ in range(_DEEPEST):
        if node is None or entry(node, key) is not None:
            break
        node = entry(node, "/Parent")
    return entry(node, key)


def items(value: Any) -> list[Any]:
    """An array's items; a single object as a list of one, nothing as none."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def entries(value: Any) -> list[tuple[str, Any]]:
    """Keys (without stroke) and values of a dictionary, in the order of the keys."""
    if not isinstance(value, Dictionary | Stream):
        return []
    try:
        return sorted(((key[1:], item) for key, item in value.items()), key=lambda pair: pair[0])
    except UnicodeDecodeError:  # keys that are no UTF-8 cannot be asked for
        return []


def data(stream: Any) -> bytes:
    """A stream's decoded bytes; nothing where it cannot be decoded."""
    try:
        return bytes(stream.read_bytes()) if isinstance(stream, Stream) else b""
    except pikepdf.PdfError:
        return b""


def identity(value: Any) -> object:
    """A key that is equal for the same object of the file: its number, or its text where it has none."""
    if not isinstance(value, pikepdf.Object):
        return repr(value)
    return value.objgen if value.is_indirect else value.unparse(resolved=False)
