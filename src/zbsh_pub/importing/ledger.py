"""Nothing is lost: every character of the source is in the tree, or listed as dropped with the reason.

Three things are compared that do not know of each other: the source's lines, the spans that the draft keeps and drops,
and the files as written, read back by `checks.source_text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zbsh_pub.checks.source_text import source_pieces, squeeze
from zbsh_pub.importing.draft import DraftArticle, DraftIssue, Drop, Normaliser, Text
from zbsh_pub.importing.features import simplify
from zbsh_pub.importing.labelling import Labelled
from zbsh_pub.importing.markdown_writer import FRONT, block_texts
from zbsh_pub.importing.source import Source
from zbsh_pub.problems import Problem, problem
from zbsh_pub.yamltext import parse_yaml

_REASONS = {"contents": "contents-marks", "masthead": "field-name", "byline": "byline-words"}
IN_MANIFEST = ("contents", "masthead", "title", "kicker", "subtitle", "byline")


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many characters the source has, how many the tree keeps, and every run that was dropped."""

    characters: int
    kept: int
    drops: tuple[Drop, ...]


def keep_ledger(
    source: Source, lines: Sequence[Labelled], draft: DraftIssue, manifest: str
) -> tuple[Ledger, list[Problem]]:
    """The account of all characters of `source`; N15 for each line of which a part is neither kept nor dropped."""
    strings = _strings(manifest)
    spans = _spans_by_line(draft)
    drops = list(draft.drops)
    for item in lines:
        if item.verdict.label in IN_MANIFEST:
            kept, dropped = _in_manifest(item, strings)
            spans.setdefault(item.line.number, []).extend(kept)
            drops += dropped
    seen = {item.line.number for item in lines}
    drops += [Drop(n, 0, len(t), "invisible") for n, t in enumerate(source.lines, 1) if n not in seen and t.strip()]
    return _account(source, spans, drops)


def _account(
    source: Source, spans: Mapping[int, list[tuple[int, int]]], drops: Sequence[Drop]
) -> tuple[Ledger, list[Problem]]:
    problems, kept, total = [], 0, 0
    dropped: dict[int, list[tuple[int, int]]] = {}
    for drop in drops:
        dropped.setdefault(drop.line, []).append((drop.start, drop.end))
    for number, text in enumerate(source.lines, 1):
        characters = {i for i, c in enumerate(text) if not c.isspace()}
        here = {i for start, end in spans.get(number, ()) for i in range(start, end)} & characters
        gone = {i for start, end in dropped.get(number, ()) for i in range(start, end)} & characters
        lost = sorted(characters - here - gone)
        if lost:
            problems.append(problem("N15", source.name, number, text="".join(text[i] for i in lost)[:30]))
        kept, total = kept + len(here), total + len(characters)
    return Ledger(total, kept, tuple(sorted(drops, key=lambda drop: (drop.line, drop.start)))), problems


def check_files(articles: Sequence[DraftArticle], tree: Mapping[str, str], normalise: Normaliser) -> list[Problem]:
    """Each file read back says what its blocks say, in their order (N15)."""
    problems = []
    for article in articles:
        body = tree[article.file].removeprefix(FRONT)
        said = "".join(text for _, text in source_pieces(body, FRONT.count("\n") + 1))
        wanted = squeeze("".join(_block_says(article, normalise)))
        if said != wanted:
            at = next(
                (i for i, (a, b) in enumerate(zip(said, wanted, strict=False)) if a != b), min(len(said), len(wanted))
            )
            problems.append(problem("N15", article.file, text=wanted[at : at + 30]))
    return problems


def _block_says(article: DraftArticle, normalise: Normaliser) -> Iterator[str]:
    for block in article.blocks:
        if block.name not in ("", "核心阅读", "编者按"):
            yield block.name
        yield from block_texts(block, normalise)


def _strings(manifest: str) -> str:
    """All values of the manifest, without blanks, one a line."""
    document, _ = parse_yaml(manifest, "issue.yaml")
    return "\n".join(map(squeeze, _values(document.data if document else None)))


def _values(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _values(child)
    elif value is not None:
        yield str(value)


def _spans_by_line(draft: DraftIssue) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for text in _texts(draft):
        for span in text:
            found.setdefault(span.line, []).append((span.start, span.end))
    return found


def _texts(draft: DraftIssue) -> Iterator[Text]:
    for article in draft.articles:
        for block in article.blocks:
            yield from (*block.texts, block.credit)
    for notice in draft.notices:
        if notice.paragraphs:
            yield from (notice.title, *notice.paragraphs)


def _in_manifest(item: Labelled, strings: str) -> tuple[list[tuple[int, int]], list[Drop]]:
    """The runs of a line that the manifest's values hold, and the rest as drops."""
    raw, label = item.line.raw, item.verdict.label
    kept: list[tuple[int, int]] = []
    drops: list[Drop] = []
    at = 0
    while at < len(raw):
        length = _longest(raw[at:], strings)
        if length:
            kept.append((at, at + length))
        elif not raw[at].isspace():
            reason = _REASONS.get(label, "as-in-contents")
            if drops and drops[-1].end == at:
                drops[-1] = Drop(item.line.number, drops[-1].start, at + 1, reason)
            else:
                drops.append(Drop(item.line.number, at, at + 1, reason))
        at += length or 1
    return kept, drops


def _longest(text: str, strings: str) -> int:
    """The length of the longest beginning of `text` that the values hold; a single character is not enough."""
    length = 0
    for end in range(1, len(text) + 1):
        letters = squeeze(simplify(text[:end]))
        if letters and letters not in strings:
            break
        length = end
    return length if len(squeeze(text[:length])) > 1 or squeeze(text) == squeeze(text[:length]) else 0
