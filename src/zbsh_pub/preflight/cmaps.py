"""What a CMap says (ISO 32000-2, 9.7.5.4 and 9.10.3): which codes have a Unicode value, which CID a code is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_SECTION = re.compile(rb"begin(bfchar|bfrange|cidchar|cidrange)(.*?)end\1", re.S)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|([0-9]+)")
_MOST = 70_000  # a range that says more is damaged

# What stands for no character: PDF/UA-1 (7.21.7) and PDF/A-2 (6.2.11.7.2) forbid them in a ToUnicode CMap.
_NOTHING = frozenset({"", "\0", "\ufeff", "\ufffe", "\ufffd"})


def unicode_map(cmap: bytes) -> Mapping[bytes, str]:
    """Code → text of a ToUnicode CMap; codes that are mapped to nothing are left out."""
    found: dict[bytes, str] = {}
    for kind, tokens in _sections(cmap):
        if kind == b"bfchar":
            found.update((code, _text(value)) for code, value in zip(tokens[::2], tokens[1::2], strict=False))
        elif kind == b"bfrange":
            found.update(_ranges(tokens))
    return {code: text for code, text in found.items() if text not in _NOTHING}


def cid_map(cmap: bytes) -> Mapping[bytes, int]:
    """Code → CID of an embedded CMap."""
    found: dict[bytes, int] = {}
    for kind, tokens in _sections(cmap):
        if kind == b"cidchar":
            found.update((code, int(cid)) for code, cid in zip(tokens[::2], tokens[1::2], strict=False))
        elif kind == b"cidrange":
            for first, last, cid in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
                found.update((code, int(cid) + step) for step, code in enumerate(_codes(first, last)))
    return found


def _sections(cmap: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    for match in _SECTION.finditer(cmap):
        yield match[1], [_value(token) for token in _TOKEN.finditer(match[2])]


def _value(token: re.Match[bytes]) -> bytes:
    """A hexadecimal string as bytes; brackets and numbers as they are."""
    if token[1] is None:
        return token[0]
    digits = b"".join(token[1].split()).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _ranges(tokens: list[bytes]) -> Iterator[tuple[bytes, str]]:
    """First and last code, then the text of the first, or a list with the text of each."""
    at = 0
    while at + 2 < len(tokens):
        codes, value = _codes(tokens[at], tokens[at + 1]), tokens[at + 2]
        if value == b"[":
            end = tokens.index(b"]", at) if b"]" in tokens[at:] else len(tokens)
            yield from zip(codes, (_text(item) for item in tokens[at + 3 : end]), strict=False)
            at = end + 1
        else:
            yield from ((code, _text(_after(value, step))) for step, code in enumerate(codes))
            at += 3


def _codes(first: bytes, last: bytes) -> Iterator[bytes]:
    start, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
    for value in range(start, min(end, start + _MOST) + 1):
        yield value.to_bytes(len(first), "big")


def _after(value: bytes, step: int) -> bytes:
    return (int.from_bytes(value, "big") + step).to_bytes(max(len(value), 1) + 1, "big")[-max(len(value), 1) :]


def _text(value: bytes) -> str:
    return value.decode("utf-16-be", "ignore") if len(value) > 1 else value.decode("latin-1")
