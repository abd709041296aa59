"""Notes for the reader that the dialect has blocks for: 编者按, 摘要, 来源, 作者简介."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zbsh_pub.importing.word.draft import Block, Kind, Text, cut_end, cut_start, plain, stripped
from zbsh_pub.importing.word.findings import Findings

_LABEL = re.compile(r"[【［\[]?\s*(核心阅读|内容提要|内容摘要|摘\s*要|编者按|编者的话)\s*[】］\]]?\s*[:：]?\s*")
_BRACKETED = re.compile(r"[（(](.+)[）)]\s*$", re.S)
_BIO = re.compile(r"(?:本文)?作者(?:系|为|是|单位|简介|分别)|.{1,12}系.{2,40}(?:教授|研究员|书记|主任|记者|学者|博士)")
_SOURCE = re.compile(r"(?:摘编自|摘自|原载|选自|来源[:：]|转载自|据\S{1,20}报道)")
_TAIL = 4  # paragraphs at the end among which notes on author and source are looked for


def with_boxes(blocks: Sequence[Block], findings: Findings) -> Iterator[Block]:
    """编者按, 摘要 at the head, 作者系…, 摘编自… at the end become the blocks that the dialect has for them."""
    texts = [i for i, block in enumerate(blocks) if isinstance(block, Text) and block.kind == "text"]
    for i, block in enumerate(blocks):
        if isinstance(block, Text) and i in texts[:2]:
            block = _opening_box(block, findings)
        if isinstance(block, Text) and i in texts[-_TAIL:]:
            block = _closing_box(block, findings)
        yield block


def _opening_box(block: Text, findings: Findings) -> Text:
    label = _LABEL.match(plain(block.pieces))
    if not label or label.end() == len(plain(block.pieces)):
        return block
    name = "".join(label[1].split())
    marks = "".join(label[0].split()).replace(name, "", 1)
    findings.drop(marks, "brackets", block.number)
    kind: Kind = "ednote" if name.startswith("编者") else "abstract"
    own = name in ("核心阅读", "编者按")  # what the block prints anyhow
    findings.drop(name if own else "", "brackets", block.number)
    return Text(kind, cut_start(block.pieces, label.end()), number=block.number, label="" if own else name)


def _closing_box(block: Text, findings: Findings) -> Text:
    text = plain(block.pieces).strip()
    bracketed = _BRACKETED.fullmatch(text)
    words = bracketed[1] if bracketed else text
    kind: Kind | None = "source" if _SOURCE.match(words) else "bio" if _BIO.match(words) else None
    if kind is None or (not bracketed and not re.match(r"(?:本文)?作者(?:系|为|单位|简介)", words)):
        return block
    pieces = block.pieces
    if bracketed:
        findings.drop(f"{text[0]}{text[-1]}", "brackets", block.number)
        pieces = cut_end(cut_start(stripped(pieces), 1), 1)
    return Text(kind, pieces, number=block.number)
