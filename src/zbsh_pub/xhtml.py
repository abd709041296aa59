"""A complete page from a tree: XHTML for the EPUB, HTML for WeasyPrint.

Trees are built without namespaces (`trees.element`); here they get theirs. Both outputs come from
the serialiser, so they are well formed by construction (EPUB 3.3, section 6.1; polyglot markup).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.markdown.trees import element, text_of

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
SVG = "http://www.w3.org/2000/svg"
EPUB_TYPE = f"{{{EPUB}}}type"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_VOID = {"br", "hr", "img", "link", "meta", "col", "wbr"}
_BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "ol",
    "ul",
    "div",
    "section",
    "header",
    "aside",
    "figure",
    "figcaption",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "nav",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "caption",
    "footer",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One document: its name in the package, title, language and body content."""

    name: str
    title: str
    language: str
    content: tuple[_Element, ...] = field(repr=False)
    body_class: str = ""
    sheets: tuple[str, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()


def to_xhtml(page: Page) -> bytes:
    """The page as an EPUB content document (UTF-8, XML declaration, HTML doctype)."""
    up = "../" * page.name.count("/")
    head = element("head", "", element("meta", charset="utf-8"), element("title", "", page.title))
    for name, content in page.meta:
        head.append(element("meta", name=name, content=content))
    for sheet in page.sheets:
        head.append(element("link", rel="stylesheet", type="text/css", href=up + sheet))
    root = _namespaced(_html(page, head), {None: XHTML, "epub": EPUB})
    xml: bytes = etree.tostring(
        root, encoding="utf-8", doctype='<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>'
    )
    return xml + b"\n"


def to_html(page: Page) -> str:
    """The page as HTML for WeasyPrint, which parses HTML and gets its sheets from the engine."""
    head = element("head", "", element("meta", charset="utf-8"), element("title", "", page.title))
    for name, content in page.meta:
        head.append(element("meta", name=name, content=content))
    html: str = etree.tostring(_html(page, head), encoding="unicode", method="html", doctype="<!DOCTYPE html>")
    return html


def _html(page: Page, head: _Element) -> _Element:
    body = element("body", page.body_class)
    body.extend(page.content)
    root = element("html", "", head, body, lang=page.language)
    _separate_blocks(root)
    return root


def _separate_blocks(root: _Element) -> None:
    """One block a line, so that files can be read and compared; only where no text is touched."""
    for node in root.iter():
        if node.tag in _BLOCKS and not node.tail and _holds_only_blocks(node.getparent()):
            node.tail = "\n"


def _holds_only_blocks(parent: _Element | None) -> bool:
    return parent is not None and not (parent.text or "").strip() and all(map(_is_block, parent))


def _is_block(node: _Element) -> bool:
    """Is it a block, or a mark among blocks that has neither width nor height?"""
    return node.tag in _BLOCKS or (node.get("role") == "doc-pagebreak" and not (node.tail or "").strip())


def _namespaced(source: _Element, namespaces: Any = None) -> _Element:
    tag = source.tag
    if not isinstance(tag, str):
        return source
    if tag == f"{{{SVG}}}svg":
        namespaces = {None: SVG}  # names without a prefix, for readers that take a page for HTML
    new = etree.Element(tag if tag.startswith("{") else f"{{{XHTML}}}{tag}", nsmap=namespaces)
    for name, value in source.attrib.items():
        new.set(name, value)
        if name == "lang":  # XHTML reads xml:lang, HTML reads lang: they say the same (EPUB 3.3, 6.1.3.2)
            new.set(_XML_LANG, value)
    new.text = source.text if (source.text or len(source) or tag in _VOID or tag.startswith("{")) else ""
    for child in source:
        twin = _namespaced(child)
        twin.tail = child.tail
        new.append(twin)
    return new


def characters(pages: Iterable[Page]) -> set[str]:
    """Every character of the pages' text and alternative texts."""
    found: set[str] = set()
    for page in pages:
        found.update(page.title)
        for part in page.content:
            found.update(text_of(part))
            for node in part.iter():
                found.update(node.get("alt") or "", node.get("aria-label") or "")
    return found
