"""The pipeline: read this first. `build()` goes from an issue's tree to finished files in `dist/`."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, time
from functools import cached_property, partial
from pathlib import Path

from zbsh_pub.cache import Store, default_store, key_of
from zbsh_pub.checks.epub_pages import read_pages
from zbsh_pub.checks.epub_text import check_epub_text
from zbsh_pub.checks.loose_lines import check_loose_lines
from zbsh_pub.checks.page_numbers import check_page_list, check_same_pages
from zbsh_pub.checks.pdf_file import PdfFile, check_pdf, read_pdf
from zbsh_pub.compose.ebook import ebook_pages
from zbsh_pub.compose.print_article import article_units
from zbsh_pub.compose.print_cover import cover_unit
from zbsh_pub.compose.unit import Unit
from zbsh_pub.contents import with_nav
from zbsh_pub.copyedit.check import check_copy
from zbsh_pub.editions import DEFAULT
from zbsh_pub.epub import read_epub, sheet_resources, write_epub
from zbsh_pub.fonts import cut_faces, missing_glyphs
from zbsh_pub.house import read_sheet
from zbsh_pub.manifest import NAME
from zbsh_pub.manuscript import read_issue
from zbsh_pub.markdown import Fragment, convert
from zbsh_pub.model import Face, Issue
from zbsh_pub.output import publish, staging
from zbsh_pub.pdf import COVER_SHEETS, SHEETS, Layout, cover_jpeg, job_of, lay_out_issue, write_pdf
from zbsh_pub.problems import Problem, in_order, stop_on_errors
from zbsh_pub.program import CODE, folder_digest
from zbsh_pub.typeset.chinese.house import House
from zbsh_pub.typeset.job import Setup, job_key, shared_key
from zbsh_pub.typeset.native import check_native
from zbsh_pub.typeset.press import Press
from zbsh_pub.typeset.workers import Crew
from zbsh_pub.up_to_date import Result
from zbsh_pub.xhtml import Page, characters

EPUB_ROLES = ("song700", "hei400", "hei700", "kai400")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to build, whatever is built.

    `jobs` processes for layout (0: one a processor); the `store` of what was made before; a `crew` of such
    processes that lives on, for a program that builds more than once.
    """

    jobs: int = 0
    store: Store = field(default_factory=default_store)
    crew: Crew | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """An issue read and converted: sound, and ready to be set."""

    issue: Issue
    fragments: tuple[Fragment, ...]


def build(
    root: Path,
    out: Path,
    editions: tuple[str, ...] = DEFAULT,
    progress: Progress = lambda _: None,
    options: Options | None = None,
) -> Result:
    """Make the `editions` of the issue under `root` and put them into `out`, whole or not at all.

    Raises `Failure` with all problems where one of them is an error; `out` is then as it was.
    """
    options = options or Options()
    with hired(options, editions) as crew:
        loaded, problems = load(root)
        publication = compose(loaded)
        with staging(out) as stage, open_press(publication, options.store, crew) as press:
            work = Work(publication, press, stage, progress)
            for edition in editions:
                problems += WRITERS[edition](work)
            problems += [*check_numbers(work, editions), *work.layout_problems]
            warnings = stop_on_errors(problems)
            files = publish(stage, out, loaded.issue.manifest.stem)
    options.store.prune()
    return Result(files, warnings, copy_findings(loaded.issue, options.store))


@contextmanager
def hired(options: Options, editions: tuple[str, ...]) -> Iterator[Crew]:
    """Workers that get ready while the issue is read: all where nothing was ever laid out, else one.

    An EPUB needs a layout only for its page numbers: more often than not it is in the store.
    """
    if options.crew is not None:
        yield options.crew
        return
    with Crew(options.jobs) as crew:
        laid_out = options.store.has("unit")
        if editions != ("epub",) or not laid_out:
            crew.get_ready(laid_out)
        yield crew


def copy_findings(issue: Issue, store: Store) -> int:
    """How much a copy editor would look at; counted once for an equal article, house style and rules."""
    ground = [folder_digest(CODE).encode(), repr(issue.manifest.copy).encode()]

    def count(part: Issue, manifest: bool, text: str) -> int:
        make = partial(_count_copy, part, manifest)
        return int(store.cached("copy", key_of([*ground, text.encode()]), make))

    articles = sum(count(replace(issue, articles=(one,)), False, one.body) for one in issue.articles)
    return articles + count(replace(issue, articles=()), True, issue.manifest.text)


def _count_copy(part: Issue, manifest: bool) -> bytes:
    return str(len(check_copy(part, manifest))).encode()


def load(root: Path, copy: bool = False) -> tuple[Loaded, list[Problem]]:
    """Read and convert everything, then stop if anything is wrong: all problems in one run.

    With `copy` the copy rules have their say too, but not on a place that has a problem already.
    """
    stop_on_errors(check_native())
    issue, problems = read_issue(root)
    if issue is None:
        stop_on_errors(problems)
        raise AssertionError("an issue that cannot be read has a problem that says so")
    ids = frozenset(entry.id for entry in issue.manifest.entries)
    converted = [convert(article, ids) for article in issue.articles]
    problems += [found for _, some in converted for found in some]
    texts = {article.path: (article.first_line, article.body) for article in issue.articles}
    drawings = {p.path: (1, p.data.decode("utf-8", "ignore")) for p in issue.pictures.values() if p.is_drawing}
    problems += missing_glyphs({NAME: (1, issue.manifest.text), **texts, **drawings})
    if copy:
        taken = {found.place for found in problems}
        problems += [found for found in check_copy(issue) if found.place not in taken]
    return Loaded(issue, tuple(fragment for fragment, _ in converted)), list(stop_on_errors(problems))


