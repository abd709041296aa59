"""Tracked changes (ECMA-376, Part 1, 17.13.5): list them, and take or undo them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml.etree import _Element

from zbsh_pub.importing.word.ooxml import all_of, child, detach, names, q, text_of, unwrap, value

Choice = Literal["accept", "reject"]
# What each choice keeps and what it takes out.
_ADDED, _REMOVED = ("w:ins", "w:moveTo"), ("w:del", "w:moveFrom")
_OLD_PROPERTIES = (
    "w:rPrChange",
    "w:pPrChange",
    "w:sectPrChange",
    "w:tblPrChange",
    "w:tblPrExChange",
    "w:trPrChange",
    "w:tcPrChange",
    "w:tblGridChange",
)
_CELLS = ("w:cellIns", "w:cellDel", "w:cellMerge")
_OTHER = ("w:numberingChange",)
_RANGES = tuple(
    f"w:{name}Range{end}"
    for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_HOLDERS = names("w:rPr", "w:trPr", "w:numPr")  # in these a change is a mark, not a container


@dataclass(frozen=True, slots=True)
class Change:
    """One tracked change: what kind, by whom, in which paragraph (from 1), on which words."""

    kind: str
    author: str
    paragraph: int
    text: str


def tracked_changes(root: _Element) -> list[Change]:
    """All tracked changes of a part, in order."""
    return list(_changes(root))


def _changes(root: _Element) -> Iterator[Change]:
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(q("w:p")), 1)}
    number = 1
    for node in root.iter(*names("w:p", *_ADDED, *_REMOVED, *_OLD_PROPERTIES, *_CELLS, *_OTHER)):
        number = numbers.get(node, number)
        if node.tag != q("w:p"):
            here = next((numbers[p] for p in node.iterancestors(q("w:p"))), number)
            yield Change(str(node.tag).rpartition("}")[2], value(node, "w:author"), here, text_of(_shown(node)))


def _shown(node: _Element) -> _Element:
    """The part of the text to which a change belongs: itself, or the run, paragraph or row that it marks."""
    owners = names("w:r", "w:p", "w:tc", "w:tr", "w:tbl")
    return node if len(text_of(node)) else next(node.iterancestors(*owners), node)


def settle(roots: Sequence[_Element], choice: Choice) -> None:
    """Change the trees so that no tracked change is left: each taken as it is, or undone."""
    for root in roots:
        for node in all_of(root, *_RANGES):
            detach(node)
        _settle_cells(root, choice)
        _settle_properties(root, choice)
        kept, gone = (_ADDED, _REMOVED) if choice == "accept" else (_REMOVED, _ADDED)
        _settle_rows(root, gone)
        _settle_marks(root, gone)
        for node in all_of(root, *gone):
            detach(node)
        for node in all_of(root, *kept):
            unwrap(node)
        _revive(root)


def _settle_properties(root: _Element, choice: Choice) -> None:
    """Formatting: forget what was, or put it back (17.13.5.29-37)."""
    for node in all_of(root, *_OLD_PROPERTIES, *_OTHER):
        holder = node.getparent()
        detach(node)
        if choice == "reject" and holder is not None and len(node):
            keep = [inner for inner in holder if inner.tag in names("w:rPr", *_ADDED, *_REMOVED)]
            holder[:] = [*node[0], *keep] if holder.tag == q("w:pPr") else [*keep, *node[0]]


def _settle_cells(root: _Element, choice: Choice) -> None:
    """Inserted and deleted cells (17.13.5.1-3)."""
    gone = q("w:cellDel") if choice == "accept" else q("w:cellIns")
    for node in all_of(root, *_CELLS):
        cell = next(node.iterancestors(q("w:tc")), None)
        detach(node)
        if node.tag == gone and cell is not None:
            detach(cell)


def _settle_rows(root: _Element, gone: tuple[str, ...]) -> None:
    """Rows that were inserted or deleted as a whole (17.13.5.12, 17.13.5.16); an empty table goes too."""
    for row in all_of(root, "w:tr"):
        if any(child(row, "w:trPr", name) is not None for name in gone):
            detach(row)
    for table in all_of(root, "w:tbl"):
        if child(table, "w:tr") is None:
            detach(table)


def _settle_marks(root: _Element, gone: tuple[str, ...]) -> None:
    """A paragraph whose end mark goes flows into the next one, which keeps its own form (17.13.5.15)."""
    for paragraph in reversed(all_of(root, "w:p")):
        marks = child(paragraph, "w:pPr", "w:rPr")
        if marks is None or all(child(marks, name) is None for name in gone):
            continue
        following = paragraph.getnext()
        if following is not None and following.tag == q("w:p"):
            at = 1 if child(following, "w:pPr") is not None else 0
            following[at:at] = [node for node in paragraph if node.tag != q("w:pPr")]
            detach(paragraph)
    for node in all_of(root, *_ADDED, *_REMOVED):
        parent = node.getparent()
        if parent is not None and parent.tag in _HOLDERS:
            detach(node)


def _revive(root: _Element) -> None:
    """Text that was deleted and is kept after all is ordinary text again."""
    for node in all_of(root, "w:delText", "w:delInstrText"):
        node.tag = q("w:t") if node.tag == q("w:delText") else q("w:instrText")
