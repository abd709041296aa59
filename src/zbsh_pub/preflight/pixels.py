"""Pixels of CMYK pictures, decoded and sampled: how much ink they lay down where."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image

from zbsh_pub.preflight.colour import Space, entry_of
from zbsh_pub.preflight.facts import Samples
from zbsh_pub.preflight.values import data, entry, items, name, number, numbers

GRID = 256  # samples a side at most: on an A4 page a sample is less than a square millimetre


def sample_inks(image: Any, space: Space) -> Samples | None:
    """The total inks of a picture's samples, each the mean of some pixels.

    None where the picture has no CMYK pixels. Raises `ValueError` where the pixels cannot be decoded.
    """
    if space.family == "Indexed" and space.base and space.base.model == "cmyk":
        return _of_palette(image, space)
    if space.model != "cmyk":
        return None
    try:
        pixels = _decoded(image)
    except (OSError, pikepdf.PdfError, ValueError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
    pixels = pixels.reduce(max(1, -(-max(pixels.size) // GRID)))
    return _counted(pixels.tobytes(), _inverted(image))


def _counted(raw: bytes, inverted: bool) -> Samples:
    sums = (c + m + y + k for c, m, y, k in zip(raw[::4], raw[1::4], raw[2::4], raw[3::4], strict=True))
    counts = Counter(round((1020 - total if inverted else total) / 2.55) for total in sums)
    return Samples(counts, len(raw) // 4)


def _inverted(image: Any) -> bool:
    decode = numbers(entry(image, "/Decode") or entry(image, "/D"))
    return len(decode) == 8 and decode[0] > decode[1]


def _decoded(image: Any) -> Image.Image:
    """The picture as CMYK with the file's own values."""
    filters = [name(item) for item in items(entry(image, "/Filter") or entry(image, "/F"))]
    if filters[-1:] in (["DCTDecode"], ["DCT"]):
        return _from_jpeg(image, filters)
    if filters[-1:] == ["JPXDecode"]:
        return _as_cmyk(Image.open(BytesIO(image.read_raw_bytes())))
    width, height, bits = (int(number(entry(image, key))) for key in ("/Width", "/Height", "/BitsPerComponent"))
    raw = data(image)
    if bits == 16:
        raw = raw[::2]
    elif bits != 8:
        raise ValueError(f"{bits} bits")
    return Image.frombytes("CMYK", (width, height), raw[: width * height * 4])


def _from_jpeg(image: Any, filters: list[str]) -> Image.Image:
    """Pillow takes each CMYK JPEG for Adobe's inverted kind; what a PDF means is the value as it is coded."""
    raw = image.read_raw_bytes() if len(filters) == 1 else image.read_bytes(decode_level=_WITHOUT_JPEG)
    picture = Image.open(BytesIO(raw))
    longest, most = max(picture.size), 4 * GRID
    if longest > most:  # a large one is decoded at a half, a quarter or an eighth
        picture.draft("CMYK", (picture.width * most // longest or 1, picture.height * most // longest or 1))
    found = _as_cmyk(picture)
    return Image.frombytes("CMYK", found.size, bytes(found.tobytes().translate(_NEGATIVE)))


_WITHOUT_JPEG = pikepdf.StreamDecodeLevel.generalized
_NEGATIVE = bytes(range(255, -1, -1))


def _as_cmyk(picture: Image.Image) -> Image.Image:
    if picture.mode != "CMYK":
        raise ValueError(f"a picture of mode {picture.mode}")
    picture.load()
    return picture


def _of_palette(image: Any, space: Space) -> Samples | None:
    """A picture with a palette of CMYK colours, 8 bits a pixel."""
    width, height, bits = (int(number(entry(image, key))) for key in ("/Width", "/Height", "/BitsPerComponent"))
    if bits != 8:
        raise ValueError(f"a palette of {bits} bits")
    used = Counter(data(image)[: width * height])
    counts: Counter[int] = Counter()
    for index, count in used.items():
        counts[round(100 * sum(entry_of(space, index)))] += count
    return Samples(counts, used.total())
