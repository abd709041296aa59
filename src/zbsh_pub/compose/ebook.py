"""The pages of the EPUB: cover, contents, masthead, a page a section, a page an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from unicodedata import normalize

from lxml.etree import _Element

from zbsh_pub.compose import unit
from zbsh_pub.compose.ebook_text import Setting, ebook_body, shown_picture, with_alt
from zbsh_pub.compose.page_breaks import PageBreaks, put_marks
from zbsh_pub.compose.parts import (
    byline,
    digest_note,
    full_title,
    issue_name,
    masthead,
    section_of,
    sense_lines,
    serial_name,
)
from zbsh_pub.labels import Labels, labels
from zbsh_pub.markdown import Fragment
from zbsh_pub.markdown.paragraphs import last_plates, note_number
from zbsh_pub.markdown.trees import element, has_class
from zbsh_pub.model import Article, Entry, Issue, Pagination, Picture, Section, Title
from zbsh_pub.vertical import cells, rows
from zbsh_pub.xhtml import EPUB_TYPE, Page

SHEETS = ("style/tokens.css", "style/base.css", "style/epub.css")
COVER = "cover.xhtml"
MASTHEAD = "masthead.xhtml"
COVER_IMAGE = "images/cover.jpg"
SUFFIXES = {"image/jpeg": ("jpg", "jpeg"), "image/png": ("png",), "image/svg+xml": ("svg",)}


def article_name(identifier: str) -> str:
    """The folder is the articles' alone, so that they may have any name."""
    return f"text/{identifier}.xhtml"


def section_name(section: Section) -> str:
    return f"sections/{section.id}.xhtml"


def picture_addresses(pictures: Mapping[str, Picture]) -> dict[str, str]:
    """Where each picture stands in the package, by its path: no two alike, letter case apart (OCF 3.3, 4.2.3)."""
    addresses: dict[str, str] = {}
    taken = {COVER_IMAGE}
    for path, picture in pictures.items():
        stem, _, suffix = re.sub(r"[^\w.-]", "-", normalize("NFC", picture.name)).rpartition(".")
        suffix = suffix if suffix.lower() in SUFFIXES[picture.media_type] else SUFFIXES[picture.media_type][0]
        numbered = (f"images/{stem}{f'-{number}' if number > 1 else ''}.{suffix}" for number in count(1))
        addresses[path] = next(address for address in numbered if address.casefold() not in taken)
        taken.add(addresses[path].casefold())
    return addresses


def ebook_pages(
    issue: Issue, fragments: tuple[Fragment, ...], pagination: Pagination | None = None
) -> tuple[Page, ...]:
    """All pages but the nav, in reading order; with a pagination, they say where printed pages turn."""
    words = labels(issue.manifest.magazine.language)
    setting = Setting(issue.pictures, words, picture_addresses(issue.pictures))
    breaks = PageBreaks(issue, pagination)
    pages = [_cover(issue, words, breaks), _masthead(issue, words, breaks)]
    by_id = {article.entry.id: (article, fragment) for article, fragment in zip(issue.articles, fragments, strict=True)}
    for section in issue.manifest.sections:
        pages.append(_section(section, issue, setting, breaks))
        pages += [_article(*by_id[entry.id], issue, setting, breaks) for entry in section.entries]
    return tuple(pages)


def _page(name: str, title: str, issue: Issue, *content: _Element) -> Page:
    return Page(name, title, issue.manifest.magazine.language, content, sheets=SHEETS)


def _cover(issue: Issue, words: Labels, breaks: PageBreaks) -> Page:
    image = element("img", "", src=COVER_IMAGE, alt=issue.manifest.cover.alt, role="doc-cover")
    marks = breaks.at_start(unit.COVER)
    section = element("section", "cover", *marks, image, role="region", aria_label=words("cover"))
    section.set(EPUB_TYPE, "cover")
    return _page(COVER, words("cover"), issue, section)


def _masthead(issue: Issue, words: Labels, breaks: PageBreaks) -> Page:
    magazine = issue.manifest.magazine
    combined = words("combined") if issue.manifest.issue.combined else ""
    content = [
        *breaks.at_start(unit.MASTHEAD),
        element("h1", "", magazine.title),
        element("p", "issue", f"{issue_name(issue.manifest, words)}{combined}　{serial_name(issue.manifest, words)}"),
    ]
    for title, fields in masthead(issue, words):
        content += [element("h2", "", title), element("dl", "", *(_row(f.label, f.values, f.people) for f in fields))]
    for notice in issue.manifest.notices:
        content += [element("h2", "", notice.title), *(element("p", "small", p) for p in notice.paragraphs)]
    section = element("section", "masthead", *content, aria_label=words("masthead"))
    section.set(EPUB_TYPE, "colophon")
    section.set("role", "doc-colophon")
    return _page(MASTHEAD, words("masthead"), issue, section)


