"""Lay out units with WeasyPrint 70: sheets parsed once, the issue's faces only, no network.

    with Engine(sheets, faces, resources) as engine:
        laid_out = engine.lay_out(unit, first_page=37)
        pdf = engine.pdf([laid_out, …], facts)

A unit's layout depends on the unit, the sheets, the faces and its first page number: nothing else.
"""

from __future__ import annotations

import gc
import logging
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any
from xml.sax.saxutils import escape

from zbsh_pub.compose.unit import Unit
from zbsh_pub.model import Face, PageSpan
from zbsh_pub.problems import Problem, problem
from zbsh_pub.typeset.chinese import House
from zbsh_pub.typeset.pages import Foot, foot_of, has_columns, last_page_fill, with_panel
from zbsh_pub.xhtml import to_html

SCHEME = "zbsh:"
DEFAULT = House()
# Copyfitting, in parts of the type area's height: a last page filled less than THIN can be saved by the
# tightest setting (it has never been seen to save more than 0.14); where that leaves more than SLACK free,
# the lighter one may do. A thin page that cannot be saved gets more text by the looser setting.
THIN = 0.17
SLACK = 0.1
LIGHTER, TIGHTEST, LOOSER = "tight-1", "tight-2", "loose"


@dataclass(frozen=True, slots=True)
class LooseLine:
    """A line looser than the house's limit: its page, what it says, the space between its characters in em."""

    page: int
    text: str
    gap: float


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A unit's pages as WeasyPrint holds them, where they stand, and the lines that could not be set well."""

    id: str
    span: PageSpan
    loose: tuple[LooseLine, ...]
    pages: tuple[Any, ...] = field(repr=False)
    document: Any = field(repr=False)

    @property
    def last_text(self) -> int:
        """The index of the last page with running text; whole-page pictures may follow it."""
        return max((index for index, page in enumerate(self.pages) if has_columns(page)), default=0)

    @property
    def foot(self) -> Foot:
        """What the last page with text leaves empty."""
        return foot_of(self.pages[self.last_text])

    def with_panel(self, panel: LaidOut, number: int) -> LaidOut:
        """The same unit with the page `number` of `panel` laid over its last page with text."""
        pages = list(self.pages)
        pages[self.last_text] = with_panel(pages[self.last_text], panel.pages[number])
        return replace(self, pages=tuple(pages))


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """Document information; dates are W3C dates."""

    title: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    language: str
    created: str
    labels: tuple[tuple[int, str], ...] = ()


class Engine:
    """One configured WeasyPrint: make it once, lay out many units."""

    def __init__(
        self, sheets: Iterable[str], faces: Iterable[Face], resources: Mapping[str, bytes], house: House = DEFAULT
    ):
        self._sheets, self._faces, self._resources = tuple(sheets), tuple(faces), dict(resources)
        self.problems: list[Problem] = []
        self._setting: _Setting | None = None
        self._house = house

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._setting is not None:
            self._setting.close()
            gc.unfreeze()

    @property
    def _ready(self) -> _Setting:
        """WeasyPrint is imported and set up when the first unit comes, not before."""
        if self._setting is None:
            self._setting = _Setting(self._sheets, self._faces, self._resources, self.problems)
        return self._setting

    def lay_out(self, unit: Unit, first_page: int) -> LaidOut:
        """The pages of `unit`, the first of which is page `first_page` (odd: a right-hand page).

        Copyfitting: where the last page would hold only a few lines, the sheets' tighter settings
        (`body.tight-1`, `body.tight-2`) are tried; the lightest one that saves the page is taken. Where none
        does, the looser setting (`body.loose`) moves more text to that page, if that costs no page.
        """
        laid_out = self._lay_out(unit, first_page)
        text = text_pages(laid_out)
        if len(text) < 2 or last_page_fill(text[-1]) >= THIN:
            return laid_out
        tightest = self._dressed(unit, first_page, TIGHTEST)
        if tightest.span.count == laid_out.span.count:
            looser = self._dressed(unit, first_page, LOOSER)
            return looser if looser.span.count == laid_out.span.count else laid_out
        if last_page_fill(text_pages(tightest)[-1]) > 1 - SLACK:
            return tightest
        lighter = self._dressed(unit, first_page, LIGHTER)
        return lighter if lighter.span.count == tightest.span.count else tightest

    def _dressed(self, unit: Unit, first_page: int, setting: str) -> LaidOut:
        """The pages of the unit with a class of the sheets on its body."""
        return self._lay_out(replace(unit, page=replace(unit.page, body_class=setting)), first_page)

    def _lay_out(self, unit: Unit, first_page: int) -> LaidOut:
        from weasyprint import HTML

        setting = self._ready
        setting.log.unit = unit.id
        self._resources.update(unit.resources)
        side = "right" if first_page % 2 else "left"
        rules = f"@page:first{{counter-reset:page {first_page}}}html{{break-before:{side}}}\n{unit.css}"
        from zbsh_pub.typeset.chinese.seam import chinese_lines
        from zbsh_pub.typeset.columns import even_columns

        html = HTML(string=to_html(unit.page), base_url=SCHEME, url_fetcher=setting.fetcher)
        with chinese_lines(self._house), even_columns():
            document = html.render(
                font_config=setting.fonts,
                counter_style=setting.counters,
                stylesheets=[*setting.css, setting.sheet(rules)],
                cache=setting.images,
            )
        gc.freeze()  # pages stay until the PDF is written: the collector need not go through them again and again
        pages = tuple(document.pages)
        loose = tuple(loose_lines(pages, first_page, self._house.loose))
        return LaidOut(unit.id, PageSpan(first_page, len(pages)), loose, pages, document)

    def pdf(self, units: Iterable[LaidOut], facts: PdfFacts) -> bytes:
        """One PDF of all pages in order: links and bookmarks across units, shared subset fonts."""
        from weasyprint.pdf.metadata import DocumentMetadata

        from zbsh_pub.typeset.chinese.seam import chinese_lines

        self._ready.log.unit = "pdf"
        units = list(units)
        document = units[0].document.copy([page for unit in units for page in unit.pages])
        document.metadata = DocumentMetadata(
            title=facts.title,
            authors=list(facts.authors),
            description=facts.subject,
            keywords=list(facts.keywords),
            generator="zbsh-pub",
            created=facts.created,
            modified=facts.created,
            lang=facts.language,
        )
        with chinese_lines(self._house):
            data: bytes = document.write_pdf(finisher=_page_labels(facts.labels), pdf_tags=True)
        return data


