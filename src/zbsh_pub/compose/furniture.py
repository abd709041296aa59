"""Furniture of the printed page: running heads, folios, fore-edge tabs, headers of sections."""

from __future__ import annotations

from lxml.etree import _Element

from zbsh_pub.compose.parts import issue_name, serial_name, shortened, wide_blanks, zi
from zbsh_pub.compose.print_text import PrintSetting
from zbsh_pub.labels import Labels
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Issue, Section

RUNNING_HEAD = 54.0  # zi that a running head holds (print.css: --measure, --fs-small, less a blank)


def running(issue: Issue, words: Labels, section: str, title: str) -> list[_Element]:
    """Running heads, folios and fore-edge tabs: they stand in the unit and take its colours."""
    combined = f"（{words('combined')}）" if issue.manifest.issue.combined else ""
    name = f"{issue.manifest.magazine.title}　{issue_name(issue.manifest, words)}{combined}"
    serial = serial_name(issue.manifest, words)
    letters = [element("span", "", c) for c in section]
    short = shortened(wide_blanks(title), RUNNING_HEAD - zi(section))
    return [
        element("div", "runninghead rh-l", element("b", "", section), name),
        element("div", "runninghead rh-r", short, element("b", "", section)),
        element("div", "folio fo-l", element("span", "n"), serial),
        element("div", "folio fo-r", serial, element("span", "n")),
        element("div", "tab tab-l", *letters),
        element("div", "tab tab-r", *(element("span", "", c) for c in section)),
    ]


def opener(section: Section, words: Labels, setting: PrintSetting) -> _Element:
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
        element("p", "opener__list", element("span", "", element("b", "opener__page"), words("from-page"))),
        element("p", "opener__list opener__list--count", count),
    )


def section_mark(section: Section) -> _Element:
    """The line over a section's later articles: station, name, rails."""
    return element(
        "div",
        "sectionmark",
        element("div", "rails"),
        element("div", "sectionmark__dot"),
        element("div", "sectionmark__end"),
        element("p", "sectionmark__name", section.title),
    )
