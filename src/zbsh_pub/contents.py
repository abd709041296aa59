"""The EPUB's navigation: contents page with nav (toc, landmarks, page-list) and the NCX for old readers.

EPUB 3.3, section 7 (navigation document); NCX as EPUB 2 has it, without playOrder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.compose.ebook import COVER, MASTHEAD, SHEETS, article_name, entry_link, section_name
from zbsh_pub.compose.page_breaks import PageBreaks, PageTarget, page_targets, put_first
from zbsh_pub.compose.parts import issue_name, serial_name
from zbsh_pub.compose.unit import CONTENTS
from zbsh_pub.labels import Labels, labels
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Entry, Issue, Pagination, Section
from zbsh_pub.xhtml import EPUB_TYPE, Page

NAV = "nav.xhtml"
_NCX = "http://www.daisy.org/z3986/2005/ncx/"
_NCX_ONLY: Any = {None: _NCX}


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A line of the machine-readable contents, and the lines below it."""

    label: str
    href: str
    children: tuple[OutlineItem, ...] = ()


def outline(issue: Issue, end: tuple[OutlineItem, ...] = ()) -> tuple[OutlineItem, ...]:
    """Sections above articles, with authors, and what follows them; the same for nav, NCX and checks."""
    words = labels(issue.manifest.magazine.language)
    front = (
        OutlineItem(words("cover"), COVER),
        OutlineItem(words("contents"), f"{NAV}#contents"),
        OutlineItem(words("masthead"), MASTHEAD),
    )
    sections = (
        OutlineItem(section.title, section_name(section), tuple(map(_entry_item, section.entries)))
        for section in issue.manifest.sections
    )
    return (*front, *sections, *end)


def _entry_item(entry: Entry) -> OutlineItem:
    authors = f"　{' '.join(entry.authors)}" if entry.authors else ""
    return OutlineItem(f"{entry.title.label}{authors}", article_name(entry.id))


def depth(items: tuple[OutlineItem, ...]) -> int:
    """How many levels the outline has."""
    return 1 + max((depth(item.children) for item in items), default=0) if items else 0


def with_nav(
    issue: Issue,
    pages: tuple[Page, ...],
    pagination: Pagination | None = None,
    end: tuple[OutlineItem, ...] = (),
    listed: Issue | None = None,
) -> tuple[Page, ...]:
    """All pages in reading order, the contents page with the navs of reading systems after the cover.

    `end` follows the articles; `listed` is the issue that the reader sees, where the book holds a part of it.
    """
    words, breaks = labels(issue.manifest.magazine.language), PageBreaks(issue, pagination)
    contents = _visible(listed or issue, words, breaks)
    visible = Page(NAV, words("contents"), issue.manifest.magazine.language, (contents,))
    targets = page_targets((pages[0], visible, *pages[1:]))
    content = [contents, _toc(outline(issue, end), words), _landmarks(issue, words)]
    content += [_page_list(targets, words)] if targets else []
    return (pages[0], replace(visible, content=tuple(content), sheets=SHEETS), *pages[1:])


def _visible(issue: Issue, words: Labels, breaks: PageBreaks) -> _Element:
    """The contents page that the reader turns to."""
    quiet = f"{issue_name(issue.manifest, words)}　{serial_name(issue.manifest, words)}"
    sections = [_visible_section(section) for section in issue.manifest.sections]
    rows = [row for section in sections for row in section.iter("li")]
    for page in reversed(breaks.inside(CONTENTS)):
        row = rows[page.para - 1]
        opens = row.getprevious() is None
        put_first(next(row.iterancestors("section")) if opens else row, [breaks.mark(page)])
    return element(
        "div",
        "contents",
        *breaks.at_start(CONTENTS),
        element("h1", "title", words("contents")),
        element("p", "quiet", quiet),
        *sections,
        id="contents",
    )


def _visible_section(section: Section) -> _Element:
    heading = element("h2", "", element("a", "", section.title, href=section_name(section)), id=f"c-{section.id}")
    rows = (element("li", "", entry_link(entry, "")) for entry in section.entries)
    return element(
        "section",
        f"toc-section theme-{section.theme}",
        heading,
        element("ol", "toc-list", *rows),
        aria_labelledby=f"c-{section.id}",
    )


