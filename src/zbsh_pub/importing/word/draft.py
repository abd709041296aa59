"""The types between reading a Word document and writing an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from zbsh_pub.importing.word.document import Facts

Mark = Literal["bold", "kai", "dots", "strike", "sup", "sub", "underline", "highlight"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one look; or a note's call, whose text stands in `note`."""

    text: str = ""
    marks: frozenset[Mark] = frozenset()
    reading: str = ""
    href: str = ""
    note: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the document as it came, and what Word says of it."""

    data: bytes
    suffix: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: what Word says of it, its text, the pictures in it."""

    facts: Facts = field(default_factory=Facts)
    pieces: tuple[Piece, ...] = ()
    images: tuple[Image, ...] = ()

    @property
    def text(self) -> str:
        """The words, notes left out."""
        return plain(self.pieces)

    @property
    def number(self) -> int:
        """The paragraph's number in the document, from 1; 0 for a note."""
        return self.facts.number


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `columns` and `rows` are what it spans."""

    content: tuple[Paragraph | Table, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table by rows."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def number(self) -> int:
        """The paragraph where it begins."""
        return next((p.number for p in self.paragraphs()), 0)

    def paragraphs(self) -> Iterable[Paragraph]:
        """Every paragraph in it, inner tables included."""
        for row in self.rows:
            for cell in row:
                for item in cell.content:
                    yield from item.paragraphs() if isinstance(item, Table) else (item,)


Source = Paragraph | Table
Kind = Literal["text", "heading", "ordered", "bullet", "quote", "source", "bio", "abstract", "ednote"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the article: a paragraph, a heading of `level` 2-4, an item of a list on `level` 0…, or a box's."""

    kind: Kind
    pieces: tuple[Piece, ...]
    level: int = 0
    number: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption; `name` is the file's, empty where the picture cannot be shown."""

    name: str
    caption: tuple[Piece, ...]
    alternative: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the dialect: a caption, rows of cells, the first one the head."""

    caption: tuple[Piece, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    source: tuple[Piece, ...] = ()


Block = Text | Figure | Grid


@dataclass(frozen=True, slots=True)
class Head:
    """What goes into the manifest."""

    title: tuple[str, ...] = ()
    kicker: tuple[str, ...] = ()
    subtitle: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An article: what the manifest says of it, its blocks, its picture files by name."""

    head: Head
    blocks: tuple[Block, ...]
    files: dict[str, bytes] = field(default_factory=dict)


def plain(pieces: Iterable[Piece]) -> str:
    """The words of some pieces."""
    return "".join(piece.text for piece in pieces)


def stripped(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Without blanks at either end and without empty pieces; pieces of one look joined."""
    kept = [piece for piece in pieces if piece.text or piece.note]
    while kept and not kept[0].note and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].note and not kept[-1].text.strip():
        kept.pop()
    if kept and not kept[0].note:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    if kept and not kept[-1].note:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return joined(kept)


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one look and one link as one piece."""
    result: list[Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if (
            last
            and not (last.note or piece.note or last.reading or piece.reading)
            and (last.marks, last.href)
            == (
                piece.marks,
                piece.href,
            )
        ):
            result[-1] = replace(last, text=last.text + piece.text)
        else:
            result.append(piece)
    return tuple(result)


def cut_start(pieces: Iterable[Piece], length: int) -> tuple[Piece, ...]:
    """The pieces without their first `length` characters."""
    rest = []
    for piece in pieces:
        taken = min(length, len(piece.text))
        length -= taken
        rest.append(replace(piece, text=piece.text[taken:]))
    return stripped(rest)


def cut_end(pieces: Iterable[Piece], length: int) -> tuple[Piece, ...]:
    """The pieces without their last `length` characters."""
    rest = []
    for piece in reversed(list(pieces)):
        taken = min(length, len(piece.text))
        length -= taken
        rest.append(replace(piece, text=piece.text[: len(piece.text) - taken]))
    return stripped(reversed(rest))


def split_at(pieces: Iterable[Piece], mark: str) -> list[tuple[Piece, ...]]:
    """The pieces cut at each `mark`, which goes."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *more = piece.text.split(mark) if piece.text else [""]
        lines[-1].append(replace(piece, text=first))
        lines += [[replace(piece, text=part)] for part in more]
    return [stripped(line) for line in lines]
