"""The report of a build for its editors."""

from __future__ import annotations

from zbsh_pub.copyedit.check import check_copy
from zbsh_pub.preflighted import preflight_files
from zbsh_pub.problems import Problem, in_order
from zbsh_pub.report.facts import ReportFacts
from zbsh_pub.report.typesetting import typesetting
from zbsh_pub.report.writer import write_report
from zbsh_pub.statistics import article_facts
from zbsh_pub.work import Work, build_date


def make_report(work: Work, problems: tuple[Problem, ...]) -> None:
    """The page that tells of the finished files, of `problems`, and of what a copy editor would look at."""
    work.progress("report")
    if work.press.store.on:  # a worker measures what the report will find in the store
        measured = work.crew.later(typesetting, work.screen_pdf, work.press.store)
        facts = report_facts(work, problems)
        measured()
    else:
        facts = report_facts(work, problems)
    write_report(facts, work.stage)


def report_facts(work: Work, problems: tuple[Problem, ...]) -> ReportFacts:
    """What the report tells of."""
    issue, taken = work.issue, {found.place for found in problems}
    return ReportFacts(
        issue,
        article_facts(issue, work.publication.fragments, work.layout.pagination),
        work.plan,
        work.screen_pdf,
        in_order([*problems, *(found for found in check_copy(issue) if found.place not in taken)]),
        build_date(issue),
        work.press.store,
        preflight_files(work.stage, issue.manifest, work.press.store, work.crew.later),
    )
