"""The cover: live text over the art."""

from __future__ import annotations

from lxml.etree import _Element

from zbsh_pub.compose.parts import full_title, issue_name, serial_name, shortened, wide_blanks, zi
from zbsh_pub.compose.unit import COVER, Unit, make_unit
from zbsh_pub.labels import Labels, labels
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Entry, Issue, Pagination

MASTHEAD_SIZES = (6, 7, 8, 10, 12, 14)  # zi on the line: the classes of cover.css

COVER_LINE = 27.5  # zi beside the page number (cover.css: .cover__line)


def cover_unit(issue: Issue, pagination: Pagination | None) -> Unit:
    """The cover: live text over the art. Without a pagination (EPUB) no page numbers stand on it."""
    title = full_title(issue.manifest, labels(issue.manifest.magazine.language))
    return make_unit(COVER, title, issue, [cover_section(issue, pagination)])


def cover_section(issue: Issue, pagination: Pagination | None) -> _Element:
    """What stands on the cover, as a section of the cover's size."""
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
        element("p", f"cover__masthead {_masthead_size(manifest.magazine.title)}", manifest.magazine.title),
        element("div", "cover__issue", element("span", "", *_spaced(numbers)), element("span", "", codes)),
    ]
    if manifest.issue.theme:
        note = element("small", "", manifest.issue.theme_note) if manifest.issue.theme_note else None
        content.append(element("p", "cover__theme", manifest.issue.theme, note))
    if cover.lead:
        content.append(element("p", "cover__lead", wide_blanks(entries[cover.lead].title.main)))
    lines = [_cover_line(entries[name], pagination) for name in cover.lines]
    content.append(element("div", "cover__lines", *lines))
    content.append(_cover_price(issue, words))
    return element("section", "cover", *content, id=COVER)


def _masthead_size(title: str) -> str:
    """The class of the largest size in which the name of the magazine takes one line; else one of two lines."""
    fitting = [f"cover__masthead--{most}" for most in MASTHEAD_SIZES if zi(title) <= most]
    return fitting[0] if fitting else "cover__masthead--long"


def _spaced(items: list[_Element | str]) -> list[_Element | str]:
    spaced: list[_Element | str] = []
    for item in items:
        if item != "":
            spaced += ["　", item] if spaced else [item]
    return spaced


def _cover_line(entry: Entry, pagination: Pagination | None) -> _Element:
    number = element("b", "", str(pagination.first(entry.id))) if pagination else None
    return element("p", "cover__line", shortened(wide_blanks(entry.title.main), COVER_LINE), number)


def _cover_price(issue: Issue, words: Labels) -> _Element:
    facts = [
        words("postal", code=issue.manifest.magazine.postal_code_no) if issue.manifest.magazine.postal_code_no else ""
    ]
    if issue.manifest.issue.price:
        facts.append(words("price", amount=issue.manifest.issue.price.amount))
    return element("p", "cover__price", "　".join(filter(None, facts)))
