"""Words that belong to a picture or a table: captions, numbers, credits, sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zbsh_pub.importing.word.draft import Mark, Paragraph, Piece, cut_end, cut_start, plain
from zbsh_pub.importing.word.findings import Findings

MAX_CAPTION = 80
_NUMBER = r"[0-9０-９]+(?:\s*[-－.．–—]\s*[0-9０-９]+)*|[一二三四五六七八九十]+"
_LABEL = re.compile(rf"(?P<kind>图|表|Figure|Table|Fig\.)\s*(?P<number>{_NUMBER})[\s:：.．、　]*", re.I)
_CREDIT = re.compile(r"\s*[（(]\s*([^（）()]{1,16}(?:摄影报道|摄影|摄|供图|制图|绘图|绘|图))\s*[）)]\s*$")
_SOURCE = re.compile(r"(?:资料|数据|图片|材料)?来源\s*[:：]")
_TABLE_KINDS = ("表", "table")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption without its number, and the credit that stood at its end."""

    pieces: tuple[Piece, ...] = ()
    credit: str = ""


def is_caption(paragraph: Paragraph, *, of_table: bool) -> bool:
    """Whether the paragraph names a picture, or a table: by its style, or by 图1, 表1 at its beginning."""
    text = paragraph.text.strip()
    label = _LABEL.match(text)
    if not text or len(text) > MAX_CAPTION or paragraph.images:
        return False
    if label:
        return (label["kind"].lower() in _TABLE_KINDS) == of_table
    return paragraph.facts.role == "caption"


def is_source(paragraph: Paragraph) -> bool:
    """资料来源：… below a table."""
    return bool(_SOURCE.match(paragraph.text.strip())) and len(paragraph.text) <= MAX_CAPTION


def plain_looks(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Without the bold or 楷体 that all of the words have: the sheet sets captions, heads and quotations."""
    usual = frozenset[Mark](
        m for m in ("bold", "kai") if all(m in piece.marks for piece in pieces if piece.text.strip())
    )
    return tuple(replace(piece, marks=piece.marks - usual) for piece in pieces)


def caption_of(paragraph: Paragraph, findings: Findings) -> Caption:
    """The caption; its number goes, since figures and tables are numbered by the system."""
    pieces = plain_looks(paragraph.pieces)
    label = _LABEL.match(plain(pieces))
    if label:
        findings.drop(label[0], "number", paragraph.number)
        pieces = cut_start(pieces, label.end())
    text = plain(pieces)
    credit = _CREDIT.search(text)
    if not credit:
        return Caption(pieces)
    brackets = credit[0].replace(credit[1], "", 1)
    findings.drop("".join(brackets.split()), "brackets", paragraph.number)
    return Caption(cut_end(pieces, len(text) - credit.start()), credit[1].strip())
