"""The units of the print layout: cover, contents, masthead, and one unit an article.

A unit is laid out alone. An article's unit depends on nothing but its own text and its first page
number; the contents page comes last, when all first page numbers are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from lxml.etree import _Element

from zbsh_pub.compose.parts import (
    byline,
    digest_note,
    full_title,
    issue_name,
    masthead,
    section_of,
    serial_name,
    title_rows,
    zi,
)
from zbsh_pub.compose.print_text import PrintSetting, hash_of, print_body, qr_code, web_address
from zbsh_pub.compose.print_title import print_head
from zbsh_pub.labels import Labels, labels
from zbsh_pub.markdown import Fragment
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Article, Entry, Issue, Pagination, Section, Title
from zbsh_pub.xhtml import Page

HANGING = "“‘《〈（"  # opening marks whose left half is blank
FRONT = "front"  # roman folios
# Units before the first article; with a `_`, which the name of an article's file cannot have.
COVER, CONTENTS, MASTHEAD, BLANK = "front_cover", "front_contents", "front_masthead", "front_blank"
# (class, zi in a line of the full measure, most rows): the first size that holds the title is taken.
TITLE_SIZES = (("title--xl", 10.4, 2), ("title--l", 13.2, 2), ("title--m", 16.4, 2), ("title--s", 21.0, 3))


@dataclass(frozen=True, slots=True)
class Unit:
    """A document that is laid out by itself: page, rules of its own, pictures made for it."""

    id: str
    page: Page
    css: str = ""
    resources: Mapping[str, bytes] = field(default_factory=dict)


def article_units(issue: Issue, fragments: tuple[Fragment, ...]) -> tuple[Unit, ...]:
    """One unit an article, in reading order."""
    words = labels(issue.manifest.magazine.language)
    return tuple(_article(a, f, issue, words) for a, f in zip(issue.articles, fragments, strict=True))


def _unit(
    identifier: str,
    title: str,
    issue: Issue,
    content: list[_Element],
    setting: PrintSetting | None = None,
    body_class: str = "",
) -> Unit:
    page = Page(f"{identifier}.html", title, issue.manifest.magazine.language, tuple(content), body_class)
    return Unit(identifier, page, "\n".join(setting.rules) if setting else "", setting.resources if setting else {})


def _article(article: Article, fragment: Fragment, issue: Issue, words: Labels) -> Unit:
    entry, setting = article.entry, PrintSetting(issue.pictures)
    section = section_of(issue.manifest, entry)
    head, body, tail = print_body(fragment, setting)
    opens = section.entries[0].id == entry.id
    note = digest_note(article, words)
    if tail or note is not None:
        _last_columns(body).append(element("footer", "tail", *tail, note))
    content = element(
        "section",
        f"article theme-{section.theme}",
        *_running(issue, words, section.title, entry.title.main),
        _opener(section, words, setting) if opens else _section_mark(section),
        *_opening(article, head, words, setting),
        *body,
        id=entry.id,
    )
    return _unit(entry.id, entry.title.label, issue, [content], setting)


def _last_columns(body: list[_Element]) -> _Element:
    """The last column box of an article; one is made where a whole-page picture ends it."""
    boxes = [box for box in body if (box.get("class") or "").startswith("body")]
    if not boxes:
        body.append(element("div", "body"))
        boxes = body[-1:]
    return boxes[-1]


def _opening(article: Article, head: list[_Element], words: Labels, setting: PrintSetting) -> list[_Element]:
    """The title with what belongs to it, and the blocks above the text: beside a vertical title, else below."""
    if article.entry.vertical:
        return [print_head(article.entry.title, [*_head(article, words), *head], setting)]
    return [element("header", "head", *_head(article, words)), *head]


def _head(article: Article, words: Labels) -> list[_Element]:
    """Kicker, title, subtitle and byline; a vertical title stands elsewhere."""
    entry = article.entry
    head = [element("p", "kicker", element("span", "row", line.text)) for line in entry.title.kicker]
    if not entry.vertical:
        class_, rows = fit_title(entry.title)
        head.append(element("h1", f"title {class_}", *map(_row, rows), data_bookmark=entry.title.label))
    if entry.title.subtitle:
        head.append(element("p", "subtitle", entry.title.subtitle))
    by = byline(article, words)
    if article.kind == "digest":
        by = by if by is not None else element("p", "byline")
        by.append(element("span", "digest-tag", words("digest")))
    return [*head, by] if by is not None else head


def _row(text: str) -> _Element:
    """A row of a title; an opening mark at its start hangs, since its left half is blank."""
    return element("span", "row row--hang" if text[0] in HANGING else "row", text)


def fit_title(title: Title) -> tuple[str, tuple[str, ...]]:
    """The largest size that sets the title in few rows without breaking a sense group."""
    for class_, measure, most in TITLE_SIZES:
        rows = title_rows(title, measure)
        if len(rows) <= most and all(zi(row) <= measure for row in rows):
            return class_, rows
    return TITLE_SIZES[-1][0], title_rows(title, TITLE_SIZES[-1][1])


def _running(issue: Issue, words: Labels, section: str, title: str) -> list[_Element]:
    """Running heads, folios and fore-edge tabs: they stand in the unit and take its colours."""
    combined = f"（{words('combined')}）" if issue.manifest.issue.combined else ""
    name = f"{issue.manifest.magazine.title}　{issue_name(issue.manifest, words)}{combined}"
    serial = serial_name(issue.manifest, words)
    letters = [element("span", "", c) for c in section]
    return [
        element("div", "runninghead rh-l", element("b", "", section), name),
        element("div", "runninghead rh-r", title, element("b", "", section)),
        element("div", "folio fo-l", element("span", "n"), serial),
        element("div", "folio fo-r", serial, element("span", "n")),
        element("div", "tab tab-l", *letters),
        element("div", "tab tab-r", *(element("span", "", c) for c in section)),
    ]


def _opener(section: Section, words: Labels, setting: PrintSetting) -> _Element:
    """The band over a section's first article: rails, station, name, lead, number of articles."""
    lead = element("p", "opener__lead", section.lead) if section.lead else None
    count = words("articles", count=len(section.entries))
    ornament = element("div", "opener__ornament") if section.ornament else None
    if section.ornament:  # a background: decoration has no place among the document's figures
        setting.rules.append(f".opener__ornament{{background-image:url(zbsh:{section.ornament})}}")
    return element(
        "div",
        "opener",
        element("div", "rails"),
        ornament,
        element("div", "opener__dot"),
        element("p", "opener__name", section.title),
        lead,
        element("p", "opener__list", element("b", "opener__page"), words("from-page"), element("br"), count),
    )


