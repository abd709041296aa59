"""版权页 of the printed issue, and the blank page before a right-hand one."""

from __future__ import annotations

from lxml.etree import _Element

from zbsh_pub.compose.furniture import running
from zbsh_pub.compose.parts import issue_name, masthead, serial_name
from zbsh_pub.compose.print_text import PrintSetting, hash_of, qr_code, web_address
from zbsh_pub.compose.unit import BLANK, MASTHEAD, Unit, make_unit
from zbsh_pub.labels import Labels, labels
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Issue


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
        *running(issue, words, words("masthead"), manifest.magazine.title),
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
    return make_unit(MASTHEAD, words("masthead"), issue, [content], setting)


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
    return element("div", "matrix", element("h2", "", *_matrix_rows(magazine.title, magazine.matrix)), *cells)


def _matrix_rows(magazine: str, title: str) -> list[_Element]:
    """天津支部生活 / 全媒体矩阵: the name of the magazine is a row of its own."""
    rows = (magazine, title.removeprefix(magazine)) if title.startswith(magazine) else (title,)
    return [element("span", "row", row) for row in rows if row]


def blank_unit(issue: Issue) -> Unit:
    """An empty page with the magazine's rails, where a right-hand page must follow."""
    return make_unit(BLANK, "", issue, [element("section", "page blank theme-ink", element("div", "rails"))])
