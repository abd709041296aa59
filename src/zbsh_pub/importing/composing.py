"""A reading into the draft of the whole issue. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from zbsh_pub.importing.contents_page import Entry
from zbsh_pub.importing.draft import DraftArticle, DraftIssue, Drop
from zbsh_pub.importing.drafting import draft_article, draft_notices
from zbsh_pub.importing.manifest_writer import section_id
from zbsh_pub.importing.overrides import Overrides
from zbsh_pub.importing.reading import Reading


@dataclass(frozen=True, slots=True)
class Composed:
    """The draft, and how sure each run-in lead is, by the line that it opens."""

    draft: DraftIssue
    leads: Mapping[int, float]


def compose_draft(reading: Reading, overrides: Overrides) -> Composed:
    """Articles in the order of the contents page, each in the folder of its section, and the magazine's notices."""
    articles: list[DraftArticle] = []
    drops: list[Drop] = []
    leads: dict[int, float] = {}
    for entry, file in _files(reading):
        lines = reading.of(entry.place)
        drafted = draft_article(_with_subtitle(entry, reading), file, lines, overrides.leads)
        articles.append(drafted.article)
        drops += drafted.drops
        leads.update(drafted.leads)
    outside = [item for item in reading.of(0) if item.verdict.label not in ("contents", "masthead")]
    notices, more = draft_notices([item for item in outside if item.verdict.label == "statement"])
    loose = [Drop(i.line.number, 0, len(i.line.raw), "no-place") for i in outside if i.verdict.label != "statement"]
    for notice in notices:
        if not notice.paragraphs:
            loose += [Drop(span.line, span.start, span.end, "no-place") for span in notice.title]
    return Composed(DraftIssue(reading.masthead.facts, tuple(articles), notices, (*drops, *more, *loose)), leads)


def _files(reading: Reading) -> list[tuple[Entry, str]]:
    """Each article that was found, its page no lower than the one before, with a file name of its own."""
    found: list[tuple[Entry, str]] = []
    names: set[str] = set()
    section, number, page = None, 0, 1
    for extent in reading.extents:
        entry = extent.anchor.entry
        if entry.section != section:
            section, number = entry.section, number + 1
        page = max(page, entry.page)
        name, count = f"p{page:03}", 1
        while name in names:
            count += 1
            name = f"p{page:03}-{count}"
        names.add(name)
        found.append((replace(entry, page=page), f"manuscript/{section_id(number)}/{name}.md"))
    return found


def _with_subtitle(entry: Entry, reading: Reading) -> Entry:
    """The entry with the subtitle that stands in the text, where the contents page leaves it out."""
    if entry.subtitle:
        return entry
    found = [item.line.text for item in reading.of(entry.place) if item.verdict.label == "subtitle"]
    return replace(entry, subtitle=found[0]) if found else entry
