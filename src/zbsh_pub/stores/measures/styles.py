"""Style sheets, and which declarations reach the running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import cssselect2
from lxml.etree import _Element

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.documents import Document, X
from zbsh_pub.checks.epub.rules.styles import font_lists, unknown_families
from zbsh_pub.checks.epub.sheets import Declaration, Sheet
from zbsh_pub.checks.epub.xmltext import text_of
from zbsh_pub.stores.reading import Reading

_NEGATIVE = re.compile(r"(?<![\w.-])-(?:\d*\.)?\d+(?:px|pt|em|rem|ex|%|mm|cm|in|vh|vw)")
_NOT_BODY = {X + name for name in ("header", "footer", "aside", "figure", "nav", "li", "table", "blockquote", "dd")}
_ENOUGH = 20  # pages: sheets are the same for all
_PX = re.compile(r"(?<![\w.])\d+(?:\.\d+)?px")


def negatives(book: Book) -> Iterator[Reading]:
    """Negative margins, paddings, indents and places."""
    names = ("margin", "padding", "text-indent", "top", "left", "right", "bottom", "line-height", "word-spacing")
    for sheet in book.sheets:
        for one in sheet.declarations:
            if one.name.startswith(names) and _NEGATIVE.search(one.value):
                yield Reading(str(one), sheet.path, one.line)


def important_sizes(book: Book) -> Iterator[Reading]:
    """Sizes of type and lines that the reader may not change."""
    for sheet in book.sheets:
        for one in sheet.declarations:
            if one.important and one.name in ("font-size", "line-height", "font", "font-family"):
                yield Reading(f"{one} !important", sheet.path, one.line)


def unembedded_fonts(book: Book) -> Iterator[Reading]:
    """Each family that is named and not embedded, where it is named first."""
    seen: set[str] = set()
    for sheet, one, found in font_lists(book):
        for family in unknown_families(book, found):
            if family not in seen:
                seen.add(family)
                yield Reading(family, sheet.path, one.line)


def variables_alone(book: Book) -> Iterator[Reading]:
    """var() without a plain value before it in the rule, of the property or its shorthand, for old readers."""
    for sheet in book.sheets:
        plain: dict[tuple[str, str], set[str]] = {}
        for one in sheet.declarations:
            known = plain.setdefault((one.under, one.selector), set())
            if "var(" not in one.value:
                known.add(one.name)
            elif not one.name.startswith("--") and not any(f"{one.name}-".startswith(f"{name}-") for name in known):
                yield Reading(str(one), sheet.path, one.line)


def body_text_styles(book: Book) -> Iterator[Reading]:
    """What sheets say to the running text, on its paragraphs or on what they stand in: `line-height: 1.8`.

    What holds under a condition (@media, @supports) is left out.
    """
    samples = list(_samples(book))
    for sheet in book.sheets:
        for one in sheet.declarations:
            if sheet.inline or one.under or not one.selector or one.selector.startswith("@"):
                continue
            if any(_reaches(one, sample) for sample in samples):
                yield Reading(str(one), sheet.path, one.line)


def image_px(book: Book) -> Iterator[Reading]:
    """Widths and heights of pictures in px, in sheets."""
    pages = [document for document in book.documents.values() if any(True for _ in document.all("img"))]
    images = [one for page in pages[:_ENOUGH] for one in _wrapped(page).query_all("img")]
    for sheet, one in _sizes(book):
        if any(_matches(one.selector, image) for image in images):
            yield Reading(str(one), sheet.path, one.line)


def _sizes(book: Book) -> Iterator[tuple[Sheet, Declaration]]:
    for sheet in book.sheets:
        for one in sheet.declarations:
            if one.name in ("width", "height") and _PX.search(one.value) and one.selector and not one.under:
                yield sheet, one


def _samples(book: Book) -> Iterator[list[Any]]:
    """The commonest kind of paragraph: one with all that it stands in, of each of a few pages that have most text."""
    paragraphs = [(page, node) for page in book.pages for node in page.all("p") if _is_running(node)]
    weights: Counter[str] = Counter()
    for _, node in paragraphs:
        weights[node.get("class", "")] += len(text_of(node))
    if not weights:
        return
    kind = weights.most_common(1)[0][0]
    firsts: dict[str, tuple[Document, _Element]] = {}
    for page, node in paragraphs:
        if node.get("class", "") == kind:
            firsts.setdefault(page.path, (page, node))
    for page, node in list(firsts.values())[:_ENOUGH]:
        yield _chain(page, node)


def _is_running(node: _Element) -> bool:
    return all(above.tag not in _NOT_BODY for above in node.iterancestors())


def _chain(page: Document, node: _Element) -> list[Any]:
    """The paragraph and its ancestors, as cssselect2 sees them."""
    wanted = {node, *node.iterancestors()}
    return [one for one in _wrapped(page).iter_subtree() if one.etree_element in wanted]


def _wrapped(page: Document) -> Any:
    return cssselect2.ElementWrapper.from_xml_root(page.root)


def _reaches(one: Declaration, chain: list[Any]) -> bool:
    """Is the declaration made for one of these elements?"""
    return any(_matches(one.selector, element) for element in chain)


def _matches(selector: str, element: Any) -> bool:
    return any(test(element) for test in _compiled(selector))


@cache
def _compiled(selector: str) -> tuple[Callable[[Any], bool], ...]:
    """The tests of a list of selectors; parts of an element (::before) are not the element."""
    try:
        found = cssselect2.compile_selector_list(selector)
    except cssselect2.SelectorError:
        return ()
    return tuple(one.test for one in found if one.pseudo_element is None)
