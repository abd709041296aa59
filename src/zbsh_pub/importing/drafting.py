"""Labelled lines into a draft: blocks of articles, paragraphs joined over columns and pages, notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zbsh_pub.importing.contents_page import Entry
from zbsh_pub.importing.draft import Block, DraftArticle, DraftNotice, Drop, Kind, Span, Text, plain
from zbsh_pub.importing.features import key
from zbsh_pub.importing.labelling import Labelled
from zbsh_pub.importing.layout import ABSTRACT
from zbsh_pub.importing.leads import find_leads
from zbsh_pub.importing.rules import split_credit
from zbsh_pub.importing.trimming import trim, trim_part

_EDITORS_NOTE = re.compile(r"编者")
_IN_MANIFEST = ("title", "kicker", "subtitle", "byline")


@dataclass(frozen=True, slots=True)
class Drafted:
    """An article with the characters it leaves out, and how sure each run-in lead is, by its first line."""

    article: DraftArticle
    drops: tuple[Drop, ...]
    leads: Mapping[int, float]


def draft_article(entry: Entry, file: str, lines: Sequence[Labelled], leads: Mapping[int, bool]) -> Drafted:
    """The blocks of an article from its labelled lines in source order; `leads` are an editor's, by line number."""
    drops: list[Drop] = []
    blocks: list[Block] = []
    for item in lines:
        if item.verdict.label not in _IN_MANIFEST:
            _add(item, blocks, drops)
    ordered = _placed(_even_levels(blocks))
    marked, sure = _with_leads(ordered, leads)
    return Drafted(DraftArticle(entry, file, tuple(marked)), tuple(drops), sure)


def draft_notices(lines: Sequence[Labelled]) -> tuple[tuple[DraftNotice, ...], tuple[Drop, ...]]:
    """The magazine's notices from its lines outside the articles: short lines are headings."""
    notices: list[DraftNotice] = []
    drops: list[Drop] = []
    for item in lines:
        trimmed = trim(item.line)
        drops += trimmed.drops
        heading = len(item.line.text) <= 16 and not item.line.text.endswith(("。", "！", "”"))
        if heading or not notices:
            notices.append(DraftNotice(trimmed.kept if heading else (), ()))
        if not heading:
            last = notices.pop()
            notices.append(replace(last, paragraphs=(*last.paragraphs, trimmed.kept)))
    return tuple(notices), tuple(drops)


def _add(item: Labelled, blocks: list[Block], drops: list[Drop]) -> None:
    """Add a line to the blocks: as a block of its own, or to the one that it continues."""
    label, line = item.verdict.label, item.line
    if label in ("qr", "noise"):
        drops.append(Drop(line.number, 0, len(line.raw), label))
    elif label in ("cont", "hcont") and _continue(item, blocks, drops):
        return
    elif label in ("caption", "credit"):
        blocks.append(_photo(item, drops))
    elif label == "abstract":
        _abstract(item, blocks, drops)
    elif label in ("source", "bio"):
        blocks.append(Block(label, (_unbracketed(item, drops),)))  # type: ignore[arg-type]
    else:
        heading = label in ("h2", "h3", "h4", "hcont")
        kind: Kind = "heading" if heading else "pullquote" if label == "pullquote" else "p"
        trimmed = trim(line, flowing=not heading)
        drops.extend(trimmed.drops)
        blocks.append(Block(kind, (trimmed.kept,), item.verdict.level if heading else 0))


def _continue(item: Labelled, blocks: list[Block], drops: list[Drop]) -> bool:
    """Join a line to the paragraph or heading that it continues; not where there is none."""
    wanted = "p" if item.verdict.label == "cont" else "heading"
    place = next((i for i in reversed(range(len(blocks))) if blocks[i].kind not in ("photo",)), None)
    if place is None or blocks[place].kind != wanted:
        return False
    trimmed = trim(item.line, flowing=wanted == "p")
    drops.extend(trimmed.drops)
    blocks[place] = replace(blocks[place], texts=(joined(blocks[place].texts[0], trimmed.kept, wanted == "heading"),))
    return True


def joined(text: Text, more: Text, spaced: bool = False) -> Text:
    """Two parts as one text: lines of a heading with a blank, Latin words with one, Han with none."""
    if not text or not more:
        return (*text, *more)
    first = more[0]
    latin = re.search(r"[A-Za-z,.;]$", text[-1].text) and re.match(r"[A-Za-z]", first.text)
    if not (spaced or latin):
        return (*text, *more)
    return (*text, Span(first.line, first.start, first.start, " "), *more)


