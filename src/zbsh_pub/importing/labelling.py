"""A label for each line of the issue, with the rule that gave it and how sure it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zbsh_pub.importing.context import Context, Knowledge, Profile, could_be_heading, level_of, profile_of
from zbsh_pub.importing.features import Line, ends_sentence, has_end_mark
from zbsh_pub.importing.layout import Extent, Layout
from zbsh_pub.importing.rules import Verdict, is_plainly_other, judge
from zbsh_pub.importing.seams import learn
from zbsh_pub.importing.words import one_of

_RETURNS, _LONGEST_RUNNING = 4, 24
TEXT = ("p", "cont", "h2", "h3", "h4", "hcont")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line with its verdict and its article's place in the contents (0: no article)."""

    line: Line
    article: int
    verdict: Verdict


Pins = Mapping[int, str]


def label_lines(layout: Layout, contents: frozenset[int], masthead: frozenset[int], pins: Pins) -> tuple[Labelled, ...]:
    """Every line of the issue, labelled, in the order of the source; `pins` are an editor's labels by line number."""
    known = _knowledge(layout)
    found = [_outside(line, contents, masthead) for line in layout.outside]
    for extent in layout.extents:
        place = extent.anchor.entry.place
        found += [Labelled(line, place, _of_head(label, extent)) for line, label in extent.head]
        found += [Labelled(line, place, verdict) for line, verdict in _body(extent, known, pins)]
    pinned = [replace(item, verdict=_pinned(item, pins)) for item in found]
    return tuple(sorted(pinned, key=lambda item: item.line.number))


def _pinned(item: Labelled, pins: Pins) -> Verdict:
    label = pins.get(item.line.number)
    return item.verdict if label is None else _editors(label, item.line)


def _editors(label: str, line: Line) -> Verdict:
    levels = {"h2": 2, "h3": 3, "h4": 4, "hcont": level_of(line.text) or 2}
    return Verdict(label, 1.0, "editor", levels.get(label, 0))


def _outside(line: Line, contents: frozenset[int], masthead: frozenset[int]) -> Labelled:
    if line.number in contents:
        return Labelled(line, 0, Verdict("contents", 0.97, "contents-page"))
    if line.number in masthead:
        return Labelled(line, 0, Verdict("masthead", 0.97, "masthead"))
    sure = ends_sentence(line.text) or line.text in one_of("statement")
    return Labelled(line, 0, Verdict("statement", 0.9 if sure else 0.6, "notice"))


def _of_head(label: str, extent: Extent) -> Verdict:
    """Head lines are as sure as the title that they stand with; a sentence drawn out less so."""
    likeness = min(0.99, extent.anchor.likeness)
    if label == "pullquote":
        likeness *= 0.7
    names = {"title": "title-of-contents", "byline": "byline", "kicker": "line-above-title", "pullquote": "drawn-out"}
    return Verdict(label, round(likeness, 3), names.get(label, f"{label}-by-title"))


def _knowledge(layout: Layout) -> Knowledge:
    """Seams of all articles' text, and short lines that return in at least four places."""
    lines = [line for extent in layout.extents for line in extent.body]
    repeated = Counter(
        line.text for line in lines if len(line.text) <= _LONGEST_RUNNING and not ends_sentence(line.text)
    )
    running = frozenset(text for text, count in repeated.items() if count >= _RETURNS and could_be_running(text))
    return Knowledge(learn(line.text for line in lines), running)


def could_be_running(text: str) -> bool:
    """Whether a line that returns can be a running head: not a hint beside a code, and not a row of dots."""
    return not re.search(one_of("qr"), text) and re.search(r"\w", text) is not None


def _body(extent: Extent, known: Knowledge, pins: Pins) -> Iterator[tuple[Line, Verdict]]:
    """The verdicts of an article's body, line by line: what was found above bears on what comes."""
    profile = _profile(extent.body)
    before: Line | None = None
    above, ended = "", False
    for place, line in enumerate(extent.body):
        context = Context(extent.body, place, before, above, ended, known, profile)
        pinned = pins.get(line.number)
        verdict = _editors(pinned, line) if pinned else judge(context)
        yield line, verdict
        if verdict.label in TEXT:
            before, above = line, verdict.label
        ended = ended or has_end_mark(line.text) or verdict.label in ("bio", "source")


def _profile(body: Sequence[Line]) -> Profile:
    """The lines that could be headings, judged without their surroundings."""
    return profile_of(body, [line for line in body if could_be_heading(line) and not is_plainly_other(line.text)])
