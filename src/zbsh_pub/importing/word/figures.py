"""Pictures and tables with the captions that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from zbsh_pub.importing.word.captions import Caption, caption_of, is_caption, is_source
from zbsh_pub.importing.word.draft import (
    Block,
    Figure,
    Grid,
    Image,
    Paragraph,
    Piece,
    Source,
    Table,
    Text,
    joined,
    plain,
)
from zbsh_pub.importing.word.findings import Findings, short
from zbsh_pub.importing.word.rasters import as_raster
from zbsh_pub.importing.word.tables import grid_of

MISSING_CAPTION, MISSING_TABLE, MISSING_ALTERNATIVE = "待补图题", "待补表题", "待补替代文字"
# What programs write as alternative text: numbers, file names, guesses of a machine.
_USELESS = re.compile(
    r"(?:图片|图像|picture|image|图)\s*[-_]?\s*\d*|.*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)|[\w-]*[0-9A-Za-z]{16,}", re.I
)
_MACHINE = re.compile(r"描述已自动生成|(?:AI|人工智能)\s*生成的?内容|Description automatically generated|AI-generated")


@dataclass(slots=True)
class Assembly:
    """The article as it grows."""

    findings: Findings
    folder: str  # path of the pictures from the article
    blocks: list[Block] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    pictures: int = 0


def beside(blocks: Sequence[Source], index: int) -> Source | None:
    """The block at `index`; none beyond either end."""
    return blocks[index] if 0 <= index < len(blocks) else None


def take_table(blocks: Sequence[Source], index: int, assembly: Assembly) -> int:
    """Put the table at `index` into the article with its caption and source; how many blocks that took."""
    table = blocks[index]
    assert isinstance(table, Table)
    caption, source, taken = _around_table(blocks, index)
    rows, images = grid_of(table, assembly.findings)
    if caption:
        title = caption_of(caption, assembly.findings).pieces
    else:
        title = _missing(MISSING_TABLE, table.number, assembly.findings)
    _put_with_notes(Grid(without_notes(title), rows, without_notes(source)), (title, source), assembly)
    for image in images:
        _put_picture(image, Caption(), table.number, assembly)
    return taken


def _around_table(blocks: Sequence[Source], index: int) -> tuple[Paragraph | None, tuple[Piece, ...], int]:
    """Caption and source of a table, and how many blocks from the table on they are with it."""
    above = beside(blocks, index - 1)
    caption = above if isinstance(above, Paragraph) and is_caption(above, of_table=True) else None
    source: tuple[Piece, ...] = ()
    taken = 1
    for block in blocks[index + 1 : index + 3]:
        if isinstance(block, Paragraph) and caption is None and is_caption(block, of_table=True):
            caption = block
        elif isinstance(block, Paragraph) and not source and is_source(block):
            source = block.pieces
        else:
            break
        taken += 1
    return caption, source, taken


def take_pictures(blocks: Sequence[Source], index: int, assembly: Assembly) -> tuple[Paragraph | None, int]:
    """Put the pictures of the paragraph at `index` into the article, with their caption.

    Gives back the paragraph without its pictures where it has words that are no caption, and how many blocks
    were taken. A caption stands in the paragraph itself, below, or above where no other picture claims it.
    """
    block = blocks[index]
    assert isinstance(block, Paragraph)
    words = replace(block, images=())
    below, taken = beside(blocks, index + 1), 1
    found: Paragraph | None = None
    if is_caption(words, of_table=False):
        found = words
    elif isinstance(below, Paragraph) and is_caption(below, of_table=False):
        found, taken = below, 2
    elif captions_below(blocks, index - 1):
        above = beside(blocks, index - 1)
        found = above if isinstance(above, Paragraph) else None
    caption = caption_of(found, assembly.findings) if found else Caption()
    for image in block.images:
        _put_picture(image, caption, block.number, assembly)
        caption = Caption()
    return (words if words.text.strip() and found is not words else None), taken


def captions_below(blocks: Sequence[Source], index: int) -> bool:
    """Whether the block at `index` is the caption of the picture below it, and of none above it."""
    block, below, above = (beside(blocks, at) for at in (index, index + 1, index - 1))
    if not isinstance(block, Paragraph) or not is_caption(block, of_table=False):
        return False
    if isinstance(above, Paragraph) and above.images and not is_caption(replace(above, images=()), of_table=False):
        return False
    return isinstance(below, Paragraph) and bool(below.images) and not below.text.strip()


def _missing(words: str, number: int, findings: Findings) -> tuple[Piece, ...]:
    findings.doubt("W41", number, text=words)
    findings.add(words)
    return (Piece(words),)


def without_notes(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The words alone, for places that cannot call a note."""
    return joined(replace(piece, note=()) for piece in pieces if piece.text or not piece.note)


def _put_with_notes(block: Block, labels: Iterable[Iterable[Piece]], assembly: Assembly) -> None:
    """A block, and below it as paragraphs the notes that its caption called."""
    assembly.blocks.append(block)
    for pieces in labels:
        for piece in pieces:
            for paragraph in piece.note:
                assembly.findings.doubt("W36", paragraph.number, text=short(paragraph.text))
                assembly.blocks.append(Text("text", paragraph.pieces, number=paragraph.number))


def _put_picture(image: Image, caption: Caption, number: int, assembly: Assembly) -> None:
    findings = assembly.findings
    assembly.pictures += 1
    raster = as_raster(image.data)
    suffix, data = raster or (image.suffix or ".bin", image.data)
    name = f"{assembly.pictures:02d}{suffix}"
    assembly.files[name] = data
    pieces = caption.pieces or _missing(MISSING_CAPTION, number, findings)
    if raster is None:
        findings.doubt("W43", number, file=name, found=suffix)
    alternative = _alternative(image, pieces if caption.pieces else (), name, number, findings)
    path = f"{assembly.folder}/{name}" if raster else ""
    figure = Figure(path, without_notes(pieces), alternative, caption.credit)
    _put_with_notes(figure, (pieces,), assembly)


def _alternative(image: Image, caption: Iterable[Piece], name: str, number: int, findings: Findings) -> str:
    """The alternative text of the document; where it says nothing, the caption, and an editor is told."""
    said = " ".join(image.alternative.split())
    if said and not _USELESS.fullmatch(said) and not _MACHINE.search(said):
        return said
    found = plain(caption).strip() or MISSING_ALTERNATIVE
    findings.doubt("W44", number, file=name, text=short(found))
    return found
