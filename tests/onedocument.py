"""The same jobs as one document, by WeasyPrint's own means: what the linker's PDF is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from weasyprint.document import Page
from weasyprint.pdf.metadata import DocumentMetadata

from zbsh_pub.link import PdfFacts
from zbsh_pub.typeset import Engine
from zbsh_pub.typeset.chinese.seam import chinese_lines
from zbsh_pub.typeset.drawing import own_tags
from zbsh_pub.typeset.job import Job, Setup


def one_document(
    setup: Setup, parts: Sequence[tuple[Sequence[Job], int]], over: Mapping[str, tuple[int, Job]], facts: PdfFacts
) -> bytes:
    """All pages drawn at once. `parts` are jobs in order and the number of their first page.

    `over` has by a job's id the page of it (from 0) over which another job's only page is laid.
    """
    documents = []
    with Engine(setup) as engine:
        for jobs, page in parts:
            for job in jobs:
                fitted = engine.lay_out(job, page).job  # with the copyfitting that was chosen
                documents.append(engine._render(fitted, page))
                if job.id in over:
                    place, panel = over[job.id]
                    pages_of = documents[-1].pages
                    pages_of[place] = _with_panel(pages_of[place], engine._render(panel, 1).pages[0])
                page += len(documents[-1].pages)
        pages: list[Any] = [page for document in documents for page in document.pages]
        whole = documents[0].copy(pages)
        whole.metadata = DocumentMetadata(title=facts.title, lang=facts.language)
        with chinese_lines(setup.house), own_tags(pages):
            data: bytes = whole.write_pdf(pdf_tags=True)
    return data


def _with_panel(page: Any, panel: Any) -> Any:
    """A page with the content of another one over it; its links and anchors come along."""
    box = page._page_box
    return Page(box.copy_with_children([*box.children, panel._page_box.children[0]]))
