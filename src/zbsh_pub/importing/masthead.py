"""The masthead (版权页): names and values, and the lines it takes up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zbsh_pub.importing.features import Line, ends_sentence
from zbsh_pub.importing.words import masthead_fields

_ISSUE = re.compile(r"(\d{4})年\s*第\s*(\d{1,3})\s*期")
_SERIAL = re.compile(r"总第\s*(\d+)\s*(?:[—–－~～-]+\s*(\d+)\s*)?期")
_FREQUENCY = re.compile(r"每[月周旬季]\S{0,10}出版|^(?:半月刊|月刊|周刊|旬刊|双月刊|季刊)$")
_REACH, _LONGEST, _LEAST = 4, 40, 4


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the masthead: key of issue.yaml (or `role.` with a MARC code), printed name, value, lines."""

    key: str
    name: str
    value: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Masthead:
    """The facts in the order of print, and the numbers of all lines of the masthead."""

    facts: tuple[Fact, ...]
    lines: frozenset[int]

    def value(self, key: str) -> str:
        """The value of the first fact with this key; empty where there is none."""
        return next((fact.value for fact in self.facts if fact.key == key), "")


def read_masthead(lines: Sequence[Line], taken: frozenset[int]) -> Masthead:
    """The masthead among lines that are not `taken`; empty where fewer than four of its names stand together."""
    fields = [i for i, line in enumerate(lines) if line.number not in taken and _field(line.text)]
    run = _longest_run(fields)
    if len(run) < _LEAST:
        return Masthead((), frozenset())
    first, last = run[0], run[-1]
    while first and _belongs(lines[first - 1], taken):
        first -= 1
    while last + 1 < len(lines) and _belongs(lines[last + 1], taken):
        last += 1
    page = lines[first : last + 1]
    return Masthead(tuple(_facts(page)), frozenset(line.number for line in page))


def masthead_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Numbers of the lines that are the masthead's by themselves: a printed name with its value, the issue's number."""
    return frozenset(line.number for line in lines if _field(line.text) or _is_number(line.text))


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST and bool(_ISSUE.search(text) or _SERIAL.search(text) or _FREQUENCY.search(text))


def _field(text: str) -> tuple[str, str] | None:
    """(printed name, value) of a line of the masthead."""
    match = re.fullmatch(r"([\u4e00-\u9fff]{2,12})[\s:：]+(\S.*)", text)
    return (match[1], match[2].strip()) if match and match[1] in masthead_fields() else None


def _longest_run(places: Sequence[int]) -> list[int]:
    runs: list[list[int]] = [[]]
    for place in places:
        if runs[-1] and place - runs[-1][-1] > _REACH:
            runs.append([])
        runs[-1].append(place)
    return max(runs, key=len)


def _belongs(line: Line, taken: frozenset[int]) -> bool:
    """Whether a line beside the facts is one of the masthead: the magazine's name, its number, a line of contact."""
    return line.number not in taken and len(line.text) <= _LONGEST and not ends_sentence(line.text) and line.before < 4


def _facts(page: Sequence[Line]) -> list[Fact]:
    facts: list[Fact] = []
    for line in page:
        found = _field(line.text)
        if found:
            facts.append(Fact(masthead_fields()[found[0]], *found, (line.number,)))
        elif facts and _goes_on(facts[-1], line):
            last = facts.pop()
            facts.append(Fact(last.key, last.name, f"{last.value} {line.text}", (*last.lines, line.number)))
        else:
            facts += _loose(line, first=line is page[0])
    return facts


def _goes_on(fact: Fact, line: Line) -> bool:
    """Names that follow names without a blank line, and the address below a partner's name."""
    below = line.before == 0 and line.number == fact.lines[-1] + 1
    return below and (fact.key.startswith("role.") or line.text.startswith(("http", "www")))


def _loose(line: Line, *, first: bool) -> list[Fact]:
    """Facts of lines that have no printed name: number of the issue, serial number, frequency, the magazine's name."""
    text, found = line.text, []
    issue, serial, frequency = _ISSUE.search(text), _SERIAL.search(text), _FREQUENCY.search(text)
    if issue:
        found.append(("issue.year", issue[1]))
        found.append(("issue.number", issue[2]))
        half = re.search(r"上下半月|上半月|下半月", text)
        found += [("issue.half-months", half[0])] if half else []
    if "合刊" in text:
        found.append(("issue.combined", "合刊"))
    if serial:
        found.append(("issue.serial", "-".join(filter(None, serial.groups()))))
    if frequency:
        found.append(("magazine.frequency", frequency[0]))
    if not found:
        found.append(("magazine.title" if first else "magazine.matrix" if "矩阵" in text else "other", text))
    return [Fact(key, "", value, (line.number,)) for key, value in found]
