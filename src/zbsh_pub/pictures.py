"""Open a picture of the tree and find out whether the editions can carry it, as it is or converted.

What each edition carries is made by `renditions`; here a file is only opened, once, and judged.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from zbsh_pub.drawings import broken, read_drawing, too_large
from zbsh_pub.model import Picture
from zbsh_pub.problems import Place, Problem

MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
LIMIT = f"{MAX_BYTES // 1_000_000} MB, {MAX_PIXELS // 1_000_000} Mpx"
ORIENTATION = 0x0112  # the tag of TIFF 6.0 and Exif 2.3 that says how the camera was held
_PNG, _JPEG, _TIFF = ("PNG", "image/png"), ("JPEG", "image/jpeg"), ("TIFF", "image/tiff")
_TYPES = {".png": _PNG, ".jpg": _JPEG, ".jpeg": _JPEG, ".tif": _TIFF, ".tiff": _TIFF}
_TYPES |= {".webp": ("WEBP", "image/webp"), ".gif": ("GIF", "image/gif"), ".bmp": ("BMP", "image/bmp")}
# A camera's JPEG with a second, smaller picture behind the first (CIPA DC-007), which nobody prints.
_SAME = {"MPO": "JPEG"}
_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "LAB", "I;16", "I;16L", "I;16B"}
# A picture in Markdown: alternative text, then the path in angle brackets or bare.
IMAGE = re.compile(
    r"""(?<!\\)!\[([^\]]*)\]\(\s*(?:<([^<>]*)>|((?:[^()"'<>]|\([^()]*\))*?))\s*(?:"[^"]*"|'[^']*')?\s*\)"""
)


def references(line: str) -> Iterator[tuple[str, int]]:
    """Each picture in a line of Markdown: its path as written, and the column (from 1)."""
    for match in IMAGE.finditer(line):
        yield match[2] or match[3] or "", match.start() + 1


def resolve(document: str, reference: str) -> str | None:
    """`reference` as written in `document`, as a path from the root; none where it leaves the tree."""
    parts: list[str] = []
    path = PurePosixPath(document).parent / reference
    if path.is_absolute() or "\\" in reference or ":" in reference:
        return None
    for part in path.parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def narrow_name(name: str) -> str:
    """The name of a drawing's narrow twin; empty for other pictures."""
    return f"{name[:-4]}.narrow.svg" if name.endswith(".svg") else ""


def read_picture(root: Path, name: str, place: Place) -> tuple[Picture | None, list[Problem]]:
    """The picture at `root`/`name`; problems A01–A10 point to `place`, where it is used.

    There is a picture where none of them is an error. Its bytes are those of the file, its size is that of the
    picture held upright.
    """
    path = root / name
    if not os.path.isfile(path):  # unlike Path.is_file, it takes a name that no disk could hold
        return None, [Problem("A01", place, {"file": name})]
    if not path.resolve().is_relative_to(root.resolve()):
        return None, [Problem("A05", place, {"file": name})]
    if path.stat().st_size > MAX_BYTES:
        return None, [too_large(name, place, f"{path.stat().st_size / 1e6:.1f} MB", LIMIT)]
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [broken(place, name, error.strerror)]
    suffix = path.suffix.lower()
    if suffix == ".svg":
        return read_drawing(name, data, place)
    if suffix in _TYPES:
        return _raster(name, data, suffix, place)
    return None, [Problem("A04", place, {"file": name, "found": suffix or "?"})]


def _raster(name: str, data: bytes, suffix: str, place: Place) -> tuple[Picture | None, list[Problem]]:
    """The size stands in the head of a file and is asked before any pixel is unpacked."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data))
            if image.width * image.height > MAX_PIXELS:
                return None, [too_large(name, place, f"{image.width}×{image.height}", LIMIT)]
            if getattr(image, "is_animated", False) and image.format not in _SAME:
                return None, [Problem("A08", place, {"file": name})]
            image.load()
            upright = _upright_size(image)
    except Image.DecompressionBombError:
        return None, [too_large(name, place, "?", LIMIT)]
    except Exception as error:  # Pillow raises many kinds for a broken file
        return None, [broken(place, name, error)]
    wanted, media_type = _TYPES[suffix]
    if _SAME.get(image.format or "", image.format) != wanted:
        return None, [Problem("A07", place, {"file": name, "found": image.format})]
    if image.mode not in _MODES:
        return None, [Problem("A04", place, {"file": name, "found": f"{image.format} {image.mode}"})]
    return Picture(name, media_type, *upright, data), list(_profile_problems(image, name, place))


def _upright_size(image: Any) -> tuple[int, int]:
    """Width and height of the picture as it is looked at: turned as its Exif data say."""
    turned = image.getexif().get(ORIENTATION, 1) in (5, 6, 7, 8)
    return (image.height, image.width) if turned else (image.width, image.height)


def _profile_problems(image: Any, name: str, place: Place) -> Iterator[Problem]:
    """A10 where the colours are told by a profile that cannot be read: they are then taken for sRGB."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile:
        try:
            ImageCms.ImageCmsProfile(BytesIO(profile))
        except (OSError, ImageCms.PyCMSError):
            yield Problem("A10", place, {"file": name})
