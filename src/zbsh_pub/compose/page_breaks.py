"""Where printed pages turn, as marks inside the text of the EPUB (EPUB Accessibility 1.1, section 4.1).

A mark stands before the very character that a printed page begins with. It goes into no ruby and no link, into no
box that is not read out and into no heading: there it stands before the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lxml.etree import _Element

from zbsh_pub.compose.unit import CONTENTS, COVER, MASTHEAD
from zbsh_pub.markdown.paragraphs import PARA, is_seen
from zbsh_pub.markdown.trees import element, has_class
from zbsh_pub.model import Issue, Pagination, PrintPage
from zbsh_pub.xhtml import EPUB_TYPE, Page

ROLE = "doc-pagebreak"
_WHOLE = ("a", "ruby")
_HIDDEN = ("pullquote", "video")
_HEADINGS = ("h2", "h3", "h4")


@dataclass(frozen=True, slots=True)
class PageTarget:
    """An entry of the page-list: the number of a printed page, and where it begins."""

    label: str
    href: str


class PageBreaks:
    """The printed pages that begin in each document; none where nothing was laid out."""

    def __init__(self, issue: Issue, pagination: Pagination | None):
        self._names = {entry.id for entry in issue.manifest.entries}
        self._openers = {section.entries[0].id: section.id for section in issue.manifest.sections if section.entries}
        self._pages: dict[tuple[str, str], list[PrintPage]] = {}
        waiting: list[PrintPage] = []  # blank ones, and those with nothing of the text begin where the next does
        for unit, pages in groupby(pagination.pages if pagination else (), lambda page: page.unit):
            for page in pages:
                waiting.append(page)
                place = self._place(page)
                if place is not None:
                    later = int(page.index > 0 or unit.startswith(f"{CONTENTS}_"))  # several units, one document
                    moved = [replace(one, para=page.para, offset=page.offset, index=later) for one in waiting]
                    self._pages.setdefault(place, []).extend(moved)
                    waiting.clear()
            if unit in self._names:
                self._pages.setdefault(("article", unit), []).extend(waiting)
                waiting.clear()

    def _place(self, page: PrintPage) -> tuple[str, str] | None:
        """(kind, id) of the document in which the page begins; none for a page without anything that goes there."""
        if page.unit in self._openers and not page.index:
            return "section", self._openers[page.unit]
        if page.index and not page.para:
            return None
        if page.unit in self._names:
            return "article", page.unit
        kind = next((kind for kind in (COVER, CONTENTS, MASTHEAD) if page.unit.startswith(kind)), "")
        return (kind, "") if kind else None

    def at_start(self, kind: str, identifier: str = "") -> list[_Element]:
        """The marks for the very beginning of a document: what begins on the first page of a unit."""
        pages = self._pages.get((kind, identifier), ())
        return [self.mark(page) for page in pages if not page.index]

    def inside(self, kind: str, identifier: str = "") -> list[PrintPage]:
        """The later pages that begin in a document."""
        return [page for page in self._pages.get((kind, identifier), ()) if page.index]

    def mark(self, page: PrintPage) -> _Element:
        """`<span epub:type="pagebreak" role="doc-pagebreak" aria-label="12" id="p12"/>`; no article has this id."""
        name = f"p{page.label}"
        span = element("span", id=f"{name}_" if name in self._names else name, role=ROLE, aria_label=page.label)
        span.set(EPUB_TYPE, "pagebreak")
        return span


def put_marks(root: _Element, marks: Sequence[tuple[PrintPage, _Element]], number: str = "") -> None:
    """Put marks in front of what their pages begin with; `root` has paragraphs with numbers (`data-para`), or is
    the paragraph with this number."""
    numbered = {node.get(PARA): node for node in root.iter() if node.get(PARA)} | {number: root}
    for page, mark in reversed(marks):
        node = numbered.get(str(page.para))
        if node is not None:
            _put(node, page.offset, mark)


def _put(node: _Element, offset: int, mark: _Element) -> None:
    hidden = next((box for box in node.iterancestors() if any(has_class(box, name) for name in _HIDDEN)), None)
    if hidden is not None:
        hidden.addprevious(mark)
    elif offset:
        _put_inside(node, offset, mark)
    elif node.tag in _HEADINGS:
        node.addprevious(mark)
    elif node.tag == "caption":
        put_first(_parent(_parent(node)), [mark])
    else:
        put_first(node, [mark])


def put_first(node: _Element, marks: Iterable[_Element]) -> None:
    """Put marks before all that an element holds."""
    for mark in reversed(list(marks)):
        mark.tail, node.text = node.text, None
        node.insert(0, mark)


def _put_inside(node: _Element, offset: int, mark: _Element) -> None:
    """Put the mark before the character with `offset` others before it; at the end where the text is shorter."""
    holder, name, index = next(_places(node, offset), (node, "end", 0))
    inner = holder if name == "text" else _parent(holder)
    whole = [box for box in (inner, *inner.iterancestors()) if box.tag in _WHOLE and node in box.iterancestors()]
    if name == "end":
        node.append(mark)
    elif whole:
        whole[-1].addprevious(mark)
    elif name == "text":
        text = holder.text or ""
        holder.text, mark.tail = text[:index], text[index:]
        holder.insert(0, mark)
    elif holder.get("role") == ROLE and not index:  # of two marks at one place the later page's stands already
        holder.addprevious(mark)
    else:
        text = holder.tail or ""
        holder.tail, mark.tail = text[:index], text[index:]
        inner.insert(inner.index(holder) + 1, mark)


def _places(node: _Element, offset: int) -> Iterator[tuple[_Element, str, int]]:
    """The place of the character with `offset` others before it, then those of all after it."""
    for holder, name, text in _own_text(node):
        for index, char in enumerate(text):
            if not is_seen(char):
                continue
            if offset <= 0:
                yield holder, name, index
            offset -= 1


def _own_text(node: _Element) -> Iterator[tuple[_Element, str, str]]:
    """(element, "text" or "tail", string) of the words of a paragraph: no notes, no readings."""
    if node.text:
        yield node, "text", node.text
    for child in node:
        if not has_class(child, "note") and child.tag != "rt":
            yield from _own_text(child)
        if child.tail:
            yield child, "tail", child.tail


def _parent(node: _Element) -> _Element:
    parent = node.getparent()
    assert parent is not None
    return parent


def page_targets(pages: Iterable[Page]) -> tuple[PageTarget, ...]:
    """All page breaks of some documents, in their order; their addresses as seen from the package's root."""
    return tuple(
        PageTarget(node.get("aria-label") or "", f"{page.name}#{node.get('id')}")
        for page in pages
        for part in page.content
        for node in part.iter("span")
        if node.get("role") == ROLE
    )


def has_page_breaks(pages: Iterable[Page]) -> bool:
    """Is it said anywhere in these documents where a printed page begins?"""
    return bool(page_targets(pages))
