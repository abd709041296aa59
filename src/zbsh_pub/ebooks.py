"""The EPUB editions of a build: the issue, 试读本, 繁体版. What only one of them needs is imported by it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from zbsh_pub.accessibility import Accessibility
from zbsh_pub.cache import Store, key_of
from zbsh_pub.checks.claim import check_claim
from zbsh_pub.checks.epub.check import check_epub
from zbsh_pub.checks.epub_pages import read_pages
from zbsh_pub.checks.epub_text import check_epub_text
from zbsh_pub.checks.page_numbers import check_page_list, check_same_pages
from zbsh_pub.compose.ebook import ebook_pages
from zbsh_pub.compose.print_cover import cover_unit
from zbsh_pub.compose.unit import Unit
from zbsh_pub.contents import with_nav
from zbsh_pub.epub import book_access, read_epub, sheet_resources, traditional_sheets, unpacked, write_epub
from zbsh_pub.fonts import cut_faces
from zbsh_pub.house import fonts_folder, read_sheet, script_of
from zbsh_pub.model import Face, Issue
from zbsh_pub.pdf import COVER_SHEETS, cover_jpeg, job_of
from zbsh_pub.problems import Problem
from zbsh_pub.program import CODE, folder_digest
from zbsh_pub.renditions import carried, carrying_of
from zbsh_pub.typeset.job import Setup, job_key, shared_key
from zbsh_pub.typeset.press import Press
from zbsh_pub.work import Work, build_date
from zbsh_pub.xhtml import Page, characters

EPUB_ROLES = ("song700", "hei400", "hei700", "kai400")


@dataclass(frozen=True, slots=True)
class WholeIssue:
    """The EPUB of the whole issue: the file, what it was written from, and what is true of its accessibility."""

    issue: Issue
    pages: tuple[Page, ...] = field(repr=False)
    cover: bytes = field(repr=False)
    access: Accessibility
    data: bytes = field(repr=False)


def whole_issue(work: Work) -> WholeIssue:
    """The EPUB of the whole issue, with the page numbers of the printed one; not yet checked."""
    pagination = work.layout.pagination
    work.progress("epub")
    issue = _illustrated(work.issue, work)
    pages = with_nav(issue, ebook_pages(issue, work.publication.fragments, pagination), pagination)
    sheets = sheet_resources(lambda name: read_sheet(issue.root, name))
    cover = _cover(issue, work.press.store)
    with tempfile.TemporaryDirectory(prefix="zbsh-epub-") as folder:
        path = Path(folder) / "book.epub"
        write_epub(issue, pages, sheets, ebook_faces(issue, pages), cover, build_date(issue), path)
        data = path.read_bytes()
    return WholeIssue(issue, pages, cover, book_access(pages, sheets), data)


def make_epub(work: Work) -> list[Problem]:
    """The whole issue."""
    book, path = work.once(whole_issue), work.path(".epub")
    path.write_bytes(book.data)
    found = work.crew.later(checked, path)  # by an idle worker: it holds all pages once more
    return [*check_whole(work, unpacked(book.data)), *found()]


def check_whole(work: Work, files: dict[str, bytes]) -> list[Problem]:
    """The claim, the text and the page numbers of the whole issue's EPUB, whose files these are."""
    book, name = work.once(whole_issue), work.path(".epub").name
    return [
        *check_claim(book.issue.manifest, book.access),
        *check_epub_text(book.issue, files),
        *check_page_list(book.issue, work.layout.pagination, read_pages(files), name),
    ]


def check_same_numbers(work: Work) -> list[Problem]:
    """Do the finished EPUB and PDF say the same of their pages?"""
    path = work.path(".epub")
    return list(check_same_pages(work.issue, read_pages(read_epub(path)), work.screen_file, path.name))