class _Setting:
    """WeasyPrint with the issue's faces and sheets; fontconfig sees only these while it is open."""

    def __init__(
        self, sheets: Iterable[str], faces: Iterable[Face], resources: Mapping[str, bytes], problems: list[Problem]
    ):
        self._folder = tempfile.TemporaryDirectory(prefix="zbsh-fonts-")
        self._previous = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(_write_fonts(Path(self._folder.name), faces))
        from PIL import ImageFile
        from weasyprint.css.counters import CounterStyle
        from weasyprint.text.fonts import FontConfiguration

        ImageFile.LOAD_TRUNCATED_IMAGES = False  # weasyprint.images sets it for the whole process

        self.fonts = FontConfiguration()
        self.counters = CounterStyle()
        self.fetcher = _fetcher(resources)
        self.images: dict[str, Any] = {}
        self.log = _Log(problems)
        logging.getLogger("weasyprint").addHandler(self.log)
        self.css = [self.sheet(sheet) for sheet in sheets]

    def sheet(self, text: str) -> Any:
        from weasyprint import CSS

        return CSS(
            string=text, font_config=self.fonts, counter_style=self.counters, url_fetcher=self.fetcher, base_url=SCHEME
        )

    def close(self) -> None:
        logging.getLogger("weasyprint").removeHandler(self.log)
        if self._previous is None:
            os.environ.pop("FONTCONFIG_FILE", None)
        else:
            os.environ["FONTCONFIG_FILE"] = self._previous
        self._folder.cleanup()


def loose_lines(pages: Iterable[Any], first_page: int, limit: float) -> Iterator[LooseLine]:
    """The lines of finished pages with more than `limit` em between two characters."""
    for number, page in enumerate(pages, first_page):
        for line in page._page_box.descendants():
            if hasattr(line, "children") and type(line).__name__ == "LineBox":
                texts = [box for box in line.descendants() if hasattr(box, "text")]
                gap = max((getattr(box, "chinese_looseness", 0.0) for box in texts), default=0.0)
                if gap > limit:
                    yield LooseLine(number, "".join(box.text for box in texts), gap)


def text_pages(laid_out: LaidOut) -> list[Any]:
    """The pages on which running text stands (and not only a picture)."""
    return [page for page in laid_out.pages if has_columns(page)]


def _write_fonts(folder: Path, faces: Iterable[Face]) -> Path:
    """The issue's faces and a fontconfig file that knows no other: same fonts, same pages, everywhere."""
    for face in faces:
        (folder / face.file).write_bytes(face.data)
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(folder))}</dir><cachedir>{escape(str(folder / 'cache'))}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return config


def _fetcher(resources: Mapping[str, bytes]) -> Any:
    """A URL fetcher that gives the issue's own resources and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(SCHEME)
            if not url.startswith(SCHEME) or name not in resources:
                raise ValueError(f"outside the issue's tree: {url}")
            kind = "image/svg+xml" if name.endswith(".svg") else "application/octet-stream"
            return URLFetcherResponse(url, resources[name], {"Content-Type": kind})

    return Fetcher()


def _page_labels(labels: tuple[tuple[int, str], ...]) -> Any:
    """A finisher that writes page labels (ISO 32000-1, 12.4.2): (page index, style) pairs, numbers from 1."""

    def finish(document: Any, pdf: Any) -> None:
        import pydyf

        numbers = pydyf.Array()
        for index, style in labels:
            numbers.append(index)
            numbers.append(pydyf.Dictionary({"S": f"/{style}"}))
        if labels:
            pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})

    return finish


class _Log(logging.Handler):
    """WeasyPrint's warnings as problems: nothing that it leaves out goes unseen."""

    def __init__(self, problems: list[Problem]):
        super().__init__(logging.WARNING)
        self.problems, self.unit = problems, ""

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(problem("L01", self.unit or "styles", message=record.getMessage()))
