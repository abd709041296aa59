"""Take all figures of a PDF: `measure` is the way in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zbsh_pub.checks.typography import lines, pages
from zbsh_pub.checks.typography.flow import SetLine
from zbsh_pub.checks.typography.lines import Found, Nominal
from zbsh_pub.checks.typography.report import DrawnGlyph, Fault, Figure, LooseLine, Report, spread
from zbsh_pub.checks.typography.setting import Setting, read_setting


def measure(data: bytes) -> Report:
    """Measure the typesetting of a finished PDF, whoever made it."""
    setting = read_setting(data)
    nominal = lines.nominal_widths(setting.body)
    loose = tuple(_loose_lines(setting, nominal))
    return Report(
        pages=len(setting.sheets),
        characters=sum(len(sheet.glyphs) for sheet in setting.sheets),
        body_size=setting.size,
        body_lines=len(setting.body),
        body_characters=sum(len(line.line.run.glyphs) for line in setting.body),
        figures=tuple(_figures(setting, nominal)),
        looseness=spread([line.gap for line in loose]),
        han_latin=spread(lines.han_latin_gaps(setting)),
        baselines=pages.baselines(setting),
        fonts=pages.fonts(setting),
        lines=loose,
    )


def _figures(setting: Setting, nominal: Nominal) -> Iterator[Figure]:
    body, judged = setting.body, setting.judged
    last = sum(line.ends and not line.begins for line in body)
    columns = len(pages.columns_of(setting))
    headings = sum(line.role == "heading" for line in setting.lines)
    of: list[tuple[str, int, Iterable[Found]]] = [
        ("not-flush", len(judged), lines.not_flush(setting)),
        ("line-starts", len(body), lines.bad_starts(setting)),
        ("line-ends", len(body), lines.bad_ends(setting)),
        ("unsqueezed", len(lines.full_pairs(setting)), lines.unsqueezed(setting, nominal)),
        ("too-loose", len(judged), lines.too_loose(setting, nominal)),
        ("lone-characters", last, pages.lone_characters(setting)),
        ("orphans", columns, pages.orphans(setting)),
        ("widows", columns, pages.widows(setting)),
        ("off-grid", len(setting.columns), pages.off_grid(setting)),
        ("lonely-headings", headings, pages.lonely_headings(setting)),
    ]
    for key, count, found in of:
        yield Figure(key, count, tuple(_fault(setting, line, value) for line, value in found))
    yield Figure("missing-glyphs", sum(len(s.glyphs) for s in setting.sheets), tuple(_missing(setting)))
    yield Figure("rare-fonts", len(pages.fonts(setting)), tuple(_rare(setting)))
    yield Figure("pages-of-notes", len(setting.sheets), tuple(_notes(setting)))


def _fault(setting: Setting, found: SetLine, value: float) -> Fault:
    line = found.line
    return Fault(line.page, setting.label(line.page), line.column, line.number, line.run.text, value)


def _missing(setting: Setting) -> Iterator[Fault]:
    for sheet in setting.sheets:
        for g in sheet.glyphs:
            if g.missing:
                yield Fault(sheet.number, sheet.label, 0, 0, f"{g.text} U+{ord(g.text[0]):04X} {g.font}", 1.0)


def _rare(setting: Setting) -> Iterator[Fault]:
    for use in pages.fonts(setting):
        if use.share < pages.RARE:
            sheet = next(s for s in setting.sheets if any(g.font == use.name for g in s.glyphs))
            sample = "".join(g.text for g in sheet.glyphs if g.font == use.name)[:12]
            yield Fault(sheet.number, sheet.label, 0, 0, f"{use.name}: {sample}", use.characters)


def _notes(setting: Setting) -> Iterator[Fault]:
    for page in pages.pages_of_notes(setting):
        yield Fault(page, setting.label(page), 0, 0, "", 1.0)


def _loose_lines(setting: Setting, nominal: Nominal) -> Iterator[LooseLine]:
    """Full and flush lines with the mean gap between their Han."""
    ragged = {id(line) for line, _ in lines.not_flush(setting)}
    for found in setting.judged:
        gap = lines.looseness(found, nominal)
        if gap is None or id(found) in ragged:
            continue
        line = found.line
        drawn = tuple(
            DrawnGlyph(g.text, (g.x - line.left) / setting.size, g.width / setting.size) for g in line.run.glyphs
        )
        yield LooseLine(line.page, setting.label(line.page), line.column, line.number, line.run.text, gap, drawn)
