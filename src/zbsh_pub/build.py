"""The pipeline: read this first. `build()` goes from an issue's tree to finished files in `dist/`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from zbsh_pub.cache import Store, default_store
from zbsh_pub.editions import BOOKS, DEFAULT, PROOF, in_order_of_making, needs_layout
from zbsh_pub.fonts import missing_glyphs
from zbsh_pub.manifest import NAME
from zbsh_pub.manuscript import read_issue
from zbsh_pub.markdown import convert
from zbsh_pub.model import Issue
from zbsh_pub.output import publish, staging
from zbsh_pub.pageplan.values import PagePlan
from zbsh_pub.prepress.lint import check_sound
from zbsh_pub.problems import Problem, in_order, stop_on_errors
from zbsh_pub.queries import as_written, open_queries
from zbsh_pub.traditional.sources import printed_text
from zbsh_pub.typeset.native import check_native
from zbsh_pub.typeset.workers import Crew
from zbsh_pub.up_to_date import Result
from zbsh_pub.work import Loaded, Progress, Work, compose, open_press


@dataclass(frozen=True, slots=True)
class Options:
    """How to build, whatever is built.

    `jobs` processes for layout (0: one a processor); the `store` of what was made before; a `crew` of such
    processes that lives on, for a program that builds more than once; the ids of the articles that a proof shows
    `only`, all by default.
    """

    jobs: int = 0
    store: Store = field(default_factory=default_store)
    crew: Crew | None = None
    only: tuple[str, ...] = ()


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
        if set(editions) != {PROOF}:
            problems = list(stop_on_errors([*problems, *check_queries(loaded.issue)]))
        publication = compose(loaded)
        with staging(out) as stage, open_press(publication, options.store, crew) as press:
            work = Work(publication, press, crew, stage, progress, options.only)
            for edition in in_order_of_making(set(editions) - {"report"}):
                problems += writer_of(edition)(work)
            problems += [*check_numbers(work, editions), *work.layout_problems]
            warnings = stop_on_errors(problems)
            if "report" in editions:
                from zbsh_pub.reports import make_report

                make_report(work, warnings)
            files = publish(stage, out, loaded.issue.manifest.stem)
            findings = work.copy_findings()
    options.store.prune()
    return Result(files, warnings, findings, stem=loaded.issue.manifest.stem)


@contextmanager
def hired(options: Options, editions: tuple[str, ...]) -> Iterator[Crew]:
    """Workers that get ready while the issue is read: all where nothing was ever laid out, else one.

    An EPUB needs a layout only for its page numbers: more often than not it is in the store.
    """
    if options.crew is not None:
        yield options.crew
        return
    with Crew(options.jobs) as crew:
        if needs_layout(editions):
            crew.get_ready(options.store.has("unit"))
        yield crew


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
    problems += check_sound(issue)
    drawings = {p.path: (1, p.data.decode("utf-8", "ignore")) for p in issue.pictures.values() if p.is_drawing}
    problems += missing_glyphs({NAME: (1, printed_text(issue.manifest)), **texts, **drawings})
    if copy:
        from zbsh_pub.copyedit.check import check_copy

        taken = {found.place for found in problems}
        problems += [found for found in check_copy(issue) if found.place not in taken]
        problems += check_queries(issue)
    problems = as_written(problems, issue.articles)
    return Loaded(issue, tuple(fragment for fragment, _ in converted)), list(stop_on_errors(problems))


def check_queries(issue: Issue) -> list[Problem]:
    """Q05 for articles with open queries; an error (Q06) where the issue is released for printing."""
    return list(open_queries(issue.articles, issue.manifest.proof.released))


def check(root: Path, full: bool, progress: Progress = lambda _: None) -> tuple[Issue, tuple[Problem, ...]]:
    """The issue under `root` and its warnings; raises `Failure` where it cannot be built.

    `full` lays everything out and checks the finished files as a build does, in a folder that is then gone.
    """
    loaded, problems = load(root, copy=True)
    if full:
        with tempfile.TemporaryDirectory(prefix="zbsh-check-") as folder:
            problems += build(root, Path(folder) / "dist", DEFAULT, progress).problems
    return loaded.issue, in_order(problems)


def plan_pages(
    root: Path, progress: Progress = lambda _: None, options: Options | None = None
) -> tuple[Issue, PagePlan]:
    """The issue under `root` and its page plan, laid out and not written; raises `Failure` as `build` does."""
    options = options or Options()
    with hired(options, ("screen",)) as crew, tempfile.TemporaryDirectory(prefix="zbsh-plan-") as folder:
        publication = compose(load(root)[0])
        with open_press(publication, options.store, crew) as press:
            work = Work(publication, press, crew, Path(folder), progress)
            stop_on_errors(work.layout.problems)
            return publication.issue, work.plan


def writer_of(edition: str) -> Callable[[Work], list[Problem]]:
    """What makes an edition; it is imported when it is wanted, not before."""
    if edition in BOOKS:
        from zbsh_pub import ebooks

        books = {"epub": ebooks.make_epub, "sample": ebooks.make_sample, "zh-Hant": ebooks.make_traditional}
        return books[edition]
    if edition == "metadata":
        from zbsh_pub.messages import make_metadata

        return make_metadata
    from zbsh_pub import pdfs

    pages = {"screen": pdfs.make_screen, "print": pdfs.make_print, PROOF: pdfs.make_proof}
    return {**pages, "offprints": pdfs.make_offprints}[edition]


def check_numbers(work: Work, editions: tuple[str, ...]) -> list[Problem]:
    """Do the finished EPUB and PDF, where both were made, say the same of their pages?"""
    if not {"epub", "screen"} <= set(editions):
        return []
    from zbsh_pub.ebooks import check_same_numbers

    return check_same_numbers(work)
