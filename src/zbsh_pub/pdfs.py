"""The PDF editions of a build. What only one of them needs is imported by it."""

from __future__ import annotations

from dataclasses import replace

from zbsh_pub.checks.pdf_file import check_pdf
from zbsh_pub.editions import PROOF
from zbsh_pub.house import read_sheet
from zbsh_pub.problems import Problem
from zbsh_pub.work import Work, build_date


def make_screen(work: Work) -> list[Problem]:
    """The pages for the screen, read back and checked."""
    path = work.path(".pdf")
    path.write_bytes(work.screen_pdf)
    work.progress("check")
    return list(check_pdf(work.issue, work.layout.pagination, work.screen_file, path.name))


def make_print(work: Work) -> list[Problem]:
    """The printer's files: the book block and the cover."""
    from zbsh_pub.prepress.edition import print_edition

    layout = work.layout
    work.progress("print")
    printed = print_edition(work.issue, layout, work.press, build_date(work.issue))
    for name, data in printed.files.items():
        (work.stage / name).write_bytes(data)
    return list(printed.problems)


def make_proof(work: Work) -> list[Problem]:
    """The pages for the proofreaders, or those of some articles."""
    from zbsh_pub.copyedit.check import check_copy
    from zbsh_pub.proof.edition import Proofs, proof_pdf
    from zbsh_pub.proof.looks import PROOF_LOOKS, read_looks

    issue, layout = work.issue, work.layout
    work.progress("proof")
    fragments = {fragment.article: fragment for fragment in work.publication.fragments}
    looks = read_looks(read_sheet(issue.root, PROOF_LOOKS))
    shown = frozenset(unit.id for unit in layout.articles)
    part = replace(issue, articles=tuple(article for article in issue.articles if article.entry.id in shown))
    proofs = Proofs(issue, fragments, looks, tuple(check_copy(part, manifest=not work.only)))
    names = "-".join((issue.manifest.stem, PROOF, *work.only))
    (work.stage / f"{names}.pdf").write_bytes(proof_pdf(proofs, layout, build_date(issue)))
    return []


def make_offprints(work: Work) -> list[Problem]:
    """抽印本: each article as a file of its own, and lists of all."""
    from zbsh_pub.offprints.writer import write_offprints
    from zbsh_pub.statistics import article_facts

    layout = work.layout
    work.progress("offprints")
    facts = article_facts(work.issue, work.publication.fragments, layout.pagination)
    write_offprints(work.issue, facts, layout, build_date(work.issue), work.stage)
    return []