def _section_mark(section: Section) -> _Element:
    return element(
        "div",
        "sectionmark",
        element("div", "rails"),
        element("div", "sectionmark__dot"),
        element("div", "sectionmark__end"),
        element("p", "sectionmark__name", section.title),
    )


def cover_unit(issue: Issue, pagination: Pagination | None) -> Unit:
    """The cover: live text over the art. Without a pagination (EPUB) no page numbers stand on it."""
    words = labels(issue.manifest.magazine.language)
    manifest, cover = issue.manifest, issue.manifest.cover
    entries = {entry.id: entry for entry in manifest.entries}
    combined = words("combined") if manifest.issue.combined else ""
    numbers: list[_Element | str] = [
        element("b", "", issue_name(manifest, words)),
        combined,
        serial_name(manifest, words),
    ]
    codes = "　".join(
        filter(
            None,
            [
                words("issn", issn=manifest.magazine.issn),
                words("cn", cn=manifest.magazine.cn) if manifest.magazine.cn else "",
            ],
        )
    )
    content = [
        element("img", "cover__art", src=f"zbsh:{cover.art}", alt=cover.alt),
        element("p", "cover__masthead", manifest.magazine.title),
        element("div", "cover__issue", element("span", "", *_spaced(numbers)), element("span", "", codes)),
    ]
    if manifest.issue.theme:
        note = element("small", "", manifest.issue.theme_note) if manifest.issue.theme_note else None
        content.append(element("p", "cover__theme", manifest.issue.theme, note))
    if cover.lead:
        content.append(element("p", "cover__lead", entries[cover.lead].title.main.replace(" ", "　")))
    lines = [_cover_line(entries[name], pagination) for name in cover.lines]
    content.append(element("div", "cover__lines", *lines))
    content.append(_cover_price(issue, words))
    return _unit(COVER, full_title(manifest, words), issue, [element("section", "cover", *content, id=COVER)])


def _spaced(items: list[_Element | str]) -> list[_Element | str]:
    spaced: list[_Element | str] = []
    for item in items:
        if item != "":
            spaced += ["　", item] if spaced else [item]
    return spaced


