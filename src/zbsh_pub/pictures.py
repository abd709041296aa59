"""Open a picture of the tree and find out whether the editions can carry it."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from pathlib import Path, PurePosixPath

from lxml import etree

from zbsh_pub.model import Picture
from zbsh_pub.problems import Place, Problem

MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
_TYPES = {".png": ("PNG", "image/png"), ".jpg": ("JPEG", "image/jpeg"), ".jpeg": ("JPEG", "image/jpeg")}
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {f"{_SVG}{name}" for name in ("script", "foreignObject", "iframe", "animate", "set", "audio", "video")}
_REMOTE = re.compile(r"^\s*(?!#|data:image/)|^\s*data:(?!image/)", re.I)


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
    if not path.is_file():
        return None, [Problem("A01", place, {"file": name})]
    if not path.resolve().is_relative_to(root.resolve()):
        return None, [Problem("A05", place, {"file": name})]
    if path.stat().st_size > MAX_BYTES:
        return None, [_too_large(place, name, f"{path.stat().st_size / 1e6:.1f} MB")]
    data = path.read_bytes()
    suffix = path.suffix.lower()
    if suffix == ".svg":
        return _svg(name, data, place)
    if suffix in _TYPES:
        return _raster(name, data, suffix, place)
    return None, [Problem("A04", place, {"file": name, "found": suffix or "?"})]


def _too_large(place: Place, name: str, size: str) -> Problem:
    limit = f"{MAX_BYTES // 1_000_000} MB, {MAX_PIXELS // 1_000_000} Mpx"
    return Problem("A03", place, {"file": name, "size": size, "limit": limit})


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
        return None, [Problem("A02", place, {"file": name, "reason": error})]
    if image.format != wanted:
        return None, [Problem("A07", place, {"file": name, "found": image.format})]
    if image.mode not in {"1", "L", "LA", "P", "RGB", "RGBA"}:
        return None, [Problem("A04", place, {"file": name, "found": f"{image.format} {image.mode}"})]
    return Picture(name, media_type, image.width, image.height, data), []


def _svg(name: str, data: bytes, place: Place) -> tuple[Picture | None, list[Problem]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return None, [Problem("A02", place, {"file": name, "reason": error.msg})]
    if root.tag != f"{_SVG}svg":
        return None, [Problem("A07", place, {"file": name, "found": root.tag})]
    bad = _active_content(root)
    if bad:
        return None, [Problem("A06", place, {"file": name, "found": bad})]
    size = _svg_size(root)
    if size is None:
        return None, [Problem("A02", place, {"file": name, "reason": "no viewBox"})]
    return Picture(name, "image/svg+xml", *size, data), []


def _active_content(root: etree._Element) -> str:
    """The first thing in an SVG that runs, animates or fetches; empty where there is none."""
    if root.getroottree().docinfo.internalDTD is not None:
        return "<!DOCTYPE>"
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _ACTIVE:
            return f"<{etree.QName(element).localname}>"
        for name, raw in element.attrib.items():
            local, value = etree.QName(str(name)).localname, str(raw)
            if local.startswith("on") or (local == "href" and _REMOTE.match(value)):
                return f"{local}={value}"
            if "url(" in value and not re.search(r"url\(\s*['\"]?#", value):
                return f"{local}={value}"
        if element.tag == f"{_SVG}style" and re.search(r"@import|url\((?!['\"]?#)", element.text or ""):
            return "<style>"
    return ""


def _svg_size(root: etree._Element) -> tuple[float, float] | None:
    numbers = re.findall(r"-?[0-9.]+", root.get("viewBox") or "")
    if len(numbers) == 4:
        return float(numbers[2]), float(numbers[3])
    size = [re.match(r"[0-9.]+", root.get(key) or "") for key in ("width", "height")]
    return (float(size[0][0]), float(size[1][0])) if size[0] and size[1] else None
