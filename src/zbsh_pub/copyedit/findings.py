"""What the rules find in a text, with exact places, and the text with the mechanical findings mended."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zbsh_pub.copyedit.rule import ATOM, PARAGRAPH, Hit, Rule
from zbsh_pub.copyedit.rules import RULES
from zbsh_pub.copyedit.text import Running, plain_text

Reader = Callable[[str], Running]
_CONTEXT = 4
_PASSES = 12  # a mended text may show the next finding; four passes are the most that was ever seen


@dataclass(frozen=True, slots=True)
class Edit:
    """Source text from `start` up to `end`, and what shall stand there instead."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found, at `offset` of the source; line and column count from 1, `length` in characters.

    `found` and `suggestion` show a few characters of context. `edits` make the change; none where an editor
    must say what to write, or where markup stands in the way.
    """

    rule: Rule
    offset: int
    line: int
    column: int
    length: int
    found: str
    suggestion: str | None
    edits: tuple[Edit, ...]

    @property
    def is_mechanical(self) -> bool:
        return self.rule.severity == "fix" and bool(self.edits)


def lint(source: str, read: Reader = plain_text, rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """All that `rules` find in `source`, in its order; where two claim one place, the earlier rule has it."""
    return find(source, read(source), rules)


def find(source: str, running: Running, rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """`lint`, where the running text of `source` has been read already."""
    lines = [0, *(index + 1 for index, c in enumerate(source) if c == "\n")]
    taken: set[int] = set()
    found: list[tuple[int, Finding]] = []
    for rule in rules:
        for hit in rule.find(running.text):
            span = range(hit.start, max(hit.end, hit.start + 1))
            if taken.isdisjoint(span):
                taken.update(span)
                found.append((running.offsets[hit.start], _finding(rule, hit, running, lines)))
    return tuple(finding for _, finding in sorted(found, key=lambda pair: pair[0]))


def _finding(rule: Rule, hit: Hit, running: Running, lines: list[int]) -> Finding:
    offset = running.offsets[hit.start]
    line = bisect_right(lines, offset)
    length = running.offsets[hit.end - 1] + 1 - offset
    text = running.text
    before = _shown(text[max(0, hit.start - _CONTEXT) : hit.start].rpartition(PARAGRAPH)[2])
    after = _shown(text[hit.end : hit.end + _CONTEXT].partition(PARAGRAPH)[0])
    suggestion = None if hit.new is None else f"{before}{_shown(hit.new)}{after}"
    found = f"{before}{_shown(text[hit.start : hit.end])}{after}"
    return Finding(
        rule, offset, line, offset - lines[line - 1] + 1, length, found, suggestion, tuple(_edits(hit, running))
    )


def _shown(text: str) -> str:
    """Text as a message can show it: on one line, atoms as dots."""
    return "".join(c if c.isprintable() else f"[U+{ord(c):04X}]" for c in text.replace(ATOM, "…").replace("\n", ""))


def _edits(hit: Hit, running: Running) -> Iterator[Edit]:
    """The least edits of the source that make the change; none where they would touch an atom or markup."""
    if hit.new is None:
        return
    start, end, new = _trimmed(running.text, hit)
    found, offsets = running.text[start:end], running.offsets[start:end]
    if ATOM in found or PARAGRAPH in found:
        return
    if not found:
        at = running.offsets[start - 1] + 1
        yield Edit(at, at, new)
    elif offsets[-1] - offsets[0] == len(found) - 1:
        yield Edit(offsets[0], offsets[-1] + 1, new)
    elif not new or len(new) == len(found):
        for index, offset in enumerate(offsets):
            yield Edit(offset, offset + 1, new[index : index + 1])


def _trimmed(text: str, hit: Hit) -> tuple[int, int, str]:
    """The hit without what old and new have in common at both ends."""
    start, end, new = hit.start, hit.end, hit.new or ""
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return start, end, new


def apply(source: str, edits: Iterable[Edit]) -> str:
    """`source` with all edits made; they must not overlap."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += [source[done : edit.start], edit.new]
        done = edit.end
    return "".join([*parts, source[done:]])


def mend(source: str, read: Reader, rules: Sequence[Rule] = RULES) -> tuple[str, tuple[Finding, ...]]:
    """`source` with every mechanical finding mended, and those findings.

    Repeated until nothing is left, so that mending a mended text changes nothing. Their places are those of the
    text at the time, which differ from `source` only behind an earlier change on the same line.
    """
    mechanical = [rule for rule in rules if rule.severity == "fix"]
    made: list[Finding] = []
    for _ in range(_PASSES):
        findings = [finding for finding in lint(source, read, mechanical) if finding.is_mechanical]
        if not findings:
            break
        made += findings
        source = apply(source, (edit for finding in findings for edit in finding.edits))
    return source, tuple(made)


def normalise(text: str, rules: Sequence[Rule] = RULES) -> tuple[str, tuple[Finding, ...]]:
    """Running text without markup, by the mechanical rules; idempotent. URLs, code and file names stay."""
    return mend(text, plain_text, rules)
