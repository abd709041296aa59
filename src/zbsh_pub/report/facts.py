"""All that the report tells of, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from zbsh_pub.cache import Store
from zbsh_pub.model import Issue
from zbsh_pub.pageplan.values import PagePlan
from zbsh_pub.problems import Bilingual, Problem, Severity
from zbsh_pub.statistics import ArticleFacts


@dataclass(frozen=True, slots=True)
class PreflightFinding:
    """What a preflight of a finished file found; `page` is the index from 0, −1 for the file; `object` what it is."""

    code: str
    severity: Severity
    file: str
    page: int
    object: Bilingual
    message: Bilingual
    cure: Bilingual


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """An issue as it was built: statistics, page plan, the finished screen edition, and what was found.

    `created` is the date of the files (never the clock). The `store` knows pages and measurements made before.
    """

    issue: Issue
    articles: tuple[ArticleFacts, ...]
    plan: PagePlan
    pdf: bytes = field(repr=False)
    problems: tuple[Problem, ...]
    created: datetime
    store: Store
    preflight: tuple[PreflightFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file of the build: name, bytes, SHA-256."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the views start from: the facts, and what was drawn, measured and listed for them."""

    facts: ReportFacts
    thumbs: tuple[bytes, ...] = field(repr=False)
    typesetting: dict[str, Any] = field(repr=False)
    files: tuple[Finished, ...]