def _photo(item: Labelled, drops: list[Drop]) -> Block:
    """Caption and credit of a picture that the raw text does not have."""
    line = item.line
    caption, credit = split_credit(line.text)
    if not credit:
        caption, credit = ("", line.text) if item.verdict.label == "credit" else (line.text, "")
    at = line.raw_place(line.text.rindex(credit) if credit else len(line.text))
    above, below = trim_part(line, 0, at), trim_part(line, at, len(line.raw), flowing=False)
    drops.extend((*above.drops, *below.drops))
    return Block(
        "photo",
        (above.kept,) if caption else (),
        credit=_tight(below.kept if caption else joined(above.kept, below.kept)),
    )


def _tight(credit: Text) -> Text:
    """A credit without the blanks about its stroke."""
    return tuple(
        replace(span, text=text) for span in credit if (text := re.sub(r"\s*([/／|｜])\s*", r"\1", span.text).strip())
    )


def _abstract(item: Labelled, blocks: list[Block], drops: list[Drop]) -> None:
    """The first line of an abstract names its block; lines below it are further paragraphs."""
    line = item.line
    found = ABSTRACT.match(line.text)
    if not found and blocks and blocks[-1].kind in ("abstract", "ednote"):
        trimmed = trim(line)
        drops.extend(trimmed.drops)
        blocks[-1] = replace(blocks[-1], texts=(*blocks[-1].texts, trimmed.kept))
        return
    name = (found[1] or found[2]) if found else ""
    start = line.raw_place(found.end()) if found else 0
    if found:
        drops.append(Drop(line.number, 0, start, "block-name"))
    trimmed = trim_part(line, start, len(line.raw))
    drops.extend(trimmed.drops)
    blocks.append(Block("ednote" if _EDITORS_NOTE.match(name) else "abstract", (trimmed.kept,), name=name))


def _unbracketed(item: Labelled, drops: list[Drop]) -> Text:
    """A note without the brackets about it, which the house sets."""
    line, raw = item.line, item.line.raw
    start, end = 0, len(raw)
    if line.text[0] in "（(" and line.text[-1] in "）)" and len(line.text) > 2:
        start, end = line.raw_place(1), line.raw_place(len(line.text) - 1)
        drops += [Drop(line.number, 0, start, "brackets"), Drop(line.number, end, len(raw), "brackets")]
    trimmed = trim_part(line, start, end)
    drops.extend(trimmed.drops)
    return trimmed.kept


def _even_levels(blocks: Sequence[Block]) -> Iterator[Block]:
    """Headings without gaps between their levels: the dialect begins with the second and skips none."""
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    above = 1
    for block in blocks:
        if block.kind == "heading":
            above = min(levels.index(block.level) + 2, above + 1)
            block = replace(block, level=above)
        yield block


def _placed(blocks: Iterator[Block]) -> list[Block]:
    """Heads first and notes last, as they are set; a sentence drawn out goes above the paragraph that says it."""
    every = list(blocks)
    head = [block for block in every if block.kind in ("abstract", "ednote")]
    tail = [block for kind in ("source", "bio") for block in every if block.kind == kind]
    body = [block for block in every if block.kind not in ("abstract", "ednote", "source", "bio", "pullquote")]
    for quote in [block for block in every if block.kind == "pullquote"]:
        body.insert(_said_again(quote, body), quote)
    return [*head, *body, *tail]


def _said_again(quote: Block, body: Sequence[Block]) -> int:
    letters = key(plain(quote.texts[0]))
    return next((i for i, b in enumerate(body) if b.kind == "p" and letters in key(plain(b.texts[0]))), 0)


def _with_leads(blocks: Sequence[Block], editors: Mapping[int, bool]) -> tuple[list[Block], dict[int, float]]:
    """The blocks with run-in leads marked, and how sure each is by its line; an editor's word goes first."""
    sections, number = [], 0
    for block in blocks:
        number += block.kind == "heading"
        sections.append(number)
    places = [i for i, block in enumerate(blocks) if block.kind == "p"]
    found = find_leads([plain(blocks[i].texts[0]) for i in places], [sections[i] for i in places])
    marked, sure = list(blocks), {}
    for at, place in enumerate(places):
        line = marked[place].lines[0] if marked[place].lines else 0
        if editors.get(line, at in found):
            marked[place] = replace(marked[place], lead=True)
            sure[line] = 1.0 if line in editors else found[at][1]
    return marked, sure
