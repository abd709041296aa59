"""Which paragraphs are headings, and of what level: told by styles, else guessed and reported."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zbsh_pub.importing.word.draft import Paragraph, Source
from zbsh_pub.importing.word.findings import Findings, short

MAX_HEADING = 60  # characters; a longer paragraph with an outline level is running text
MAX_GUESSED = 30
TOP, DEEPEST = 2, 4  # ## to ####
_SENTENCE = re.compile(r"[。！？；，：…”」]$|[.!?;,:]$")
# What numbers of headings look like (GB/T 15834, 4.3): the order is that of depth.
_NUMBERED = (
    re.compile(r"第[一二三四五六七八九十百]+[章节部分编]\s*\S"),
    re.compile(r"[一二三四五六七八九十百]+、\s*\S"),
    re.compile(r"[（(][一二三四五六七八九十百]+[）)]\s*\S"),
    re.compile(r"[0-9０-９]+[.．、]\s*\S"),
    re.compile(r"[（(][0-9０-９]+[）)]\s*\S"),
)
_PLAIN = len(_NUMBERED)  # the rank of a bold line without a number
_SURE = (0, 1, 2)  # ranks that make a heading even of a line that is not bold


def heading_levels(blocks: Sequence[Source], findings: Findings) -> Mapping[int, int]:
    """Level 2-4 of each block that is a heading, by its index; no level is skipped (D08)."""
    told = {i: b.facts.level for i, b in enumerate(blocks) if isinstance(b, Paragraph) and _is_told(b, findings)}
    guessed = {i: rank for i, rank in _guesses(blocks).items() if i not in told}
    depths = [("told", level) for level in sorted(set(told.values()))]
    depths += [("guessed", rank) for rank in sorted(set(guessed.values()))]
    wanted = {i: depths.index(("told", level)) for i, level in told.items()}
    wanted |= {i: depths.index(("guessed", rank)) for i, rank in guessed.items()}
    levels = _without_gaps({i: min(TOP + wanted[i], DEEPEST) for i in sorted(wanted)})
    for i in guessed:
        block = blocks[i]
        assert isinstance(block, Paragraph)
        findings.doubt("W22", block.number, text=short(block.text), level="#" * levels[i])
    return levels


def _is_told(paragraph: Paragraph, findings: Findings) -> bool:
    if not paragraph.facts.level or not paragraph.text.strip() or paragraph.facts.role in ("caption", "contents"):
        return False
    if len(paragraph.text) > MAX_HEADING:
        findings.doubt("W23", paragraph.number, text=short(paragraph.text))
        return False
    return True


def _guesses(blocks: Sequence[Source]) -> dict[int, int]:
    """The rank of each line that looks like a heading and has running text below it."""
    ranks = {i: rank for i, block in enumerate(blocks) if (rank := _rank(block)) is not None}
    found, below = {}, -1
    for i in range(len(blocks) - 1, -1, -1):
        rank = ranks.get(i)
        if rank is not None and below >= 0 and (below not in ranks or ranks[below] > rank):
            found[i] = rank
        block = blocks[i]
        if not isinstance(block, Paragraph) or block.text.strip() or block.images:
            below = i
    return found


def _rank(block: Source) -> int | None:
    """How deep a heading this line would be; none where it looks like none."""
    if not isinstance(block, Paragraph) or block.images or block.facts.level or block.facts.role != "text":
        return None
    label = block.facts.label
    text = ((label.text if label else "") + block.text).strip()
    if not text or len(text) > MAX_GUESSED or _SENTENCE.search(text) or (label and label.kind == "bullet"):
        return None
    heavy = block.facts.bold or block.facts.face == "hei"
    rank = next((i for i, pattern in enumerate(_NUMBERED) if pattern.match(text)), _PLAIN)
    return rank if heavy or (rank in _SURE and not block.facts.boxed) else None


def _without_gaps(levels: Mapping[int, int]) -> dict[int, int]:
    before = TOP - 1
    result = {}
    for i, level in levels.items():
        before = result[i] = min(level, before + 1)
    return result
