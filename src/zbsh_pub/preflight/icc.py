"""The header and the description of an ICC profile (ICC.1:2022, 7.2 and 9.2.41; ICC.1:2001-04, 6.5.17)."""

from __future__ import annotations

import struct

from zbsh_pub.preflight.facts import Profile

_HEADER = 128
_SIGNATURE = slice(36, 40)


def read_profile(data: bytes, components: int) -> Profile | None:
    """A profile's facts, with /N of its stream; None where the bytes are no profile."""
    if len(data) < _HEADER + 4 or data[_SIGNATURE] != b"acsp":
        return None
    kind, space = (data[at : at + 4].decode("latin-1").strip() for at in (12, 16))
    return Profile(kind, space, (data[8], data[9] >> 4), _description(data), components)


def _description(data: bytes) -> str:
    (count,) = struct.unpack_from(">I", data, _HEADER)
    for index in range(min(count, 100)):
        at = _HEADER + 4 + 12 * index
        if data[at : at + 4] == b"desc" and len(data) >= at + 12:
            offset, length = struct.unpack_from(">II", data, at + 4)
            return _said(data[offset : offset + length])
    return ""


def _said(tag: bytes) -> str:
    """A text of version 2 ("desc"), or the first record of version 4 ("mluc")."""
    if tag[:4] == b"desc" and len(tag) > 12:
        (length,) = struct.unpack_from(">I", tag, 8)
        return tag[12 : 12 + length].decode("latin-1").rstrip("\0").strip()
    if tag[:4] == b"mluc" and len(tag) >= 28:
        length, offset = struct.unpack_from(">II", tag, 20)
        return tag[offset : offset + length].decode("utf-16-be", "ignore").rstrip("\0").strip()
    return ""