def _row(label: str, values: tuple[str, ...], people: bool) -> _Element:
    cells = [element("span", "person" if people else "value", value) for value in values]
    return element("div", "row", element("dt", "", label), element("dd", "", *cells))


def _section(section: Section, issue: Issue, setting: Setting, breaks: PageBreaks) -> Page:
    track = _ornament(section, setting)
    lead = element("p", "intro", section.lead) if section.lead else None
    listing = element("ol", "toc-list", *(element("li", "", entry_link(entry, "../")) for entry in section.entries))
    node = element(
        "section",
        f"section-page theme-{section.theme}",
        *breaks.at_start("section", section.id),
        track,
        element("h1", "", section.title, id=f"s-{section.id}"),
        lead,
        listing,
        aria_labelledby=f"s-{section.id}",
    )
    node.set(EPUB_TYPE, "part")
    node.set("role", "doc-part")
    return _page(section_name(section), section.title, issue, node)


def _ornament(section: Section, setting: Setting) -> _Element:
    """The section's own drawing, or three rails; decoration either way."""
    if section.ornament:
        shown = shown_picture(setting.pictures[section.ornament], setting.addresses[section.ornament], 1)
        return element("div", "ornament", with_alt(shown, ""))
    return element("div", "track", element("i"), element("i"), element("i"), aria_hidden="true")


def entry_link(entry: Entry, up: str) -> _Element:
    """The row of an article in a contents list; `up` leads to the package's root."""
    spans = []
    if entry.title.kicker:
        spans.append(element("span", "toc-kicker", entry.title.kicker_text))
    spans.append(element("span", "toc-title", *sense_lines(entry.title.lines)))
    if entry.title.subtitle:
        spans.append(element("span", "toc-sub", entry.title.subtitle))
    if entry.authors:
        spans.append(element("span", "toc-author", "　".join(entry.authors)))
    return element("a", "", *spans, href=f"{up}{article_name(entry.id)}")


def _article(article: Article, fragment: Fragment, issue: Issue, setting: Setting, breaks: PageBreaks) -> Page:
    entry, words = article.entry, setting.words
    section = section_of(issue.manifest, entry)
    marks = [(page, breaks.mark(page)) for page in breaks.inside("article", entry.id)]
    head, body, tail = ebook_body(fragment, replace(setting, marks=marks))
    note = digest_note(article, words)
    if note is not None:
        put_marks(note, marks, note_number([*fragment.head, *fragment.body, *fragment.tail]))
    node = element(
        "section",
        f"article theme-{section.theme}",
        *breaks.at_start("article", entry.id),
        element("header", "head", *_title_block(article, section, words), *head),
        *body,
        element("footer", "tail", *tail, note) if tail or note is not None else None,
        id=entry.id,
        aria_labelledby=f"{entry.id}-t",
    )
    for plate in last_plates([block for block in body if not has_class(block, "notes")]):
        node.append(plate)  # an advertisement after the article stands below its authors, too
    node.extend(mark for page, mark in marks if not page.para)  # pages with nothing that is in the text here
    notes = node.find("section[@class='notes']")
    if notes is not None:
        node.append(notes)  # the notes come last, below the tail
    node.set(EPUB_TYPE, "chapter")
    node.set("role", "doc-chapter")
    facts = (
        ("author", "、".join(entry.authors)),
        ("description", article.summary),
        ("keywords", ", ".join(article.keywords)),
    )
    meta = tuple((name, content) for name, content in facts if content)
    return replace(_page(article_name(entry.id), entry.title.label, issue, node), meta=meta)


def _title_block(article: Article, section: Section, words: Labels) -> list[_Element]:
    entry = article.entry
    tag = element("span", "digest-tag", words("digest")) if article.kind == "digest" else None
    block = [element("p", "section-name", element("b", "", section.title), tag)]
    if entry.title.kicker:
        block.append(element("p", "kicker", *sense_lines(entry.title.kicker)))
    title = _vertical_rows(entry.title) if entry.vertical else sense_lines(entry.title.lines)
    block.append(element("h1", f"title{' title--vertical' if entry.vertical else ''}", *title, id=f"{entry.id}-t"))
    if entry.title.subtitle:
        block.append(element("p", "subtitle", entry.title.subtitle))
    by = byline(article, words)
    return [*block, by] if by is not None else block


def _vertical_rows(title: Title) -> Iterator[_Element | str]:
    """The rows of the title for `writing-mode`; short figures stand upright together (CSS Writing Modes 4, 9.1)."""
    for i, text in enumerate(rows(line.text for line in title.lines)):
        if i:
            yield " "
        row = (element("span", "tcy", c.text) if c.kind == "together" else c.text for c in cells(text))
        yield element("span", "vrow", *row)


def book_title(issue: Issue) -> str:
    return full_title(issue.manifest, labels(issue.manifest.magazine.language))
