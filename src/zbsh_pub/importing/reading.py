"""The text of the whole issue, read: contents, masthead, and every line labelled. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zbsh_pub.importing.anchors import find_anchors
from zbsh_pub.importing.contents_page import Contents, Entry, read_contents
from zbsh_pub.importing.features import Line
from zbsh_pub.importing.labelling import Labelled, label_lines
from zbsh_pub.importing.layout import Extent, lay_out
from zbsh_pub.importing.masthead import Masthead, masthead_lines, read_masthead
from zbsh_pub.importing.overrides import Overrides


@dataclass(frozen=True, slots=True)
class Reading:
    """All lines that are not blank, labelled; contents and masthead; the articles that were found, in order."""

    lines: tuple[Labelled, ...]
    contents: Contents
    masthead: Masthead
    extents: tuple[Extent, ...]

    def of(self, article: int) -> list[Labelled]:
        """The lines of the article at this place; of none, with 0."""
        return [item for item in self.lines if item.article == article]


def read_issue_text(lines: Sequence[Line], overrides: Overrides) -> Reading:
    """Label every line: front matter first, then where articles begin, then what their lines are."""
    contents = read_contents(lines, masthead_lines(lines))
    masthead = read_masthead(lines, contents.lines)
    front = contents.lines | masthead.lines
    anchors = find_anchors(contents.entries, lines, front)
    layout = lay_out(lines, anchors, front)
    labelled = label_lines(layout, contents.lines, masthead.lines, overrides.labels)
    moved = tuple(replace(item, article=overrides.articles.get(item.line.number, item.article)) for item in labelled)
    return Reading(moved, contents, masthead, tuple(map(_with_authors, layout.extents)))


def _with_authors(extent: Extent) -> Extent:
    """The entry with the authors of the byline, where the contents page names none or hides them in the title."""
    entry = extent.anchor.entry
    if entry.authors or not extent.authors:
        return extent
    title = _without_names(entry, extent.authors)
    anchor = replace(extent.anchor, entry=replace(entry, title=title, authors=extent.authors))
    return replace(extent, anchor=anchor)


def _without_names(entry: Entry, names: Sequence[str]) -> tuple[str, ...]:
    """The title's rows without the names that end the last one."""
    last = entry.title[-1]
    for name in reversed(names):
        last = last.removesuffix(name).rstrip()
    return (*entry.title[:-1], last) if last else entry.title[:-1] or entry.title
