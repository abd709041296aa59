"""What the editions of one build share: the issue, its composed units, one layout, and where the files go."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from zbsh_pub.cache import Store
from zbsh_pub.checks.loose_lines import check_loose_lines
from zbsh_pub.checks.pdf_file import PdfFile, read_pdf
from zbsh_pub.compose.print_article import article_units
from zbsh_pub.compose.unit import Unit
from zbsh_pub.copyedit.count import copy_findings
from zbsh_pub.house import read_sheet
from zbsh_pub.markdown import Fragment
from zbsh_pub.model import Issue
from zbsh_pub.pageplan.compare import page_plan
from zbsh_pub.pageplan.problems import check_plan
from zbsh_pub.pageplan.values import PagePlan
from zbsh_pub.pdf import SHEETS, Layout, lay_out_issue, lay_out_only, write_pdf
from zbsh_pub.problems import Problem
from zbsh_pub.renditions import carried, carrying_of
from zbsh_pub.typeset.chinese.house import House
from zbsh_pub.typeset.job import Setup
from zbsh_pub.typeset.press import Press
from zbsh_pub.typeset.workers import Crew

Progress = Callable[[str], None]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Loaded:
    """An issue read and converted: sound, and ready to be set."""

    issue: Issue
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """The issue in reading order: its articles as neutral trees, and as units of the print layout."""

    issue: Issue
    fragments: tuple[Fragment, ...]
    units: tuple[Unit, ...]


def compose(loaded: Loaded) -> Publication:
    """The units of the print layout. Pure."""
    return Publication(loaded.issue, loaded.fragments, article_units(loaded.issue, loaded.fragments))


def open_press(publication: Publication, store: Store, crew: Crew | None = None) -> Press:
    """The press with the issue's sheets and pictures."""
    issue = publication.issue
    resources = {name: p.data for name, p in carried(issue.pictures, carrying_of("screen"), store).items()}
    sheets = tuple(read_sheet(issue.root, name) for name in SHEETS)
    return Press(Setup(sheets, resources, House(**asdict(issue.manifest.house))), store, crew)


def build_date(issue: Issue) -> datetime:
    """SOURCE_DATE_EPOCH where it is a date, else the issue's date of publication: never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"[0-9]{1,10}", epoch):
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.combine(issue.manifest.issue.published, time(), UTC)


@dataclass(frozen=True)
class Work:
    """A build under way: what its editions are made from, and the folder that they are put into.

    All editions share one layout, made when the first of them asks for it; with `only` it is that of some articles.
    """

    publication: Publication
    press: Press
    crew: Crew
    stage: Path
    progress: Progress
    only: tuple[str, ...] = ()
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, make: Callable[[Work], Made]) -> Made:
        """What `make` makes of this build, made when it is asked for first: editions share it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    @property
    def issue(self) -> Issue:
        return self.publication.issue

    @cached_property
    def layout(self) -> Layout:
        if self.only:
            return lay_out_only(self.press, self.issue, self.publication.units, self.only, self.progress)
        layout = lay_out_issue(self.press, self.issue, self.publication.units, self.progress)
        _ = self.copy_findings  # workers that laid out have time now
        return layout

    @cached_property
    def copy_findings(self) -> Callable[[], int]:
        """What waits for the count of the copy's findings, which a worker may make meanwhile."""
        return self.crew.later(copy_findings, self.issue, self.press.store)

    @cached_property
    def plan(self) -> PagePlan:
        """The pages as planned against the pages as laid out."""
        return page_plan(self.issue, self.layout)

    @cached_property
    def screen_pdf(self) -> bytes:
        """The pages for the screen, from which other PDF editions are made too."""
        layout = self.layout
        self.progress("pdf")
        return write_pdf(self.issue, layout, build_date(self.issue))

    @cached_property
    def screen_file(self) -> PdfFile:
        """The finished pages for the screen, read back."""
        return read_pdf(self.screen_pdf, self.press.store, self.crew.later)

    def path(self, suffix: str) -> Path:
        """Where the edition with this ending is put."""
        return self.stage / f"{self.issue.manifest.stem}{suffix}"

    @property
    def layout_problems(self) -> list[Problem]:
        """What was met while pages were laid out, if they were."""
        if "layout" not in vars(self):
            return []
        loose = check_loose_lines(self.issue, self.layout)
        return [*self.layout.problems, *loose, *(() if self.only else check_plan(self.plan))]
