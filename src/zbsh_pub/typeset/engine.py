"""Lay out jobs with WeasyPrint 70: sheets parsed once, the house's faces only, no network.

    with Engine(setup) as engine:
        laid_out = engine.lay_out(job)                   # how many pages?
        drawn = engine.number(laid_out, first_page=37)    # the pages themselves, for the linker

A job's pages depend on the job, its setup and its first page number: nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import TYPE_CHECKING, Any

from zbsh_pub.model import PageSpan
from zbsh_pub.problems import Problem
from zbsh_pub.typeset.drawn import DrawnUnit, pack_lines
from zbsh_pub.typeset.inspect import areas_of, fills_of, foot_of, has_columns, last_page_fill, loose_lines
from zbsh_pub.typeset.job import Job, Setup
from zbsh_pub.typeset.pagestarts import page_starts
from zbsh_pub.typeset.setlines import set_lines
from zbsh_pub.typeset.setting import SCHEME, Setting

if TYPE_CHECKING:
    from zbsh_pub.typeset.paging import Paged

# Copyfitting, in parts of the type area's height: a last page filled less than THIN can be saved by the
# tightest setting (it has never been seen to save more than 0.14); where that leaves more than SLACK free,
# the lighter one may do. A thin page that cannot be saved gets more text by the looser setting.
THIN = 0.17
SLACK = 0.1
LIGHTER, TIGHTEST, LOOSER = "tight-1", "tight-2", "loose"


@dataclass(slots=True)
class LaidOut:
    """A job's pages as WeasyPrint holds them: counted, laid out as if from `first_page`, and not yet numbered.

    They are always laid out as if the first one were a right-hand page, so that what comes of them does not
    depend on what was known of their numbers, to the last bit.
    """

    job: Job
    count: int
    first_page: int
    paged: Paged | None = field(repr=False)
    document: Any = field(repr=False)
    problems: tuple[Problem, ...] = ()

    @property
    def boxes(self) -> list[Any]:
        """The page boxes, without what stands in their margins."""
        return self.paged.boxes if self.paged is not None else [page._page_box for page in self.document.pages]

    @property
    def text_pages(self) -> list[Any]:
        """The page boxes on which running text stands."""
        return [page for page in self.boxes if has_columns(page)]


class Engine:
    """One configured WeasyPrint: make it once, lay out many jobs."""

    def __init__(self, setup: Setup):
        self._setup, self._house = setup, setup.house
        self._resources = dict(setup.resources)
        self._problems: list[Problem] = []
        self._setting: Setting | None = None

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back what WeasyPrint was set up with. The engine may be used again."""
        if self._setting is not None:
            self._setting.close()
            self._setting = None

    @property
    def _ready(self) -> Setting:
        """WeasyPrint is imported and set up when the first unit comes, not before."""
        if self._setting is None:
            self._setting = Setting(self._setup.sheets, self._setup.fonts, self._resources, self._problems)
        return self._setting

    def draw(self, job: Job, first_page: int) -> DrawnUnit:
        """The pages of `job` as they are printed, the first of which is page `first_page` (odd: a right-hand page)."""
        return self.number(self.lay_out(job, first_page), first_page)

    def lay_out(self, job: Job, first_page: int | None = None) -> LaidOut:
        """The pages of `job` but for what depends on their numbers; `first_page` where it is known.

        A job whose text shows page numbers is laid out again by `number` where it was not known.

        Copyfitting: where the last page would hold only a few lines, the sheets' tighter settings
        (`body.tight-1`, `body.tight-2`) are tried; the lightest one that saves the page is taken. Where none
        does, the looser setting (`body.loose`) moves more text to that page, if that costs no page.
        """
        laid_out = self._fitted(job, first_page)
        laid_out.problems = self._take_problems()
        return laid_out

    def _take_problems(self) -> tuple[Problem, ...]:
        """What was met since this was last asked."""
        taken, self._problems[:] = tuple(self._problems), ()
        return taken

    def _fitted(self, job: Job, first_page: int | None) -> LaidOut:
        laid_out = self._lay_out(job, first_page)
        text = laid_out.text_pages
        if len(text) < 2 or last_page_fill(text[-1]) >= THIN:
            return laid_out
        tightest = self._dressed(job, first_page, TIGHTEST)
        if tightest.count == laid_out.count:
            looser = self._dressed(job, first_page, LOOSER)
            return looser if looser.count == laid_out.count else laid_out
        if last_page_fill(tightest.text_pages[-1]) > 1 - SLACK:
            return tightest
        lighter = self._dressed(job, first_page, LIGHTER)
        return lighter if lighter.count == tightest.count else tightest

    def _dressed(self, job: Job, first_page: int | None, setting: str) -> LaidOut:
        """The pages of the job with a class of the sheets on its body."""
        return self._lay_out(replace(job, html=job.html.replace("<body>", f'<body class="{setting}">', 1)), first_page)

    def _lay_out(self, job: Job, first_page: int | None) -> LaidOut:
        from zbsh_pub.typeset.paging import DependsOnNumbers, paginated

        start = first_page or 1
        try:
            with paginated(any_number=first_page is None) as paged:
                document = self._render(job, start, "right")
            return LaidOut(job, len(paged.boxes), start, paged, document)
        except DependsOnNumbers:
            document = self._render(job, start)
            return LaidOut(job, len(document.pages), start, None, document)

    def _render(self, job: Job, first_page: int, side: str = "") -> Any:
        """The pages of `job`, the first of which has this number, and stands on its side or on another one."""
        from weasyprint import HTML

        from zbsh_pub.typeset.chinese.seam import chinese_lines
        from zbsh_pub.typeset.columns import even_columns

        setting = self._ready
        setting.log.unit = job.id
        self._resources.update(job.resources)
        side = side or ("right" if first_page % 2 else "left")
        rules = f"@page:first{{counter-reset:page {first_page}}}html{{break-before:{side}}}\n{job.css}"
        html = HTML(string=job.html, base_url=SCHEME, url_fetcher=setting.fetcher)
        with chinese_lines(self._house), even_columns():
            return html.render(
                font_config=setting.fonts,
                counter_style=setting.counters,
                stylesheets=[*setting.css, setting.sheet(rules)],
            )

    def number(self, laid_out: LaidOut, first_page: int) -> DrawnUnit:
        """Give the pages their numbers, running heads and folios, and draw them. May be called once."""
        from zbsh_pub.typeset import drawing
        from zbsh_pub.typeset.chinese.seam import chinese_lines

        self._ready.log.unit = laid_out.job.id
        document = self._numbered(laid_out, first_page)
        with chinese_lines(self._house):
            data, fonts = drawing.draw(document)
        boxes = [page._page_box for page in document.pages]
        lines = tuple(set_lines(boxes))
        return DrawnUnit(
            laid_out.job.id,
            PageSpan(first_page, len(boxes)),
            foot_of(boxes),
            data,
            fonts,
            drawing.bookmarks(document),
            drawing.anchors(document),
            tuple(loose_lines(document.pages, first_page, self._house.loose)),
            pack_lines(lines),
            tuple(areas_of(boxes)),
            tuple(page_starts(boxes, lines)),
            (*laid_out.problems, *self._take_problems()),
            'class="fn"' in laid_out.job.html,
            tuple(fills_of(boxes)),
        )

    def _numbered(self, laid_out: LaidOut, first_page: int) -> Any:
        """The document with its finished pages."""
        from zbsh_pub.typeset.chinese.seam import chinese_lines
        from zbsh_pub.typeset.paging import DependsOnNumbers, number_pages

        if laid_out.paged is None:
            laid_out = self._lay_out(laid_out.job, first_page)
        assert laid_out.paged is not None
        shift, turned = first_page - laid_out.first_page, first_page % 2 == 0
        try:
            with chinese_lines(self._house):
                laid_out.document.pages = number_pages(laid_out.paged, shift, turned)
            return laid_out.document
        except DependsOnNumbers:
            return self._render(laid_out.job, first_page)
