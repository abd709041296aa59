"""The PDF editions of a build."""

from __future__ import annotations

from zbsh_pub.checks.pdf_file import check_pdf, read_pdf
from zbsh_pub.offprints.writer import write_offprints
from zbsh_pub.prepress.edition import print_edition
from zbsh_pub.problems import Problem
from zbsh_pub.statistics import article_facts
from zbsh_pub.work import Work, build_date


def make_screen(work: Work) -> list[Problem]:
    """The pages for the screen, read back and checked."""
    data = work.screen_pdf
    path = work.stage / f"{work.issue.manifest.stem}.pdf"
    path.write_bytes(data)
    work.progress("check")
    found = read_pdf(data, work.press.store, work.crew.later)
    return list(check_pdf(work.issue, work.layout.pagination, found, path.name))


def make_print(work: Work) -> list[Problem]:
    """The printer's files: the book block and the cover."""
    layout = work.layout
    work.progress("print")
    printed = print_edition(work.issue, layout, work.press, build_date(work.issue))
    for name, data in printed.files.items():
        (work.stage / name).write_bytes(data)
    return list(printed.problems)


def make_offprints(work: Work) -> list[Problem]:
    """抽印本: each article as a file of its own, and lists of all."""
    layout = work.layout
    work.progress("offprints")
    facts = article_facts(work.issue, work.publication.fragments, layout.pagination)
    write_offprints(work.issue, facts, layout, build_date(work.issue), work.stage)
    return []