def check(root: Path, full: bool, progress: Progress = lambda _: None) -> tuple[Issue, tuple[Problem, ...]]:
    """The issue under `root` and its warnings; raises `Failure` where it cannot be built.

    `full` lays everything out and checks the finished files as a build does, in a folder that is then gone.
    """
    loaded, problems = load(root, copy=True)
    if full:
        with tempfile.TemporaryDirectory(prefix="zbsh-check-") as folder:
            problems += build(root, Path(folder) / "dist", DEFAULT, progress).problems
    return loaded.issue, in_order(problems)


@dataclass(frozen=True, slots=True)
class Publication:
    """The issue in reading order: its articles as neutral trees, and as units of the print layout."""

    issue: Issue
    fragments: tuple[Fragment, ...]
    units: tuple[Unit, ...]


def compose(loaded: Loaded) -> Publication:
    """The units of the print layout. Pure."""
    return Publication(loaded.issue, loaded.fragments, article_units(loaded.issue, loaded.fragments))


def ebook_faces(issue: Issue, pages: tuple[Page, ...]) -> tuple[Face, ...]:
    """The faces of the EPUB, cut to the characters of its pages and drawings."""
    drawn = _drawn_text(p.data for p in issue.pictures.values() if p.is_drawing)
    return cut_faces(characters(pages) | set(drawn), EPUB_ROLES)


def _drawn_text(drawings: Iterable[bytes]) -> str:
    """Every character of some SVG files; more than their text, which does no harm to a font."""
    return "".join(data.decode("utf-8", "ignore") for data in drawings)


def open_press(publication: Publication, store: Store, crew: Crew | None = None) -> Press:
    """The press with the issue's sheets and pictures."""
    issue = publication.issue
    resources = {name: picture.data for name, picture in issue.pictures.items()}
    sheets = tuple(read_sheet(issue.root, name) for name in SHEETS)
    return Press(Setup(sheets, resources, House(**asdict(issue.manifest.house))), store, crew)


def build_date(issue: Issue) -> datetime:
    """SOURCE_DATE_EPOCH where it is a date, else the issue's date of publication: never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"[0-9]{1,10}", epoch):
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.combine(issue.manifest.issue.published, time(), UTC)


@dataclass(frozen=True)
class Work:
    """A build under way: what its editions are made from, and the folder that they are put into.

    All editions share one layout, made when the first of them asks for it.
    """

    publication: Publication
    press: Press
    stage: Path
    progress: Progress

    @property
    def issue(self) -> Issue:
        return self.publication.issue

    @cached_property
    def layout(self) -> Layout:
        return lay_out_issue(self.press, self.issue, self.publication.units, self.progress)

    @cached_property
    def screen_pdf(self) -> bytes:
        """The pages for the screen, from which other PDF editions are made too."""
        layout = self.layout
        self.progress("pdf")
        return write_pdf(self.issue, layout, build_date(self.issue))

    @cached_property
    def screen_file(self) -> PdfFile:
        """The finished pages for the screen, read back."""
        return read_pdf(self.screen_pdf, self.press.store)

    def path(self, suffix: str) -> Path:
        """Where the edition with this ending is put."""
        return self.stage / f"{self.issue.manifest.stem}{suffix}"

    @property
    def layout_problems(self) -> list[Problem]:
        """What was met while pages were laid out, if they were."""
        if "layout" not in vars(self):
            return []
        return [*self.layout.problems, *check_loose_lines(self.issue, self.layout)]


def _epub(work: Work) -> list[Problem]:
    issue, publication, pagination = work.issue, work.publication, work.layout.pagination
    work.progress("epub")
    path = work.path(".epub")
    pages = with_nav(issue, ebook_pages(issue, publication.fragments, pagination), pagination)
    faces = ebook_faces(issue, pages)
    sheets = sheet_resources(lambda name: read_sheet(issue.root, name))
    write_epub(issue, pages, sheets, faces, _cover(publication, work.press.store), build_date(issue), path)
    files = read_epub(path)
    return [
        *check_epub_text(issue, files),
        *check_page_list(issue, pagination, read_pages(files), path.name),
    ]


def _cover(publication: Publication, store: Store) -> bytes:
    """The cover picture, drawn once for equal art, text, sheets and faces."""
    issue = publication.issue
    art = {issue.manifest.cover.art: issue.pictures[issue.manifest.cover.art].data}
    setup = Setup(tuple(read_sheet(issue.root, name) for name in COVER_SHEETS), art)

    def draw() -> bytes:
        with Press(setup, store) as press:
            return cover_jpeg(press, issue)

    return store.cached("cover", job_key(shared_key(setup), setup, job_of(cover_unit(issue, None))), draw)


def _screen(work: Work) -> list[Problem]:
    path = work.path(".pdf")
    path.write_bytes(work.screen_pdf)
    work.progress("check")
    return list(check_pdf(work.issue, work.layout.pagination, work.screen_file, path.name))


def check_numbers(work: Work, editions: tuple[str, ...]) -> list[Problem]:
    """Do the finished EPUB and PDF, where both were made, say the same of their pages?"""
    if not {"epub", "screen"} <= set(editions):
        return []
    path = work.path(".epub")
    return list(check_same_pages(work.issue, read_pages(read_epub(path)), work.screen_file, path.name))


WRITERS: dict[str, Callable[[Work], list[Problem]]] = {"epub": _epub, "screen": _screen}
