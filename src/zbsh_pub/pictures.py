"""Open a picture of the tree and find out whether the editions can carry it."""

from __future__ import annotations

import math
import os
import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from lxml import etree

from zbsh_pub.model import Picture
from zbsh_pub.problems import Place, Problem

MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
_TYPES = {".png": ("PNG", "image/png"), ".jpg": ("JPEG", "image/jpeg"), ".jpeg": ("JPEG", "image/jpeg")}
# A picture in Markdown: alternative text, then the path in angle brackets or bare.
IMAGE = re.compile(
    r"""(?<!\\)!\[([^\]]*)\]\(\s*(?:<([^<>]*)>|((?:[^()"'<>]|\([^()]*\))*?))\s*(?:"[^"]*"|'[^']*')?\s*\)"""
)
_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = {"script", "handler", "listener", "foreignObject", "iframe", "audio", "video", "canvas", "set", "discard"}
_ACTIVE |= {"animate", "animateColor", "animateMotion", "animateTransform"}
_ATTRIBUTES = (None, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace")
_INNER = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp)[;,])", re.I)
_FETCHING = re.compile(r"@import|(?:url|src|image|image-set)\((?!\s*['\"]?\s*#)", re.I)
_CSS_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.I)
_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?"
_LENGTH = re.compile(rf"\s*({_NUMBER})(px|pt|pc|mm|cm|in|)\s*", re.I)
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}


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
    """The picture at `root`/`name`; problems A01–A06 point to `place`, where it is used."""
    path = root / name
    if not os.path.isfile(path):  # unlike Path.is_file, it takes a name that no disk could hold
        return None, [Problem("A01", place, {"file": name})]
    if not path.resolve().is_relative_to(root.resolve()):
        return None, [Problem("A05", place, {"file": name})]
    if path.stat().st_size > MAX_BYTES:
        return None, [_too_large(place, name, f"{path.stat().st_size / 1e6:.1f} MB")]
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [_broken(place, name, error.strerror)]
    suffix = path.suffix.lower()
    if suffix == ".svg":
        return _svg(name, data, place)
    if suffix in _TYPES:
        return _raster(name, data, suffix, place)
    return None, [Problem("A04", place, {"file": name, "found": suffix or "?"})]


def _too_large(place: Place, name: str, size: str) -> Problem:
    limit = f"{MAX_BYTES // 1_000_000} MB, {MAX_PIXELS // 1_000_000} Mpx"
    return Problem("A03", place, {"file": name, "size": size, "limit": limit})


def _broken(place: Place, name: str, reason: object) -> Problem:
    """A02 in one line; Pillow names the buffer in angle brackets, which tells nobody anything."""
    text = re.sub(r"\s+", " ", re.sub(r" <_io\.[^>]*>", "", str(reason))) or type(reason).__name__
    return Problem("A02", place, {"file": name, "reason": text})


def _raster(name: str, data: bytes, suffix: str, place: Place) -> tuple[Picture | None, list[Problem]]:
    from PIL import Image

    wanted, media_type = _TYPES[suffix]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data))
            if image.width * image.height > MAX_PIXELS:
                return None, [_too_large(place, name, f"{image.width}×{image.height}")]
            image.load()
    except Image.DecompressionBombError:
        return None, [_too_large(place, name, "?")]
    except Exception as error:  # Pillow raises many kinds for a broken file
        return None, [_broken(place, name, error)]
    if image.format != wanted:
        return None, [Problem("A07", place, {"file": name, "found": image.format})]
    if image.mode not in {"1", "L", "LA", "P", "RGB", "RGBA"}:
        return None, [Problem("A04", place, {"file": name, "found": f"{image.format} {image.mode}"})]
    return Picture(name, media_type, image.width, image.height, data), []


def _svg(name: str, data: bytes, place: Place) -> tuple[Picture | None, list[Problem]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, [_broken(place, name, getattr(error, "msg", error))]
    if root.tag != f"{{{_SVG}}}svg":
        return None, [Problem("A07", place, {"file": name, "found": root.tag})]
    data = _without_editors_data(root, data)
    bad = _active_content(root)
    if bad:
        return None, [Problem("A06", place, {"file": name, "found": bad})]
    size = _svg_size(root)
    if size is None:
        return None, [_broken(place, name, "no viewBox")]
    return Picture(name, "image/svg+xml", *size, data), []


def _without_editors_data(root: etree._Element, data: bytes) -> bytes:
    """The drawing in UTF-8 and without what an editor (Inkscape, Illustrator) keeps in it for itself.

    `data` is given back as it is where there is nothing to drop.
    """
    elements = [node for node in root.iter() if isinstance(node.tag, str)]
    tags = {node.tag for node in elements if etree.QName(node).namespace not in (_SVG, _XHTML)}
    names = {str(name) for node in elements for name in node.attrib}
    foreign = [name for name in names if etree.QName(name).namespace not in _ATTRIBUTES]
    if not (tags or foreign) and (root.getroottree().docinfo.encoding or "UTF-8").upper() in ("UTF-8", "US-ASCII"):
        return data
    etree.strip_elements(root, *tags, with_tail=False)
    etree.strip_attributes(root, *foreign)
    return etree.tostring(root, encoding="utf-8")


def _active_content(root: etree._Element) -> str:
    """The first thing in an SVG that runs, animates or fetches; empty where there is none."""
    if root.getroottree().docinfo.internalDTD is not None:
        return "<!DOCTYPE>"
    if root.xpath("//processing-instruction('xml-stylesheet')"):
        return "<?xml-stylesheet?>"
    elements = [node for node in root.iter() if isinstance(node.tag, str)]
    return next(filter(None, map(_active_element, elements)), "")


def _active_element(element: etree._Element) -> str:
    name = etree.QName(element)
    if name.namespace != _SVG or name.localname in _ACTIVE:
        return f"<{name.localname}>"
    if name.localname == "style" and _fetches(etree.tostring(element, method="text", encoding="unicode")):
        return "<style>"
    attributes = [(etree.QName(str(key)).localname, str(value)) for key, value in element.attrib.items()]
    return next((f"{key}={value}" for key, value in attributes if _is_active(key, value)), "")


def _is_active(key: str, value: str) -> bool:
    return (
        key.lower().startswith("on") or (key in ("href", "src", "base") and not _INNER.match(value)) or _fetches(value)
    )


def _fetches(css: str) -> bool:
    """Whether a sheet or a value points outside the drawing, however it is spelt."""
    plain = _CSS_ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), css)
    return bool(_FETCHING.search(plain.replace("\\", "")))


def _svg_size(root: etree._Element) -> tuple[float, float] | None:
    """The size of the viewBox, else width and height in pixels; none where it is not two positive numbers."""
    box = root.get("viewBox")
    lengths = (
        re.split(r"\s*,\s*|\s+", box.strip()) if box is not None else ["0", "0", *map(root.get, ("width", "height"))]
    )
    numbers = [_pixels(length or "") for length in lengths]
    if len(numbers) != 4 or None in numbers[:2]:
        return None
    width, height = numbers[2:]
    return (width, height) if width and height and 0 < width < math.inf and 0 < height < math.inf else None


def _pixels(length: str) -> float | None:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2].lower()] if match else None