def _cover_line(entry: Entry, pagination: Pagination | None) -> _Element:
    number = element("b", "", str(pagination.first(entry.id))) if pagination else None
    return element("p", "cover__line", entry.title.main, number)


def _cover_price(issue: Issue, words: Labels) -> _Element:
    facts = [
        words("postal", code=issue.manifest.magazine.postal_code_no) if issue.manifest.magazine.postal_code_no else ""
    ]
    if issue.manifest.issue.price:
        facts.append(words("price", amount=issue.manifest.issue.price.amount))
    return element("p", "cover__price", *(element("span", "", fact) for fact in facts if fact))


def masthead_unit(issue: Issue) -> Unit:
    """版权页: the masthead in groups, the notices, a QR code of the web site."""
    words = labels(issue.manifest.magazine.language)
    manifest, setting = issue.manifest, PrintSetting(issue.pictures)
    combined = f"（{manifest.issue.half_months}{words('combined')}）" if manifest.issue.combined else ""
    groups = [
        element(
            "section",
            "fields",
            element("p", "fields__h", title),
            element("dl", "", *(_field(f.label, f.values, f.people) for f in fields)),
        )
        for title, fields in masthead(issue, words)
    ]
    notices = [
        element("section", "", element("h2", "", n.title), *(element("p", "", p) for p in n.paragraphs))
        for n in manifest.notices
    ]
    content = element(
        "section",
        "page theme-cinnabar",
        *_running(issue, words, words("masthead"), manifest.magazine.title),
        element("h1", "colophon__mast", manifest.magazine.title, data_bookmark=words("masthead")),
        element(
            "div",
            "colophon__issue",
            element("span", "", element("b", "", issue_name(manifest, words)), combined),
            element("span", "", serial_name(manifest, words)),
        ),
        element("div", "colophon__grid", *groups),
        element("div", "colophon__grid statement", *notices) if notices else None,
        _matrix(issue, words, setting),
        id=MASTHEAD,
    )
    return _unit(MASTHEAD, words("masthead"), issue, [content], setting, FRONT)


def _field(label: str, values: tuple[str, ...], people: bool) -> _Element:
    if people:
        cells = [element("span", "names", *(element("span", "j", name) for name in values))]
    else:
        cells = [element("span", "value", value) for value in values]
    return element("div", "field", element("dt", "", element("span", "j", label)), element("dd", "", *cells))


def _matrix(issue: Issue, words: Labels, setting: PrintSetting) -> _Element | None:
    """全媒体矩阵: codes for the addresses that the manifest knows."""
    contact, magazine = issue.manifest.magazine.contact, issue.manifest.magazine
    links = [(words("web"), web_address(contact.website))] if contact.website else []
    links += [(partner.name, partner.url) for partner in magazine.partner_media if partner.url]
    if not links or not magazine.matrix:
        return None
    cells = []
    for label, url in links:
        name = f"qr/{hash_of(url):x}.svg"
        setting.resources[name] = qr_code(url)
        image = element("a", "", element("img", "", src=f"zbsh:{name}", alt=url), href=url)
        cells.append(element("div", "", image, element("p", "", label)))
    return element("div", "matrix", element("h2", "", magazine.matrix), *cells)


def blank_unit(issue: Issue) -> Unit:
    """An empty page with the magazine's rails, where a right-hand page must follow."""
    return _unit(
        BLANK, "", issue, [element("section", "page blank theme-ink", element("div", "rails"))], body_class=FRONT
    )


def contents_unit(issue: Issue, pagination: Pagination) -> Unit:
    """目录: sections and entries with the page numbers of the finished layout."""
    words = labels(issue.manifest.magazine.language)
    pages = [
        element(
            "section",
            "page toc theme-ink",
            *_running(issue, words, words("contents"), words("this-issue", count=len(issue.manifest.entries)))
            if not i
            else [],
            _toc_head(issue, words, i),
            *(_toc_section(s, entries, pagination) for s, entries in sections),
            id=CONTENTS if not i else f"{CONTENTS}_{i + 1}",
        )
        for i, sections in enumerate(_toc_pages(issue))
    ]
    return _unit(CONTENTS, words("contents"), issue, pages, body_class=FRONT)


def _toc_head(issue: Issue, words: Labels, index: int) -> _Element:
    stations = issue.manifest.magazine.stations
    title = (
        element(
            "h1",
            "toc__title",
            words("contents"),
            element("small", "", words("contents-latin")),
            data_bookmark=words("contents"),
        )
        if not index
        else None
    )
    dots = stations[:1] if not index else stations[1:]
    return element(
        "header",
        f"toc__head toc__head--{'first' if not index else 'next'}",
        title,
        element("div", "toc__rails"),
        *(element("div", f"toc__dot toc__dot--{i + 1}", element("i", "", c)) for i, c in enumerate(dots)),
    )


