"""The print edition: from the one layout to the file of the book block and the file of the cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from zbsh_pub.cache import key_of
from zbsh_pub.compose.parts import full_title, issue_name
from zbsh_pub.compose.print_leaves import half_title_unit
from zbsh_pub.compose.print_masthead import blank_unit
from zbsh_pub.compose.print_wrap import PAGE, spine_words, wrap_unit
from zbsh_pub.compose.unit import Unit
from zbsh_pub.house import read_sheet
from zbsh_pub.labels import Labels, labels
from zbsh_pub.model import Issue
from zbsh_pub.pdf import Layout, job_of
from zbsh_pub.prepress.assemble import Leaves, assemble
from zbsh_pub.prepress.imposition import Block, check_block, make_block, roman, spine_width
from zbsh_pub.prepress.lint import check_for_print
from zbsh_pub.prepress.pressunit import PressUnit
from zbsh_pub.prepress.report import Seen, report
from zbsh_pub.prepress.sheet import MM, Sheet
from zbsh_pub.prepress.shop import Shop, open_shop
from zbsh_pub.prepress.xmp import PressFacts
from zbsh_pub.printfacts import print_data
from zbsh_pub.problems import Problem
from zbsh_pub.typeset.drawn import DrawnUnit
from zbsh_pub.typeset.press import Press

HEIGHT = 285.0  # mm


@dataclass(frozen=True, slots=True)
class Printed:
    """The finished files by name, none where something stands against them, and all problems met."""

    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    problems: tuple[Problem, ...] = ()


def print_edition(issue: Issue, layout: Layout, press: Press, created: datetime) -> Printed:
    """`…-print.pdf` and `…-cover.pdf` of a layout. The same layout, manifest, inks and date give the same bytes."""
    shop, problems = open_shop(issue, press.store)
    if shop is None:
        return Printed(problems=tuple(problems))
    work = _Work(issue, layout, press, shop, created.strftime("%Y-%m-%dT%H:%M:%SZ"))
    found, told = check_for_print(issue, shop.recipes)
    problems += found
    block, body = work.body()
    problems += check_block(block, issue.manifest.press, issue.manifest.text)
    cover = work.cover(block)
    problems += report(issue, work.seen, shop.limit, told)
    problems += work.laid_out
    stem = issue.manifest.stem
    return Printed({f"{stem}-print.pdf": body, f"{stem}-cover.pdf": cover}, tuple(problems))


@dataclass(slots=True)
class _Page:
    """Pages that follow each other: what draws them, and their labels; the house's pages have none."""

    unit: PressUnit | None
    drawn: DrawnUnit | None
    labels: tuple[str, ...]


