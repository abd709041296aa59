"""Bundles for stores: from an issue's tree to `dist/stores/<store>/`. Read `distribute_issue` first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zbsh_pub.build import Options, hired, load
from zbsh_pub.bundles.bundle import Bundle, FlavouredBook, Wares, bundle_for, flavoured_book
from zbsh_pub.bundles.flavours import EXTRA_SHEETS
from zbsh_pub.bundles.parts import Parts, Source
from zbsh_pub.checks.claim import check_claim
from zbsh_pub.checks.epub.check import check_epub
from zbsh_pub.distribute.record import record_of
from zbsh_pub.ebooks import WholeIssue, whole_issue
from zbsh_pub.epub import unpacked
from zbsh_pub.house import read_sheet
from zbsh_pub.messages import edition_of, make_metadata
from zbsh_pub.output import publish, staging
from zbsh_pub.problems import Failure, in_order, stop_on_errors
from zbsh_pub.stores.pack import Flavour, Pack
from zbsh_pub.up_to_date import Result
from zbsh_pub.work import Progress, Work, build_date, compose, open_press

FOLDER = "stores"


def distribute_issue(
    root: Path,
    out: Path,
    packs: tuple[Pack, ...],
    progress: Progress = lambda _: None,
    options: Options | None = None,
) -> Result:
    """Make the bundles of these stores and put them into `out`, each whole or not at all.

    What is wrong with the issue itself raises `Failure` with `out` as it was. A store whose bundle fails keeps what
    stood there; the others are written, then `Failure` is raised with all reasons.
    """
    options = options or Options()
    with hired(options, ("metadata",)) as crew:
        loaded, problems = load(root)
        publication = compose(loaded)
        with staging(out) as stage, open_press(publication, options.store, crew) as press:
            work = Work(publication, press, crew, stage, progress)
            problems += make_metadata(work)
            book = work.once(whole_issue)
            problems += [*check_claim(book.issue.manifest, book.access), *work.layout_problems]
            stop_on_errors(problems)
            for bundle in _bundles(work, book, packs):
                problems += bundle.problems
                _write(bundle, stage)
            stem = publication.issue.manifest.stem
            files = publish(stage, out, stem)
    options.store.prune()
    if any(found.is_error for found in problems):
        raise Failure(problems)
    return Result(files, in_order(problems), stem=stem)


def _bundles(work: Work, whole: WholeIssue, packs: tuple[Pack, ...]) -> Iterator[Bundle]:
    """The bundle of each store; the EPUB of a flavour is made once."""
    wares = wares_of(work, whole)
    books: dict[Flavour, FlavouredBook] = {}
    for pack in packs:
        work.progress(pack.store)
        if pack.flavour not in books:
            books[pack.flavour] = flavoured_book(wares, pack.flavour)
        yield bundle_for(pack, wares, books[pack.flavour])


def wares_of(work: Work, whole: WholeIssue) -> Wares:
    """What the bundles are made from."""
    book = check_epub(whole.data).book
    assert book is not None, "an EPUB of ours can be read"
    sheets = {name: read_sheet(whole.issue.root, name) for name in EXTRA_SHEETS}
    return Wares(
        whole.issue,
        Parts(unpacked(whole.data), book.package.path),
        Source(book, sheets, work.press.store),
        whole.cover,
        build_date(work.issue),
        lambda size: record_of(work.issue, edition_of(work, size)),
    )


def _write(bundle: Bundle, stage: Path) -> None:
    folder = stage / FOLDER / bundle.pack.store
    for name, data in bundle.files.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