TOC_PAGE = 882.0 - 105.0
TOC_NAME, TOC_ENTRY = 104.0, 475.0  # widths in print.css: .toc__name, .entry


def _toc_pages(issue: Issue) -> list[list[tuple[Section, tuple[Entry, ...]]]]:
    """Whole sections on as few pages as hold them; a section longer than a page is cut at an entry."""
    pages: list[list[tuple[Section, tuple[Entry, ...]]]] = [[]]
    room = TOC_PAGE
    for section in issue.manifest.sections:
        rest = section.entries
        while rest:
            height = _section_height(section, rest)
            if height <= room or (not pages[-1] and height > TOC_PAGE):
                take = rest if height <= room else _first_that_fit(section, rest, room)
                pages[-1].append((section, take))
                room -= _section_height(section, take)
                rest = rest[len(take) :]
            if rest:
                pages.append([])
                room = TOC_PAGE
    return pages


def _first_that_fit(section: Section, entries: tuple[Entry, ...], room: float) -> tuple[Entry, ...]:
    fitting = [n for n in range(1, len(entries) + 1) if _section_height(section, entries[:n]) <= room]
    return entries[: max(1, len(fitting))]


def _section_height(section: Section, entries: tuple[Entry, ...]) -> float:
    """What a section takes in the contents, in px: its entries, or its name beside them."""
    return 21.0 + max(31.5 * _name_rows(section), sum(map(_toc_height, entries)))


def _name_rows(section: Section) -> int:
    return _rows(section.title, TOC_NAME, 18.0)


def _toc_height(entry: Entry) -> float:
    """What an entry takes in the contents, in px (print.css: .entry)."""
    title, authors = entry.title, _names(entry)
    rows = sum(_rows(line.text, TOC_ENTRY, 14.5) for line in title.lines)
    rows += _rows(authors, TOC_ENTRY, 11.0) if _is_long(entry) else 0
    rows += _rows(title.kicker_text, TOC_ENTRY, 11.0) + _rows(title.subtitle, TOC_ENTRY, 12.0)
    return 21.0 * rows + 10.5


def _rows(text: str, width: float, size: float) -> int:
    """The rows that a text of this size takes; the last zi of a row is left to the rules of line ends."""
    wide = zi(text.replace(" ", "　")) * size
    return ceil(wide / width) if wide <= width else ceil(wide / (width - size))


def _is_long(entry: Entry) -> bool:
    """Is the row of the title too full for a leader and the authors' names?"""
    title = zi(entry.title.lines[0].text.replace(" ", "　")) * 14.5
    return title + 11.0 * zi(_names(entry)) + 14.0 > TOC_ENTRY


def _names(entry: Entry) -> str:
    return "　".join(entry.authors)


def _toc_section(section: Section, entries: tuple[Entry, ...], pagination: Pagination) -> _Element:
    rows = [_toc_entry(entry, pagination.first(entry.id)) for entry in entries]
    return element(
        "section",
        f"toc__sec toc__sec--{_name_rows(section)} theme-{section.theme}",
        element("h2", "toc__name", section.title),
        element("ol", "toc__list", *rows),
    )


def _toc_entry(entry: Entry, page: int) -> _Element:
    target = f"#{entry.id}"
    rows: list[_Element] = []
    if entry.title.kicker:
        rows.append(element("p", "entry__kicker", entry.title.kicker_text))
    first, *more = entry.title.lines
    names, long = _names(entry), _is_long(entry)
    beside = element("span", "entry__author", names) if names and not long else None
    number = element("span", "entry__page", f"{page:02}")
    hang = " entry__title--hang" if first.text[0] in HANGING else ""
    title = element("p", f"entry__title{hang}", element("a", "", first.text.replace(" ", "　"), href=target))
    rows.append(
        element("div", "entry__row" if beside is not None else "entry__row entry__row--bare", number, title, beside)
    )
    rows += [element("p", "entry__title", element("a", "", line.text.replace(" ", "　"), href=target)) for line in more]
    if entry.title.subtitle:
        rows.append(element("p", "entry__sub", entry.title.subtitle))
    if names and long:
        rows.append(element("p", "entry__authors", names))
    return element("li", "entry", *rows)
