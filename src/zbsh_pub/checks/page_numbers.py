"""One numbering in all finished files: contents, folios, page labels, bookmarks and the EPUB's page-list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbsh_pub.checks.epub_pages import Document, PagedEpub, Turn
from zbsh_pub.checks.pdf_file import PdfFile, marked_pages
from zbsh_pub.compose.ebook import article_name
from zbsh_pub.model import Issue, Pagination
from zbsh_pub.problems import Problem, problem

_RUN = 12  # characters that say where in the text a page begins
_LIST_MARK = re.compile(r"\d+\.")
# PDFium takes hyphens at line ends for its own; the end mark is drawn, not said.
_UNSAID = re.compile("[-\u2010\u2011\x02\ufffe■]")


def check_page_list(issue: Issue, pagination: Pagination, epub: PagedEpub, name: str) -> Iterator[Problem]:
    """P04: printed pages that the EPUB's page-list, its NCX or its text lacks, has too often or out of order."""
    wanted = [page.label for page in pagination.pages]
    turns = [(turn.label, turn.address) for document in epub.documents for turn in document.turns]
    source = f"urn:issn:{issue.manifest.magazine.issn}"
    lists = (turns, list(epub.page_list), list(epub.ncx_list))
    if [label for label, _ in turns] == wanted and lists[0] == lists[1] == lists[2] and epub.source == source:
        return
    rows = max(len(wanted), *map(len, lists))
    wrong = (row for row in range(rows) if not _agree(row, wanted, lists))
    row = next(wrong, -1)
    page = wanted[row] if 0 <= row < len(wanted) else "—"
    found = ["、".join(label for label, _ in entries[row : row + 1]) or "—" for entries in lists] if row >= 0 else []
    yield problem("P04", name, page=page, found=" / ".join(found) or epub.source or "—")


def _agree(row: int, wanted: list[str], lists: tuple[list[tuple[str, str]], ...]) -> bool:
    entries = [entries[row] if row < len(entries) else ("", "") for entries in lists]
    return row < len(wanted) and entries[0][0] == wanted[row] and len(set(entries)) == 1


def check_same_pages(issue: Issue, epub: PagedEpub, pdf: PdfFile, name: str) -> Iterator[Problem]:
    """P05: pages of the PDF that do not begin where the EPUB says; P06: articles on another page."""
    numbers = {page.label: index for index, page in enumerate(pdf.pages)}
    for document in epub.documents:
        for turn in document.turns:
            index = numbers.get(turn.label, -1)
            if index < 0 or not _begins(turn, document, pdf, index):
                yield problem("P05", name, page=turn.label, text=turn.after[:_RUN])
    _, targets = marked_pages(issue, pdf)
    pages = _pages_of_documents(epub)
    for entry, target in zip(issue.manifest.entries, targets, strict=True):
        in_epub, in_pdf = pages.get(article_name(entry.id), "—"), pdf.pages[target].label if target >= 0 else "—"
        if in_epub != in_pdf:
            yield problem("P06", name, title=entry.title.main, epub=in_epub, pdf=in_pdf)


def _begins(turn: Turn, document: Document, pdf: PdfFile, index: int) -> bool:
    """Does the page begin with what follows the mark? At the head of a document: does it show its heading?

    A mark stands before a link or a ruby, though the page may turn inside. Where the text layer of the page does
    not begin with its first words, these must stand on it, and those before them on the page before, not beside them.
    """
    text = _bare(pdf.pages[index].text)
    if not turn.before and turn in document.opening[-1:]:
        return _bare(document.heading) in text
    if not turn.after:
        return True
    shown = _LIST_MARK.sub("", text, count=1) if _LIST_MARK.match(text) else text
    before, after = _bare(turn.before), _bare(turn.after)
    runs = [after[skip : skip + _RUN] for skip in range(turn.held + 1)]
    if any(run and (text.startswith(run) or shown.startswith(run)) for run in runs):
        return True
    previous = _bare(pdf.pages[index - 1].text) if index else ""
    seam = before[-_RUN // 2 :] + after[: _RUN // 2]
    return after[:_RUN] in text and (not before or (before[-_RUN:] in previous and seam not in text))


def _bare(text: str) -> str:
    return _UNSAID.sub("", text)


def _pages_of_documents(epub: PagedEpub) -> dict[str, str]:
    """The printed page on which each document begins, by its name without the package's folder."""
    pages, current = {}, ""
    for document in epub.documents:
        current = document.opening[-1].label if document.opening else current
        pages["/".join(document.name.split("/")[-2:])] = current
        current = document.turns[-1].label if document.turns else current
    return pages
