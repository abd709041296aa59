"""JPEG and PNG without what they tell about camera, place, time and program; no pixel is touched.

JPEG: ITU-T T.81, annex B; Exif and GPS data are APP1, profiles APP2, a second picture stands behind the first (CIPA
DC-007). PNG: W3C PNG, 11: all that is not needed to draw goes, animation too.
"""

from __future__ import annotations

from collections.abc import Iterator

_KEPT_APP = {0xE0, 0xEE}  # JFIF; Adobe, which says how CMYK and YCCK are meant
_SOS, _EOI, _COM = 0xDA, 0xD9, 0xFE
_ALONE = {0x01, *range(0xD0, 0xD9)}
_DRAWING = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def bare_jpeg(data: bytes) -> bytes | None:
    """The first picture of a JPEG with its own segments only; none where it is not built as it should be."""
    kept = [data[:2]]
    place = 2
    while data[place : place + 1] == b"\xff":
        marker, end = _segment(data, place)
        if end > len(data):
            return None
        if marker == _EOI:
            return b"".join([*kept, b"\xff\xd9"])
        if marker != _COM and (marker not in range(0xE0, 0xF0) or marker in _KEPT_APP):
            kept.append(data[place:end])
        place = end
    return None


def _segment(data: bytes, place: int) -> tuple[int, int]:
    """Marker and end of the segment at `place`; a scan ends where its pixels do."""
    while data[place + 1 : place + 2] == b"\xff":  # fill bytes (B.1.1.2)
        place += 1
    marker = data[place + 1] if place + 1 < len(data) else _EOI
    if marker in _ALONE or marker == _EOI:
        return marker, place + 2
    end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return marker, _scan_end(data, end) if marker == _SOS else end


def _scan_end(data: bytes, place: int) -> int:
    """The next marker after coded pixels: 0xFF 0x00 is a pixel's byte, restart marks belong to the scan."""
    while (place := data.find(b"\xff", place)) >= 0:
        follower = data[place + 1] if place + 1 < len(data) else _EOI
        if follower and follower not in range(0xD0, 0xD8) and follower != 0xFF:
            return place
        place += 1 if follower == 0xFF else 2
    return len(data) + 1


def bare_png(data: bytes) -> bytes | None:
    """The chunks that a still picture is drawn from; none where the file is not built as it should be."""
    kept = [chunk for kind, chunk in _chunks(data) if kind in _DRAWING]
    if not data.startswith(_SIGNATURE) or not kept or kept[-1][4:8] != b"IEND":
        return None
    return b"".join([_SIGNATURE, *kept])


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place + 12 <= len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        yield data[place + 4 : place + 8], data[place:end]
        if data[place + 4 : place + 8] == b"IEND":
            return
        place = end