def _page_list(targets: Iterable[PageTarget], words: Labels) -> _Element:
    """The printed pages in order (EPUB 3.3, section 7.4.3)."""
    items = (element("li", "", element("a", "", target.label, href=target.href)) for target in targets)
    return _nav("page-list", "page-list", words("page-list"), items, role="doc-pagelist")


def _nav(kind: str, identifier: str, label: str, items: Iterable[_Element], **attributes: str) -> _Element:
    heading = element("h2", "", label)
    nav = element(
        "nav", "", heading, element("ol", "", *items), id=identifier, aria_label=label, hidden="hidden", **attributes
    )
    nav.set(EPUB_TYPE, kind)
    return nav


def _toc(items: Iterable[OutlineItem], words: Labels) -> _Element:
    return _nav("toc", "toc", words("contents"), map(_toc_item, items), role="doc-toc")


def _toc_item(item: OutlineItem) -> _Element:
    link = element("a", "", item.label, href=item.href)
    return element("li", "", link, element("ol", "", *map(_toc_item, item.children)) if item.children else None)


def _landmarks(issue: Issue, words: Labels) -> _Element:
    first = section_name(issue.manifest.sections[0])
    marks = (
        ("cover", COVER, "cover"),
        ("toc", f"{NAV}#contents", "contents"),
        ("bodymatter", first, "bodymatter"),
    )
    items = []
    for kind, href, word in marks:
        link = element("a", "", words(word), href=href)
        link.set(EPUB_TYPE, kind)
        items.append(element("li", "", link))
    return _nav("landmarks", "landmarks", words("landmarks"), items)


def compose_ncx(
    issue: Issue, title: str, targets: Sequence[PageTarget] = (), end: tuple[OutlineItem, ...] = ()
) -> bytes:
    """The same outline and page-list for readers that know only EPUB 2."""
    items = outline(issue, end)
    root = etree.Element(f"{{{_NCX}}}ncx", {"version": "2005-1"}, nsmap=_NCX_ONLY)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", issue.manifest.magazine.language)
    head = etree.SubElement(root, f"{{{_NCX}}}head")
    for name, value in (
        ("dtb:uid", issue.manifest.issue.identifier),
        ("dtb:depth", str(depth(items))),
        ("dtb:totalPageCount", str(len(targets))),
        ("dtb:maxPageNumber", str(max((int(t.label) for t in targets if t.label.isdigit()), default=0))),
    ):
        etree.SubElement(head, f"{{{_NCX}}}meta", {"name": name, "content": value})
    _ncx_text(etree.SubElement(root, f"{{{_NCX}}}docTitle"), title)
    nav_map = etree.SubElement(root, f"{{{_NCX}}}navMap")
    for number, item in enumerate(items, 1):
        _ncx_point(nav_map, item, f"n{number}")
    if targets:
        _ncx_pages(root, targets, labels(issue.manifest.magazine.language)("page-list"))
    xml: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return xml


def _ncx_pages(root: _Element, targets: Iterable[PageTarget], label: str) -> None:
    """Roman pages are those of the front; only the others have a number as their value (Z39.86, 8.4.4)."""
    page_list = etree.SubElement(root, f"{{{_NCX}}}pageList")
    _ncx_text(etree.SubElement(page_list, f"{{{_NCX}}}navLabel"), label)
    for number, target in enumerate(targets, 1):
        facts = {"type": "normal", "value": target.label} if target.label.isdigit() else {"type": "front"}
        page = etree.SubElement(page_list, f"{{{_NCX}}}pageTarget", {"id": f"page{number}", **facts})
        _ncx_text(etree.SubElement(page, f"{{{_NCX}}}navLabel"), target.label)
        etree.SubElement(page, f"{{{_NCX}}}content", {"src": target.href})


def _ncx_text(parent: _Element, text: str) -> None:
    etree.SubElement(parent, f"{{{_NCX}}}text").text = text


def _ncx_point(parent: _Element, item: OutlineItem, identifier: str) -> None:
    point = etree.SubElement(parent, f"{{{_NCX}}}navPoint", {"id": identifier})
    _ncx_text(etree.SubElement(point, f"{{{_NCX}}}navLabel"), item.label)
    etree.SubElement(point, f"{{{_NCX}}}content", {"src": item.href})
    for number, child in enumerate(item.children, 1):
        _ncx_point(point, child, f"{identifier}-{number}")
