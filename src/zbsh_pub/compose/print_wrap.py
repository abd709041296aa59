"""The outside of the printed cover in one piece: back, spine, front (封底、书脊、封面)."""

from __future__ import annotations

from lxml.etree import _Element

from zbsh_pub.compose.barcode_drawing import barcode_digits, barcode_size, barcode_svg
from zbsh_pub.compose.parts import full_title, issue_name, masthead, serial_name
from zbsh_pub.compose.print_cover import cover_section
from zbsh_pub.compose.unit import Unit
from zbsh_pub.labels import Labels, labels
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Issue, Pagination, Section
from zbsh_pub.vertical import Cell, cells
from zbsh_pub.xhtml import Page

WRAP = "print_wrap"
BARCODE = "print/barcode.svg"
PX = 96 / 25.4
PAGE = 210.0  # mm
_FIELDS = frozenset({"supervisor-sponsor", "publisher", "distributor", "frequency", "issn", "cn", "printer"})
_MOST = 10  # sections that the back has room for
_AROUND = 0.25  # em that a turned run keeps to its neighbours, both sides together
_SPINE_TYPE = 0.62  # of the spine's width


def wrap_unit(issue: Issue, pagination: Pagination, spine: float, spine_text: str, sheet: str) -> Unit:
    """The spread that is wrapped round the pages; `spine` in mm, `sheet` the rules of `wrap.css`."""
    words = labels(issue.manifest.magazine.language)
    fold, symbol = PAGE * PX, barcode_size(issue)
    rules = [
        sheet,
        f"@page{{size:{2 * PAGE + spine:g}mm 285mm}}",
        f".wrap{{width:{(2 * PAGE + spine) * PX:.3f}px}}",
        f".wrap__spine{{left:{fold:.3f}px;width:{spine * PX:.3f}px}}",
        f".wrap__front{{left:{fold + spine * PX:.3f}px}}",
        f".wrap .barcode{{width:{symbol[0]:.4f}mm;height:{symbol[1]:.4f}mm}}",
    ]
    front = element(
        "div", "wrap__front", element("div", "wrap__page", cover_section(issue, pagination), _barcode(issue, words))
    )
    content = element("section", "wrap", _back(issue, words), _spine(spine_text, spine * PX, rules), front)
    page = Page(f"{WRAP}.html", full_title(issue.manifest, words), issue.manifest.magazine.language, (content,))
    return Unit(WRAP, page, "\n".join(rules), {BARCODE: barcode_svg(issue)})


def spine_words(issue: Issue) -> str:
    """What the house prints on a spine: magazine, issue, serial number."""
    words = labels(issue.manifest.magazine.language)
    manifest = issue.manifest
    return f"{manifest.magazine.title}　{issue_name(manifest, words)}　{serial_name(manifest, words)}"


def _barcode(issue: Issue, words: Labels) -> _Element:
    number, addon = barcode_digits(issue)
    return element("img", "barcode", src=f"zbsh:{BARCODE}", alt=words("barcode", number=number, addon=addon))


def _spine(text: str, width: float, rules: list[str]) -> _Element:
    """Characters one below the other; Western runs are turned (clreq 2.4)."""
    size = min(width * _SPINE_TYPE, 22.0)
    rules.append(
        f".spine{{font-size:{size:.3f}px}}.spine .v{{height:{size * 1.2:.3f}px;line-height:{size * 1.2:.3f}px}}"
    )
    parts: list[_Element] = []
    for word in text.split():
        parts += [element("span", "v"), *(_cell(cell, width, size, rules) for cell in cells(word))]
    return element("div", "wrap__spine", element("div", "spine", *parts[1:]))


def _cell(cell: Cell, width: float, size: float, rules: list[str]) -> _Element:
    if cell.kind == "turned":
        name, height = f"v--{round(cell.length * 100)}", (cell.length + _AROUND) * size
        rules.append(f".spine .{name}{{height:{height:.3f}px;line-height:{height:.3f}px;text-align:left}}")
        rules.append(f".spine .{name} span{{width:{height:.3f}px;margin-left:{(width - height) / 2:.3f}px}}")
        return element("span", f"v v--turned {name}", element("span", "", cell.text))
    return element("span", f"v v--{cell.kind}", element("span", "", cell.text))


def _back(issue: Issue, words: Labels) -> _Element:
    back = issue.manifest.press.back
    if back is None:
        return element("div", "wrap__back", *_house_back(issue, words))
    art = element("img", "wrap__art", src=f"zbsh:{back.art}", alt=back.alt)
    foot = [_price(issue, words), _barcode(issue, words)] if back.barcode else []
    return element("div", "wrap__back", element("div", "wrap__page", art, *foot))


def _house_back(issue: Issue, words: Labels) -> list[_Element]:
    """Paper tint, the rails with their stations, the issue, facts of the masthead, price and barcode."""
    manifest = issue.manifest
    rings = [element("div", f"back__ring back__ring--{i}", s) for i, s in enumerate(manifest.magazine.stations)]
    facts = manifest.issue
    combined = words("combined") if facts.combined else ""
    numbers = f"{issue_name(manifest, words)}{combined}　{serial_name(manifest, words)}"
    fields = [
        element("p", "back__field", element("span", "back__label", field.label), " ".join(field.values))
        for _, group in masthead(issue, words)
        for field in group
        if field.label in {words.field(name) for name in _FIELDS}
    ]
    content = [
        element("div", "rails"),
        *rings,
        element("p", "back__name", manifest.magazine.title),
        element("p", "back__issue", numbers),
        element("p", "back__theme", facts.theme) if facts.theme else None,
        element("div", "back__sections", *map(_section, manifest.sections[:_MOST])),
        element("div", "back__fields", *fields),
        _price(issue, words),
        _barcode(issue, words),
    ]
    return [element("div", "wrap__page back", *(part for part in content if part is not None))]


def _section(section: Section) -> _Element:
    name = element("span", "back__section-name", section.title)
    dot = element("span", "back__dot")
    return element("p", f"back__section theme-{section.theme}", dot, name, section.lead)


def _price(issue: Issue, words: Labels) -> _Element:
    magazine, price = issue.manifest.magazine, issue.manifest.issue.price
    facts = [words("postal", code=magazine.postal_code_no)] if magazine.postal_code_no else []
    facts += [words("price", amount=price.amount)] if price else []
    return element("p", "back__price", "　".join(facts))