@dataclass
class _Work:
    issue: Issue
    layout: Layout
    press: Press
    shop: Shop
    created: str
    seen: list[Seen] = field(default_factory=list)
    laid_out: list[Problem] = field(default_factory=list)

    @property
    def words(self) -> Labels:
        return labels(self.issue.manifest.magazine.language)

    @cached_property
    def sheet(self) -> str:
        """The rules of the pages that only the print edition has."""
        return read_sheet(self.issue.root, "wrap.css")

    def body(self) -> tuple[Block, bytes]:
        """The book block: all pages of the layout but the cover."""
        cover, *front = self.layout.front
        units = [*front, *self.layout.articles]
        start = cover.span.count + 1
        block = make_block(sum(unit.span.count for unit in units), start, self.issue.manifest.press)
        before = self._fill(block.before, half_title_unit(self.issue, self.sheet))
        pages = [*before, *map(self._turned, units), *self._fill(block.after, blank_unit(self.issue))]
        return block, self._assembled(pages, self._sheet(PAGE), self._labels(block, front))

    def _turned(self, unit: DrawnUnit) -> _Page:
        panel = self.layout.panels.get(unit.id)
        turned = self.shop.turn(unit, (unit.foot.page, panel) if panel else None)
        is_front = unit in self.layout.front
        folios = range(unit.span.first, unit.span.first + unit.span.count)
        names = tuple(roman(n) if is_front else str(n) for n in folios)
        self.seen.append(Seen(unit.id, names, turned.findings))
        return _Page(turned, unit, names)

    def _fill(self, count: int, unit: Unit) -> list[_Page]:
        """Pages that are put in: the house's, else empty ones."""
        if not count or self.issue.manifest.press.fill != "house":
            return [_Page(None, None, ("",) * count)] if count else []
        [drawn] = self.press.draw([job_of(unit)], 1)
        self.laid_out += drawn.problems
        turned = self.shop.turn(drawn)
        self.seen.append(Seen(unit.id, ("",), turned.findings))
        return [_Page(turned, drawn, ("",)) for _ in range(count)]

    def cover(self, block: Block) -> bytes:
        """The outside of the cover in one piece, with a spine for this block."""
        facts = self.issue.manifest.press
        spine = spine_width(block.total, facts)
        text = spine_words(self.issue) if facts.spine_text is None else facts.spine_text
        shown = text if spine >= print_data()["spine-text-from"] else ""
        unit = wrap_unit(self.issue, self.layout.pagination, spine, shown, self.sheet)
        [drawn] = self.press.draw([job_of(unit)], 1)
        self.laid_out += drawn.problems
        turned = self.shop.turn(drawn)
        label = self.words("cover")
        self.seen.append(Seen(unit.id, (label,), turned.findings))
        folds = (PAGE * MM, (PAGE + spine) * MM)
        page = _Page(turned, drawn, (label,))
        note = self.words("slug-spine", spine=f"{spine:g}")
        return self._assembled([page], self._sheet(2 * PAGE + spine, folds), (), note)

    def _sheet(self, width: float, folds: tuple[float, ...] = ()) -> Sheet:
        room = print_data()["marks"]["room"] * MM
        return Sheet(width * MM, HEIGHT * MM, self.shop.bleed, room, folds)

    def _labels(self, block: Block, front: Sequence[DrawnUnit]) -> tuple[tuple[int, str, int], ...]:
        """Page labels as folios are (ISO 32000-1, 12.4.2); pages that are put in have none."""
        count = sum(unit.span.count for unit in front)
        start = block.before
        found = [(0, "", 1)] if block.before else []
        found += [(start, "r", self.layout.front[0].span.count + 1)] if count else []
        found += [(start + count, "D", 1)]
        found += [(start + block.pages, "", 1)] if block.after else []
        return tuple(found)

    def _assembled(
        self, pages: Sequence[_Page], sheet: Sheet, page_labels: tuple[tuple[int, str, int], ...], spine: str = ""
    ) -> bytes:
        lines = iter(self._lines([label for page in pages for label in page.labels], spine))
        leaves = [
            Leaves(
                page.unit.pdf if page.unit else None,
                self._fonts(page.drawn),
                tuple(next(lines) for _ in page.labels),
            )
            for page in pages
        ]
        title = full_title(self.issue.manifest, self.words)
        digest = key_of([title.encode(), self.created.encode(), *(some.pdf or b"" for some in leaves)])
        facts = PressFacts(
            title if not spine else f"{title} {self.words('cover')}",
            self.issue.manifest.magazine.publisher,
            self.created,
            digest,
            self.issue.manifest.magazine.language,
            page_labels,
        )
        return assemble(leaves, sheet, facts, self.shop.profile, self.words.plates)

    def _fonts(self, drawn: DrawnUnit | None) -> tuple:  # type: ignore[type-arg]
        if drawn is None:
            return ()
        panel = self.layout.panels.get(drawn.id)
        return (*drawn.fonts, *(panel.fonts if panel else ()))

    def _lines(self, names: Sequence[str], spine: str) -> list[str]:
        """What each sheet is: magazine, issue, file, page, edition."""
        manifest, words = self.issue.manifest, self.words
        head = f"{manifest.magazine.title} {issue_name(manifest, words)}  {manifest.stem}"
        edition = words("print-cover") if spine else words("print-edition")
        tail = "  ".join(filter(None, [edition, spine]))
        pages = [
            "" if spine else f"{words('slug-page', page=name) if name else '—'} ({n}/{len(names)})"
            for n, name in enumerate(names, 1)
        ]
        return ["  ".join(filter(None, [head, page, tail])) for page in pages]
