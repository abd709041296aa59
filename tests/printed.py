"""Pages laid out and PDFs made of a few blocks, for tests of the engine."""

from __future__ import annotations

from lxml.etree import _Element

from zbsh_pub.link import PdfFacts, link
from zbsh_pub.typeset import Engine, LaidOut
from zbsh_pub.typeset.job import Job
from zbsh_pub.xhtml import Page, to_html

FACTS = PdfFacts("x", (), "", (), "zh-Hans", "2024-01-01")


def job_of_blocks(*blocks: _Element) -> Job:
    """A page with these blocks as a job of the engine."""
    return Job("x", to_html(Page("x.html", "x", "zh-Hans", blocks)))


def pdf_of(engine: Engine, laid_out: LaidOut) -> bytes:
    """The finished PDF of what was laid out, from page 1."""
    return link([engine.number(laid_out, 1)], FACTS)
