"""What else stores want otherwise: pictures without transparency, an older package, text without joiners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.bundles.parts import DC, OPF, Parts, Source, X, add_class
from zbsh_pub.checks.epub.pictures import Picture as Seen
from zbsh_pub.markdown.trees import has_class
from zbsh_pub.model import Picture
from zbsh_pub.renditions import carried, carrying_of

_WIDTHLESS = str.maketrans("", "", "\u2060\u200b\ufeff")
_PAGES = "pageBreakSource"


def opaque_pictures(parts: Parts, source: Source) -> Parts:
    """Transparent pixels on white; such a picture is a PNG and stays one (`weight` 0: no JPEG to save bytes)."""
    carrying = replace(carrying_of("epub-opaque"), weight=0)

    return parts.with_files(
        {
            path: carried({path: _picture(path, seen, parts)}, carrying, source.store)[path].data
            for path, seen in source.book.pictures.items()
            if seen.alpha and not seen.is_drawing
        }
    )


def _picture(path: str, seen: Seen, parts: Parts) -> Picture:
    return Picture(path, f"image/{seen.format}", seen.width, seen.height, parts.files[path])


def old_page_source(parts: Parts, _: Source) -> Parts:
    """Where page numbers come from, as EPUB 3.0 says it: `source-of` about a `dc:source` (EPUBCheck 4.2.6)."""
    opf = parts.opf
    metadata = opf.find(f"{OPF}metadata")
    stated = [] if metadata is None else metadata.findall(f"{OPF}meta[@property='{_PAGES}']")
    if metadata is None or not stated:
        return parts
    for number, meta in enumerate(stated, 1):
        value = (meta.text or "").strip()
        if value and value != "none":
            source = _source_of(metadata, value)
            uid = source.get("id") or f"page-source-{number}"
            source.set("id", uid)
            said = etree.SubElement(metadata, f"{OPF}meta", {"property": "source-of", "refines": f"#{uid}"})
            said.text = "pagination"
        metadata.remove(meta)
    return parts.with_opf(opf)


def _source_of(metadata: _Element, value: str) -> _Element:
    """The dc:source that says so, one more where none does."""
    for source in metadata.iterfind(f"{DC}source"):
        if (source.text or "").strip() == value:
            return source
    new = etree.SubElement(metadata, f"{DC}source")
    new.text = value
    return new


def without_joiners(parts: Parts, _: Source) -> Parts:
    """Text without characters that have no width: the join before the call of a note, and its like."""
    pages = {name: root for name, root in parts.pages().items() if _strip(root)}
    return parts.with_pages(pages)


def _strip(root: _Element) -> bool:
    """Take them out; was there one?"""
    found = False
    for node in root.iter():
        text, tail = node.text, node.tail
        if isinstance(node.tag, str) and text and text != text.translate(_WIDTHLESS):
            node.text, found = text.translate(_WIDTHLESS), True
        if tail and tail != tail.translate(_WIDTHLESS):
            node.tail, found = tail.translate(_WIDTHLESS), True
    return found


def duokan_pictures(parts: Parts, _: Source) -> Parts:
    """Duokan's classes: a picture alone can be enlarged, its caption is shown below it."""
    pages = {}
    for name, root in parts.pages().items():
        figures = list(_figures(root))
        for figure in figures:
            add_class(figure, "duokan-image-single")
            for caption in figure.iter(f"{X}figcaption"):
                for node in caption.iter():
                    if isinstance(node.tag, str) and has_class(node, "caption"):
                        add_class(node, "duokan-image-maintitle")
        if figures:
            pages[name] = root
    return parts.with_pages(pages)


def _figures(root: _Element) -> Iterator[_Element]:
    """Figures of one picture that is a file."""
    return (figure for figure in root.iter(f"{X}figure") if len(list(figure.iter(f"{X}img"))) == 1)
