"""Paragraphs and tables of a Word file into the blocks of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zbsh_pub.importing.word.boxes import with_boxes
from zbsh_pub.importing.word.captions import is_caption, plain_looks
from zbsh_pub.importing.word.draft import (
    Draft,
    Kind,
    Mark,
    Paragraph,
    Piece,
    Source,
    Table,
    Text,
    joined,
    plain,
    split_at,
)
from zbsh_pub.importing.word.figures import Assembly, beside, captions_below, take_pictures, take_table
from zbsh_pub.importing.word.findings import Findings, short
from zbsh_pub.importing.word.head import take_head
from zbsh_pub.importing.word.headings import heading_levels
from zbsh_pub.importing.word.reading import LINE_BREAK
from zbsh_pub.importing.word.tables import is_frame

_NOTE_MARK = re.compile(r"[①-⑳]+")


def assemble(blocks: Sequence[Source], findings: Findings, folder: str) -> Draft:
    """The draft of an article; `folder` is where its pictures go, as a path from the article."""
    head, rest, hanging = take_head([block for source in blocks for block in _settled(source, findings)], findings)
    rest = [part for block in rest if _has_content(block) for part in _without_breaks(block, findings)]
    assembly = Assembly(findings, folder)
    levels = heading_levels(rest, findings)
    index = 0
    while index < len(rest):
        index += _take(rest, index, levels, assembly)
    return Draft(head, (*with_boxes(assembly.blocks, findings), *hanging), assembly.files)


def _has_content(block: Source) -> bool:
    """Empty paragraphs are how people make room."""
    return isinstance(block, Table) or bool(block.text.strip() or block.images or any(p.note for p in block.pieces))


def _settled(block: Source, findings: Findings) -> Iterator[Source]:
    """Frames are opened; looks that the dialect has not are told and go."""
    if isinstance(block, Paragraph):
        yield _plain_looks(block, findings)
    elif is_frame(block):
        if block.number:
            words = " ".join(p.text for p in block.paragraphs())
            findings.doubt("W38", block.number, text=short(words))
        for row in block.rows:
            for cell in row:
                for item in cell.content:
                    yield from _settled(item, findings)
    else:
        yield _map_paragraphs(block, findings)


def _map_paragraphs(table: Table, findings: Findings) -> Table:
    def settled(item: Source) -> Source:
        return _plain_looks(item, findings) if isinstance(item, Paragraph) else _map_paragraphs(item, findings)

    return Table(
        tuple(tuple(replace(cell, content=tuple(map(settled, cell.content))) for cell in row) for row in table.rows)
    )


def _plain_looks(paragraph: Paragraph, findings: Findings) -> Paragraph:
    told: tuple[tuple[Mark, str], ...] = (("underline", "W35"), ("highlight", "W37"))
    for mark, code in told:
        found = "".join(p.text for p in paragraph.pieces if mark in p.marks and not p.href)
        if found.strip():
            findings.doubt(code, paragraph.number, text=short(found))
    for piece in paragraph.pieces:
        if "sup" in piece.marks and _NOTE_MARK.fullmatch(piece.text.strip()):
            findings.doubt("W40", paragraph.number, text=short(paragraph.text), found=piece.text.strip())
    pieces = joined(replace(p, marks=p.marks - {"underline", "highlight"}) for p in paragraph.pieces)
    return replace(paragraph, pieces=pieces)


def _without_breaks(block: Source, findings: Findings) -> Iterator[Source]:
    """A manual line break ends a paragraph; in a heading or caption it is a blank or nothing."""
    if not isinstance(block, Paragraph) or LINE_BREAK not in block.text:
        yield block
        return
    lines = [line for line in split_at(block.pieces, LINE_BREAK) if plain(line).strip() or any(p.note for p in line)]
    if block.facts.level or block.facts.role == "caption" or len(lines) < 2:
        yield replace(block, pieces=joined(piece for line in lines for piece in line))
        return
    findings.doubt("W39", block.number, text=short(" / ".join(map(plain, lines))))
    for number, line in enumerate(lines):
        facts = block.facts if number == 0 else replace(block.facts, label=None)
        yield Paragraph(facts, line, block.images if number == len(lines) - 1 else ())


def _take(blocks: Sequence[Source], index: int, levels: Mapping[int, int], assembly: Assembly) -> int:
    """Put the block at `index` into the article, with what belongs to it; how many blocks that took."""
    block, taken = blocks[index], 1
    if isinstance(block, Table):
        return take_table(blocks, index, assembly)
    if is_caption(block, of_table=True) and isinstance(beside(blocks, index + 1), Table):
        return 1  # the table takes it
    if captions_below(blocks, index):
        return 1  # the picture takes it
    if index in levels:
        _put_heading(block, levels[index], assembly)
        if block.images:
            _, taken = take_pictures(blocks, index, assembly)
    elif block.images:
        place = len(assembly.blocks)
        words, taken = take_pictures(blocks, index, assembly)
        if words:
            assembly.blocks.insert(place, _text(words, assembly.findings))
            assembly.findings.doubt("W42", block.number, text=short(block.text))
    else:
        assembly.blocks.append(_text(block, assembly.findings))
    return taken


def _put_heading(block: Paragraph, level: int, assembly: Assembly) -> None:
    label = block.facts.label.text if block.facts.label else ""
    assembly.findings.add(label)
    pieces = tuple(replace(piece, marks=piece.marks & {"sup", "sub"}, href="") for piece in block.pieces)
    assembly.blocks.append(Text("heading", joined((Piece(label), *pieces)), level, block.number))


def _text(block: Paragraph, findings: Findings) -> Text:
    label = block.facts.label
    if label is None:
        kind: Kind = "quote" if block.facts.role == "quote" else "text"
        return Text(kind, plain_looks(block.pieces) if kind == "quote" else block.pieces, number=block.number)
    if label.kind == "bullet":
        return Text("bullet", block.pieces, label.level, block.number)
    if label.kind == "ordered":
        return Text("ordered", block.pieces, label.level, block.number, label.text.rstrip(".．"))
    findings.add(label.text)
    return Text("text", joined((Piece(label.text), *block.pieces)), number=block.number)
