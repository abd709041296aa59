"""Judge a PDF for a purpose: facts, then rules."""

from __future__ import annotations

from dataclasses import dataclass

from zbsh_pub.preflight.facts import Facts
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.preflight.reading import Locked, read_facts
from zbsh_pub.preflight.rule import Finding, Found, PageRef, Purpose, Rule, Thing
from zbsh_pub.preflight.rules import RULES
from zbsh_pub.problems import Severity

_LOCKED = "X30"


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was found in a file for a purpose; `pages` is the number of its pages."""

    purpose: Purpose
    pages: int
    limits: Limits
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        return sum(finding.is_error for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors


def check_pdf(data: bytes, purpose: Purpose, limits: Limits) -> Preflight:
    """Everything that is wrong with a PDF for a purpose.

    A file that a password locks is told as encrypted. Raises `NoPdf` where the bytes cannot be opened as a PDF.
    """
    try:
        facts = read_facts(data, inks=purpose == "print")
    except Locked:
        return Preflight(purpose, 0, limits, (Finding(_LOCKED, "error", None, Thing("file"), {}),))
    return Preflight(purpose, len(facts.pages), limits, judge(facts, purpose, limits))


def judge(facts: Facts, purpose: Purpose, limits: Limits) -> tuple[Finding, ...]:
    """What the rules of a purpose find in the facts, in the order of their codes. Pure."""
    return tuple(
        _finding(rule, severity, found, facts)
        for rule in RULES
        if (severity := rule.severity(purpose)) is not None
        for found in rule.judge(facts, limits)
    )


def _finding(rule: Rule, severity: Severity, found: Found, facts: Facts) -> Finding:
    page = None if found.page is None else PageRef(found.page, facts.pages[found.page].label)
    return Finding(rule.code, severity, page, found.thing, found.details)
