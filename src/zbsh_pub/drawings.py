"""Open a drawing (SVG) and judge it: nothing that runs, moves, fetches or multiplies comes through.

A drawing stands inside the pages of the EPUB, so it may do no more than a page may (EPUB 3.3, 6.2).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from zbsh_pub.model import Picture
from zbsh_pub.problems import Place, Problem

MAX_DRAWING = 5_000_000  # bytes
MAX_ELEMENTS = 100_000  # those that `use` repeats are counted as often as they are drawn
_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = {"script", "handler", "listener", "foreignObject", "iframe", "audio", "video", "canvas", "set", "discard"}
_ACTIVE |= {"animate", "animateColor", "animateMotion", "animateTransform"}
_ACTIVE |= {"font", "font-face", "font-face-src", "font-face-uri", "glyph", "missing-glyph"}  # gone from SVG 2
# Families that every edition can set: the house's and the generic ones (CSS Fonts 4, 2.1.2).
_FAMILIES = {"zb song", "zb hei", "zb kai", "serif", "sans-serif", "monospace", "system-ui", "inherit", "initial"}
_SIZE = r"[\d.]+(?:px|pt|pc|em|rem|ex|ch|mm|cm|in|q|%)(?:\s*/\s*[\w.%]+)?"
_FAMILY = re.compile(rf"font-family\s*:\s*([^;}}]*)|(?<![\w-])font\s*:[^;}}]*?{_SIZE}\s+([^;}}]*)", re.I)
_ATTRIBUTES = (None, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace")
_INNER = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp)[;,])", re.I)
_FETCHING = re.compile(r"@import|(?:url|src|image|image-set)\((?!\s*['\"]?\s*#)", re.I)
_CSS_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.I)
_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?"
_LENGTH = re.compile(rf"\s*({_NUMBER})(px|pt|pc|mm|cm|in|)\s*", re.I)
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}


def read_drawing(name: str, data: bytes, place: Place) -> tuple[Picture | None, list[Problem]]:
    """The drawing in `data`; problems A02, A03, A06, A07 and A09 point to `place`, where it is used."""
    if len(data) > MAX_DRAWING:
        return None, [too_large(name, place, f"{len(data) / 1e6:.1f} MB")]
    if b"<!ENTITY" in data.replace(b"\0", b""):  # in UTF-16, too
        return None, [_forbidden(name, place, "<!ENTITY>", 1)]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, [broken(place, name, getattr(error, "msg", error))]
    if root.tag != f"{{{_SVG}}}svg":
        return None, [Problem("A07", place, {"file": name, "found": root.tag})]
    data = _without_editors_data(root, data)
    problem = next(_wrong(root, name, place), None)
    if problem:
        return None, [problem]
    size = _svg_size(root)
    if size is None:
        return None, [broken(place, name, "no viewBox")]
    return Picture(name, "image/svg+xml", *size, data), list(_foreign_faces(root, name, place))


def _wrong(root: etree._Element, name: str, place: Place) -> Iterator[Problem]:
    """What keeps a well-formed drawing out of the editions."""
    if active := _active_content(root):
        yield _forbidden(name, place, *active)
    drawn = _drawn_elements(root)
    if drawn is None:
        yield _forbidden(name, place, "<use>", 1)
    elif drawn > MAX_ELEMENTS:
        yield too_large(name, place, f"{drawn} × <…>", f"{MAX_ELEMENTS} × <…>")


def broken(place: Place, name: str, reason: object) -> Problem:
    """A02 in one line; Pillow names the buffer in angle brackets, which tells nobody anything."""
    text = re.sub(r"\s+", " ", re.sub(r" <_io\.[^>]*>", "", str(reason))) or type(reason).__name__
    return Problem("A02", place, {"file": name, "reason": text})


def too_large(name: str, place: Place, size: str, limit: str = f"{MAX_DRAWING // 1_000_000} MB") -> Problem:
    """A03 with what was found and what may be."""
    return Problem("A03", place, {"file": name, "size": size, "limit": limit})


def _forbidden(name: str, place: Place, found: str, line: int) -> Problem:
    return Problem("A06", place, {"file": name, "line": line, "found": found})


def _drawn_elements(root: etree._Element) -> int | None:
    """How many elements are drawn, those that `use` brings in as often as it does; none where one holds itself."""
    by_id = {node.get("id"): node for node in root.iter() if node.get("id")}
    known: dict[etree._Element, int | None] = {}

    def count(node: etree._Element) -> int | None:
        if node not in known:
            known[node] = None  # met again before it is counted: it holds itself
            parts = [count(part) for part in (*node, *_used(node, by_id))]
            known[node] = None if None in parts else 1 + sum(part or 0 for part in parts)
        return known[node]

    return count(root)


def _used(node: etree._Element, by_id: dict[str | None, etree._Element]) -> Iterator[etree._Element]:
    """What a `use` points to."""
    if node.tag == f"{{{_SVG}}}use":
        target = (node.get("href") or node.get("{http://www.w3.org/1999/xlink}href") or "").strip()
        found = by_id.get(target.removeprefix("#"))
        if found is not None:
            yield found


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


def _active_content(root: etree._Element) -> tuple[str, int] | None:
    """The first thing in a drawing that runs, animates or fetches, and its line; none where there is none."""
    if root.getroottree().docinfo.internalDTD is not None:
        return "<!DOCTYPE>", 1
    sheet: list[etree._Element] = root.xpath("//processing-instruction('xml-stylesheet')")  # type: ignore[assignment]
    if sheet:
        return "<?xml-stylesheet?>", 1
    elements = [node for node in root.iter() if isinstance(node.tag, str)]
    return next(((bad, line_of(node)) for node in elements if (bad := _active_element(node))), None)


def line_of(node: etree._Element) -> int:
    """The line of the file on which an element begins."""
    line: Any = node.sourceline
    return int(line or 1)


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


def _foreign_faces(root: etree._Element, name: str, place: Place) -> Iterator[Problem]:
    """A09 for text whose families are all faces that the house does not have: other readers set it otherwise."""
    for node in root.iter():
        if isinstance(node.tag, str):
            for families in _families(node):
                named = [family.strip().strip("'\"") for family in families.split(",") if family.strip()]
                if named and not any(family.lower() in _FAMILIES or "var(" in family for family in named):
                    yield Problem("A09", place, {"file": name, "line": line_of(node), "face": named[0]})
                    return


def _families(node: etree._Element) -> Iterator[str]:
    """Every list of families that an element names, in attributes or in a sheet."""
    if family := node.get("font-family"):
        yield family
    css = node.get("style") or ""
    if node.tag == f"{{{_SVG}}}style":
        css = etree.tostring(node, method="text", encoding="unicode")
    for match in _FAMILY.finditer(css):
        yield match[1] or match[2] or ""
