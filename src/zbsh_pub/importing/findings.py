"""What the import reports beside its decisions: names, pages and titles that disagree, marks that do not pair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zbsh_pub.importing.contents_page import Entry
from zbsh_pub.importing.draft import DraftArticle, plain
from zbsh_pub.importing.features import key, open_marks
from zbsh_pub.importing.labelling import Labelled
from zbsh_pub.importing.layout import Extent
from zbsh_pub.importing.reading import Reading
from zbsh_pub.importing.words import one_of
from zbsh_pub.problems import Problem, problem

_FOREIGN = re.compile(rf"(?<=[\u4e00-\u9fff，、])\s*\b({one_of('misread')})\b\s*(?=[\u4e00-\u9fff])")


def find_disagreements(reading: Reading, name: str) -> Iterator[Problem]:
    """Problems of the printed issue and of its extraction, with file and line of the source."""
    yield from _missing(reading, name) if reading.extents else ()
    yield from _pages(reading.contents.entries, name)
    for extent in reading.extents:
        yield from _authors(extent, name)
        yield from _title(extent, reading.of(extent.anchor.entry.place), name)
    for item in reading.lines:
        if item.verdict.label == "qr":
            yield problem("N11", name, item.line.number, text=item.line.text)
        for match in _FOREIGN.finditer(item.line.text):
            yield problem("N16", name, item.line.number, match.start(1) + 1, word=match[1])


def find_unpaired(articles: Sequence[DraftArticle], name: str) -> Iterator[Problem]:
    """Quotation marks and brackets that a whole paragraph opens without closing them, or the other way round."""
    for article in articles:
        for block in article.blocks:
            for text in block.texts:
                marks = open_marks(plain(text))
                if marks and text:
                    yield problem("N09", name, text[0].line, marks="".join(marks), text=plain(text)[:16])


def _missing(reading: Reading, name: str) -> Iterator[Problem]:
    found = {extent.anchor.entry.place for extent in reading.extents}
    for entry in reading.contents.entries:
        if entry.place not in found:
            yield problem("N06", name, entry.rows[0][0], title=" ".join(entry.title))


def _pages(entries: Sequence[Entry], name: str) -> Iterator[Problem]:
    highest = 0
    for entry in entries:
        if entry.page < highest:
            yield problem("N08", name, entry.rows[0][0], page=entry.page, before=highest)
        highest = max(highest, entry.page)


def _authors(extent: Extent, name: str) -> Iterator[Problem]:
    printed, signed = extent.anchor.entry.authors, extent.authors
    if signed and list(map(key, printed)) != list(map(key, signed)):
        line = next(line.number for line, label in extent.head if label == "byline")
        yield problem("N07", name, line, byline="、".join(signed), contents="、".join(printed))


def _title(extent: Extent, lines: Sequence[Labelled], name: str) -> Iterator[Problem]:
    """A title whose letters are not those of the contents page."""
    entry = extent.anchor.entry
    wanted = key("".join((*entry.kicker, *entry.title, entry.subtitle)))
    for item in lines:
        in_head = item.verdict.label in ("title", "kicker", "subtitle") and item.verdict.rule != "displaced-subtitle"
        if in_head and key(item.line.text) not in wanted:
            yield problem("N10", name, item.line.number, text=item.line.text, contents=" ".join(entry.title))
