"""The pipeline: read this first. `build()` goes from an issue's tree to finished files in `dist/`."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path

from zbsh_pub.cache import Store, default_store
from zbsh_pub.checks.epub_text import check_epub_text
from zbsh_pub.checks.loose_lines import check_loose_lines
from zbsh_pub.checks.pdf_file import check_pdf, read_pdf
from zbsh_pub.compose.ebook import ebook_pages
from zbsh_pub.compose.print_article import article_units
from zbsh_pub.compose.print_contents import contents_units
from zbsh_pub.compose.print_cover import cover_unit
from zbsh_pub.compose.print_masthead import masthead_unit
from zbsh_pub.compose.print_related import WHOLE_PAGE, related_units
from zbsh_pub.compose.unit import Unit
from zbsh_pub.contents import compose_nav
from zbsh_pub.copyedit.check import check_copy
from zbsh_pub.epub import read_epub, sheet_resources, write_epub
from zbsh_pub.fonts import cut_faces, missing_glyphs
from zbsh_pub.house import read_sheet
from zbsh_pub.manifest import NAME
from zbsh_pub.manuscript import read_issue
from zbsh_pub.markdown import Fragment, convert
from zbsh_pub.model import Face, Issue, PageSpan, Pagination
from zbsh_pub.output import publish, staging
from zbsh_pub.pdf import COVER_SHEETS, SHEETS, cover_jpeg, job_of, lay_out_issue, write_pdf
from zbsh_pub.problems import Problem, in_order, stop_on_errors
from zbsh_pub.typeset.chinese.house import House
from zbsh_pub.typeset.job import Setup, job_key, shared_key
from zbsh_pub.typeset.native import check_native
from zbsh_pub.typeset.press import Press
from zbsh_pub.up_to_date import Result
from zbsh_pub.xhtml import Page, characters

EDITIONS = ("epub", "screen")
EPUB_ROLES = ("song700", "hei400", "hei700", "kai400")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to build, whatever is built: processes for layout (0: one a processor), and what was made before."""

    jobs: int = 0
    store: Store = field(default_factory=default_store)


@dataclass(frozen=True, slots=True)
class Loaded:
    """An issue read and converted: sound, and ready to be set."""

    issue: Issue
    fragments: tuple[Fragment, ...]


def build(
    root: Path,
    out: Path,
    editions: tuple[str, ...] = EDITIONS,
    progress: Progress = lambda _: None,
    options: Options | None = None,
) -> Result:
    """Make the `editions` of the issue under `root` and put them into `out`, whole or not at all.

    Raises `Failure` with all problems where one of them is an error; `out` is then as it was.
    """
    loaded, problems = load(root)
    publication = compose(loaded)
    with staging(out) as stage, open_press(publication, options or Options()) as press:
        for edition in editions:
            problems += _WRITERS[edition](publication, press, stage, progress)
        warnings = stop_on_errors(problems)
        files = publish(stage, out, loaded.issue.manifest.stem)
        press.store.prune()
    return Result(files, warnings, len(check_copy(loaded.issue)))


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
            problems += build(root, Path(folder) / "dist", EDITIONS, progress).problems
    return loaded.issue, in_order(problems)


@dataclass(frozen=True, slots=True)
class Publication:
    """The issue in reading order for both editions, with the faces cut to its characters."""

    issue: Issue
    pages: tuple[Page, ...]
    units: tuple[Unit, ...]
    faces: tuple[Face, ...]


def compose(loaded: Loaded) -> Publication:
    """Pages of the EPUB and units of the print layout. Pure."""
    issue = loaded.issue
    pages = ebook_pages(issue, loaded.fragments)
    drawn = _drawn_text(p.data for p in issue.pictures.values() if p.is_drawing)
    units = article_units(issue, loaded.fragments)
    nowhere = Pagination({entry.id: PageSpan(0, 0) for entry in issue.manifest.entries})
    related = related_units(issue, nowhere, dict.fromkeys(nowhere.spans, WHOLE_PAGE)).values()
    front = (cover_unit(issue, None), *contents_units(issue, nowhere), masthead_unit(issue))
    fixed = [unit.page for unit in (*front, *related, *units)]
    faces = cut_faces(characters([*pages, compose_nav(issue), *fixed]) | set(drawn))
    return Publication(issue, pages, units, faces)


def _drawn_text(drawings: Iterable[bytes]) -> str:
    """Every character of some SVG files; more than their text, which does no harm to a font."""
    return "".join(data.decode("utf-8", "ignore") for data in drawings)


def open_press(publication: Publication, options: Options) -> Press:
    """The press with the issue's sheets and pictures."""
    issue = publication.issue
    resources = {name: picture.data for name, picture in issue.pictures.items()}
    sheets = tuple(read_sheet(issue.root, name) for name in SHEETS)
    return Press(Setup(sheets, resources, House(**asdict(issue.manifest.house))), options.store, options.jobs)


def build_date(issue: Issue) -> datetime:
    """SOURCE_DATE_EPOCH where it is a date, else the issue's date of publication: never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"[0-9]{1,10}", epoch):
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.combine(issue.manifest.issue.published, time(), UTC)


def _epub(publication: Publication, press: Press, stage: Path, progress: Progress) -> list[Problem]:
    issue = publication.issue
    progress("epub")
    path = stage / f"{issue.manifest.stem}.epub"
    faces = tuple(face for face in publication.faces if f"{face.role}{face.weight}" in EPUB_ROLES)
    sheets = sheet_resources(lambda name: read_sheet(issue.root, name))
    write_epub(issue, publication.pages, sheets, faces, _cover(publication, press.store), build_date(issue), path)
    return list(check_epub_text(issue, read_epub(path)))


def _cover(publication: Publication, store: Store) -> bytes:
    """The cover picture, drawn once for equal art, text, sheets and faces."""
    issue = publication.issue
    art = {issue.manifest.cover.art: issue.pictures[issue.manifest.cover.art].data}
    setup = Setup(tuple(read_sheet(issue.root, name) for name in COVER_SHEETS), art)

    def draw() -> bytes:
        with Press(setup, store, jobs=1) as press:
            return cover_jpeg(press, issue)

    return store.cached("cover", job_key(shared_key(setup), setup, job_of(cover_unit(issue, None))), draw)


def _screen(publication: Publication, press: Press, stage: Path, progress: Progress) -> list[Problem]:
    issue = publication.issue
    layout = lay_out_issue(press, issue, publication.units, progress)
    progress("pdf")
    data = write_pdf(issue, layout, build_date(issue))
    path = stage / f"{issue.manifest.stem}.pdf"
    path.write_bytes(data)
    progress("check")
    return [
        *layout.problems,
        *check_loose_lines(issue, layout),
        *check_pdf(issue, layout.pagination, read_pdf(data), path.name),
    ]


_WRITERS = {"epub": _epub, "screen": _screen}
