"""The first bytes of a picture into what its header says, without decoding it.

JPEG: ITU-T T.81, annex B; PNG: ISO/IEC 15948; GIF89a; WebP: RFC 9649.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

_SOF = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_JPEG_COLOURS = {1: "grey", 3: "rgb", 4: "cmyk"}
_PNG_COLOURS = {0: "grey", 2: "rgb", 3: "indexed", 4: "grey", 6: "rgb"}


@dataclass(frozen=True, slots=True)
class Picture:
    """`width` and `height` in pixels, 0 where the header does not say; `bits` a channel.

    `stepwise` is a progressive JPEG or an interlaced PNG.
    """

    format: str
    width: int = 0
    height: int = 0
    colours: str = "rgb"
    bits: int = 8
    stepwise: bool = False
    alpha: bool = False
    animated: bool = False

    @property
    def pixels(self) -> int:
        return self.width * self.height

    @property
    def is_drawing(self) -> bool:
        return self.format == "svg"


def read_picture(data: bytes) -> Picture | None:
    """The facts of a JPEG, PNG, GIF or WebP; none where the bytes are not those of one, or its header is broken."""
    readers = ((b"\xff\xd8\xff", _jpeg), (b"\x89PNG\r\n\x1a\n", _png), (b"GIF8", _gif), (b"RIFF", _webp))
    for magic, read in readers:
        if data.startswith(magic):
            try:
                return read(data)
            except (struct.error, IndexError):
                return None
    return None


def _jpeg(data: bytes) -> Picture | None:
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker in (0x01, *range(0xD0, 0xD8)):  # no length follows
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker in _SOF:
            bits, height, width, channels = struct.unpack_from(">BHHB", data, at + 4)
            stepwise = marker in (0xC2, 0xC6, 0xCA, 0xCE)
            return Picture("jpeg", width, height, _JPEG_COLOURS.get(channels, "?"), bits, stepwise)
        at += 2 + length
    return None


def _png(data: bytes) -> Picture | None:
    if data[12:16] != b"IHDR":
        return None
    width, height, bits, colours, _, _, interlace = struct.unpack_from(">IIBBBBB", data, 16)
    chunks = set(_png_chunks(data))
    alpha = colours in (4, 6) or b"tRNS" in chunks
    return Picture(
        "png", width, height, _PNG_COLOURS.get(colours, "?"), bits, bool(interlace), alpha, b"acTL" in chunks
    )


def _png_chunks(data: bytes) -> list[bytes]:
    """The names of the chunks before the picture's own data."""
    at, names = 8, []
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if name == b"IDAT":
            break
        names.append(name)
        at += 12 + length
    return names


def _gif(data: bytes) -> Picture:
    width, height = struct.unpack_from("<HH", data, 6)
    frames, alpha = _gif_blocks(data)
    return Picture("gif", width, height, "indexed", alpha=alpha, animated=frames > 1)


def _gif_blocks(data: bytes) -> tuple[int, bool]:
    """How many frames there are, and whether one is transparent."""
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    frames, alpha = 0, False
    while at < len(data) and data[at] in (0x21, 0x2C):
        if data[at] == 0x21:
            alpha |= data[at + 1] == 0xF9 and bool(data[at + 3] & 1)
            at += 2
        else:
            flags = data[at + 9]
            frames += 1
            at += 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
        while data[at]:
            at += 1 + data[at]
        at += 1
    return frames, alpha


def _webp(data: bytes) -> Picture | None:
    kind = data[12:16]
    if data[8:12] != b"WEBP":
        return None
    if kind == b"VP8X":
        flags = data[20]
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return Picture("webp", width, height, alpha=bool(flags & 0x10), animated=bool(flags & 0x02))
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return Picture("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, alpha=bool(bits >> 28 & 1))
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Picture("webp", width & 0x3FFF, height & 0x3FFF)
    return None


_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\0\1\0\0", "font/ttf"),
    (b"true", "font/ttf"),
    (b"OTTO", "font/otf"),
    (b"ttcf", "font/collection"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"%PDF", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"PK\3\4", "application/zip"),
)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_XML_ROOTS = {
    b"html": "application/xhtml+xml",
    b"svg": "image/svg+xml",
    b"ncx": "application/x-dtbncx+xml",
    b"smil": "application/smil+xml",
    b"package": "application/oebps-package+xml",
}


def sniff(data: bytes) -> str:
    """The media type that the bytes show; nothing where they do not say."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp":
        return "image/avif" if data[8:12] in (b"avif", b"avis") else "video/mp4"
    for magic, media_type in _MAGIC:
        if data.startswith(magic) and not (magic == b"BM" and b"\0" not in data[:32]):
            return media_type
    text = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith(b"<"):
        return ""
    root = _ROOT.search(re.sub(rb"<!--.*?-->|<\?.*?\?>|<![^>]*>", b"", text, flags=re.S))
    return _XML_ROOTS.get(root[1].lower(), "") if root else ""
