"""Numbers that Word computes (17.9): which list a paragraph is in, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from zbsh_pub.importing.word.numerals import numeral
from zbsh_pub.importing.word.ooxml import child, is_on, q, value
from zbsh_pub.importing.word.styles import Styles

_PLAIN = re.compile(r"%\d[.．]")  # what Markdown writes as an ordered list


@dataclass(frozen=True, slots=True)
class Label:
    """What Word prints before a paragraph: its text, its level from 0, and whether the dialect has such a list."""

    text: str
    level: int
    kind: str  # "bullet", "ordered", "literal"
    known: bool = True


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int
    legal: bool
    restart: str


@dataclass(slots=True)
class Numbering:
    """Counts through the paragraphs of a document in order."""

    styles: Styles
    lists: Mapping[str, tuple[str, Mapping[int, _Level], Mapping[int, int]]]
    style_levels: Mapping[tuple[str, str], int]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: _Element) -> Label | None:
        """The number before a paragraph; none where it has no number. To be asked once for each, in order."""
        number, level = self._membership(paragraph)
        if number not in self.lists:
            return None
        abstract, levels, starts = self.lists[number]
        if level not in levels:
            return None
        counters = self.counters.setdefault(abstract, {})
        self._count(number, level, levels, starts, counters)
        return _label(levels, level, counters)

    def _membership(self, paragraph: _Element) -> tuple[str, int]:
        numbers = self.styles.property(paragraph, "w:numPr", "w:numId")
        number = value(numbers)
        said = value(child(paragraph, "w:pPr", "w:numPr", "w:ilvl"))
        if said.isdigit():
            return number, int(said)
        for style in self.styles.chain(self.styles.style_of(paragraph)):
            key = (number, value(style, "w:styleId"))
            if key in self.style_levels:
                return number, self.style_levels[key]
        inherited = value(self.styles.property(paragraph, "w:numPr", "w:ilvl"))
        return number, int(inherited) if inherited.isdigit() else 0

    def _count(
        self,
        number: str,
        level: int,
        levels: Mapping[int, _Level],
        starts: Mapping[int, int],
        counters: dict[int, int],
    ) -> None:
        """One more on this level; deeper levels begin anew (17.9.10)."""
        if level in starts and (number, level) not in self.restarted:
            self.restarted.add((number, level))
            counters[level] = starts[level]
        else:
            counters[level] = counters.get(level, levels[level].start - 1) + 1
        for above in range(level):
            counters.setdefault(above, levels[above].start if above in levels else 1)
        for deeper in [key for key in counters if key > level and _restarts(levels.get(key), level)]:
            del counters[deeper]


def _restarts(level: _Level | None, after: int) -> bool:
    return level is None or level.restart in ("", *map(str, range(after + 1, 10)))


def _label(levels: Mapping[int, _Level], level: int, counters: Mapping[int, int]) -> Label:
    here = levels[level]
    if here.form == "bullet":
        return Label("", level, "bullet")
    known = True

    def written(match: re.Match[str]) -> str:
        nonlocal known
        at = int(match[1]) - 1
        form = "decimal" if here.legal or at not in levels else levels[at].form
        text = numeral(counters.get(at, 1), form)
        known = known and text is not None
        return str(counters.get(at, 1)) if text is None else text

    text = re.sub(r"%([1-9])", written, here.pattern).strip()
    text += " " if re.search(r"[\w.．]$", text, re.ASCII) else ""
    plain = here.form == "decimal" and level == 0 and _PLAIN.fullmatch(here.pattern)
    return Label(text.strip() if plain else text, level, "ordered" if plain else "literal", known)


def read_numbering(root: _Element | None, styles: Styles) -> Numbering:
    """The lists of the numbering part, ready to count."""
    abstracts = {} if root is None else {value(n, "w:abstractNumId"): n for n in root.iter(q("w:abstractNum"))}
    linked = {value(child(node, "w:styleLink")): key for key, node in abstracts.items()}
    lists: dict[str, tuple[str, Mapping[int, _Level], Mapping[int, int]]] = {}
    style_levels: dict[tuple[str, str], int] = {}
    for node in [] if root is None else root.iter(q("w:num")):
        number, abstract = value(node, "w:numId"), value(child(node, "w:abstractNumId"))
        link = value(child(abstracts.get(abstract), "w:numStyleLink"))
        abstract = linked.get(link, abstract) if link else abstract
        if abstract not in abstracts:
            continue
        nodes = {value(level, "w:ilvl"): level for level in abstracts[abstract].iter(q("w:lvl"))}
        overrides = {value(o, "w:ilvl"): o for o in node.iter(q("w:lvlOverride"))}
        nodes |= {key: level for key, o in overrides.items() if (level := child(o, "w:lvl")) is not None}
        levels = {int(key): _level(level) for key, level in nodes.items() if key.isdigit()}
        starts = {
            int(key): int(start)
            for key, o in overrides.items()
            if key.isdigit() and (start := value(child(o, "w:startOverride"))).isdigit()
        }
        lists[number] = (abstract, levels, starts)
        style_levels |= {
            (number, value(child(level, "w:pStyle"))): int(key)
            for key, level in nodes.items()
            if key.isdigit() and child(level, "w:pStyle") is not None
        }
    return Numbering(styles, lists, style_levels)


def _level(node: _Element) -> _Level:
    start = value(child(node, "w:start"))
    return _Level(
        form=value(child(node, "w:numFmt")) or "decimal",
        pattern=value(child(node, "w:lvlText")),
        start=int(start) if start.isdigit() else 0,
        legal=bool(is_on(child(node, "w:isLgl"))),
        restart=value(child(node, "w:lvlRestart")),
    )
