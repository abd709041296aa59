"""What a reader needs who cannot see the page (WCAG 2.2; EPUB Accessibility 1.1, section 3)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.documents import SVG, TYPE, Document, X
from zbsh_pub.checks.epub.vocabulary import vocabulary
from zbsh_pub.checks.epub.xmltext import line_of
from zbsh_pub.problems import Problem, bilingual, problem

_HEADINGS = {f"{X}h{level}": level for level in range(1, 7)}
_HIDDEN = ("presentation", "none")
_PICTURES = ("img", "graphics-document")
# Where a type may be said without a role: the page as a whole, and the lists that HTML itself names.
_ROLELESS = frozenset(X + name for name in ("html", "body", "main"))


def check_headings(book: Book) -> Iterator[Problem]:
    """No level of heading is left out on the way down (WCAG 1.3.1)."""
    for document in book.documents.values():
        last = 0
        for node in document.nodes:
            level = _HEADINGS.get(str(node.tag))
            if level is None:
                continue
            if last and level > last + 1:
                yield problem("E63", document.path, line_of(node), above=f"h{last}", below=f"h{level}")
            last = level


def undescribed(document: Document) -> Iterator[_Element]:
    """Pictures without a text in their place; an empty one says that there is nothing to tell (WCAG 1.1.1)."""
    for node in document.all("img", "area", "input"):
        if node.tag == f"{X}input" and node.get("type") != "image":
            continue
        if node.get("alt") is None and node.get("role") not in _HIDDEN and not node.get("aria-label"):
            yield node
    for node in document.nodes:
        if node.tag == f"{SVG}svg" and node.get("role") in _PICTURES and not _is_hidden(node) and not _svg_name(node):
            yield node


def _is_hidden(node: _Element) -> bool:
    return any(one.get("aria-hidden") == "true" for one in (node, *node.iterancestors()))


def _svg_name(node: _Element) -> bool:
    title = node.find(f"{SVG}title")
    return bool(node.get("aria-label") or node.get("aria-labelledby") or (title is not None and title.text))


def check_alternatives(book: Book) -> Iterator[Problem]:
    """Every picture has a text for those who do not see it."""
    for document in book.documents.values():
        for node in undescribed(document):
            name = node.get("src") or node.get("href") or str(node.tag).rpartition("}")[2]
            yield problem("E64", document.path, line_of(node), name=name)


def check_tables(book: Book) -> Iterator[Problem]:
    """A table of data has header cells, and they say what they head (WCAG 1.3.1)."""
    for document in book.documents.values():
        for table in document.all("table"):
            if table.get("role") in _HIDDEN:
                continue
            heads = list(table.iter(f"{X}th"))
            if not heads:
                yield problem("E65", document.path, line_of(table), found=bilingual("epub-table-heads"))
            elif any(node.get("scope") is None and node.get("id") is None for node in heads):
                yield problem("E65", document.path, line_of(table), found=bilingual("epub-table-scope"))


def check_roles(book: Book) -> Iterator[Problem]:
    """What epub:type says to reading systems, `role` says to screen readers (EPUB Accessibility Techniques 1.1)."""
    roles = vocabulary()["roles"]
    for document in book.documents.values():
        quiet = book.navigation.nodes if book.navigation and book.navigation.path == document.path else frozenset()
        for node in document.types:
            if node in quiet or node.tag in _ROLELESS or not str(node.tag).startswith(X) or node.get("role"):
                continue
            wanted = next((roles[word] for word in node.get(TYPE, "").split() if word in roles), "")
            if wanted and not _said_nearby(document, node, wanted):
                yield problem("E66", document.path, line_of(node), type=node.get(TYPE, ""), role=wanted)


def _said_nearby(document: Document, node: _Element, role: str) -> bool:
    """A cover's role belongs to the picture in its section; an item of a list of notes needs none of its own."""
    if any(role in document.types.get(child, frozenset()) for child in node.iter()):
        return True
    above = (document.types.get(one, frozenset()) for one in node.iterancestors())
    return role == "doc-footnote" and any("doc-endnotes" in types for types in above)