def make_sample(work: Work) -> list[Problem]:
    """试读本: some articles, and how to get the rest."""
    from zbsh_pub.compose.sample import sample_book

    work.progress("epub")
    whole, path = _illustrated(work.issue, work), work.path("-sample.epub")
    book = sample_book(whole, work.publication.fragments)
    faces = ebook_faces(whole, book.pages)
    sheets = sheet_resources(lambda name: read_sheet(whole.root, name))
    cover = _cover(whole, work.press.store)
    write_epub(book.issue, book.pages, sheets, faces, cover, build_date(whole), path, book.end)
    return [*book.problems, *check_epub_text(book.issue, read_epub(path)), *checked(path)]


def make_traditional(work: Work) -> list[Problem]:
    """繁体版, and beside it the report on what could have been converted otherwise."""
    from zbsh_pub.traditional import to_traditional
    from zbsh_pub.traditional.report import choices, missing_forms, to_json, to_text

    work.progress("epub")
    source = work.issue
    converted, fragments, problems = to_traditional(source, work.publication.fragments)
    issue = _illustrated(converted, work)
    pages = with_nav(issue, ebook_pages(issue, fragments))
    sheets = traditional_sheets(lambda name: read_sheet(source.root, name))
    path = work.stage / f"{source.manifest.stem}-zh-Hant.epub"
    cover = _cover(issue, work.press.store)
    write_epub(issue, pages, sheets, ebook_faces(issue, pages), cover, build_date(source), path)
    found = choices(source)
    path.with_suffix(".report.txt").write_text(to_text(found), encoding="utf-8")
    path.with_suffix(".report.json").write_text(to_json(found, source.manifest), encoding="utf-8")
    return [*problems, *missing_forms(source), *checked(path)]


def checked(path: Path) -> tuple[Problem, ...]:
    """What is wrong with the finished file by EPUB 3.3 and EPUB Accessibility 1.1."""
    return check_epub(path.read_bytes(), path.name).problems


def _illustrated(issue: Issue, work: Work) -> Issue:
    """The issue with its pictures as an EPUB carries them."""
    return replace(issue, pictures=carried(issue.pictures, carrying_of("epub"), work.press.store))


def ebook_faces(issue: Issue, pages: tuple[Page, ...]) -> tuple[Face, ...]:
    """The faces of the EPUB, cut to the characters of its pages and drawings."""
    drawn = _drawn_text(p.data for p in issue.pictures.values() if p.is_drawing)
    script = script_of(issue.manifest.magazine.language)
    return cut_faces(characters(pages) | set(drawn), EPUB_ROLES, script)


def _drawn_text(drawings: Iterable[bytes]) -> str:
    """Every character of some SVG files; more than their text, which does no harm to a font."""
    return "".join(data.decode("utf-8", "ignore") for data in drawings)


def _cover(issue: Issue, store: Store) -> bytes:
    """The cover picture, drawn once for equal art, text, sheets and faces."""
    setup = cover_setup(issue, store, COVER_SHEETS)

    def draw() -> bytes:
        with Press(setup, store) as press:
            return cover_jpeg(press, issue)

    return store.cached("cover", cover_key(setup, cover_unit(issue, None)), draw)


def cover_setup(issue: Issue, store: Store, sheets: tuple[str, ...]) -> Setup:
    """What a cover is laid out with: its art, these sheets, the faces of the issue's script."""
    name = issue.manifest.cover.art
    art = {name: carried({name: issue.pictures[name]}, carrying_of("screen"), store)[name].data}
    fonts = fonts_folder(script_of(issue.manifest.magazine.language))
    return Setup(tuple(read_sheet(issue.root, sheet) for sheet in sheets), art, fonts=fonts)


def cover_key(setup: Setup, unit: Unit, *more: str) -> str:
    """A digest of all that the picture of a cover depends on: art, text, sheets, faces, program and what is `more`."""
    laid_out = job_key(shared_key(setup), setup, job_of(unit))
    linked = folder_digest(CODE / "link")  # the picture is taken of a linked page
    return key_of([laid_out.encode(), linked.encode(), *map(str.encode, more)])
