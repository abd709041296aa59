"""A draft article as Markdown of the house dialect: what is written parses back to the same text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbsh_pub.importing.draft import Block, DraftArticle, Normaliser, plain
from zbsh_pub.importing.features import first_sentence

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|&~^]|==+|!(?=\[)")
_AT_START = re.compile(r"^(?:[#+\-=/>:]|(?=\d+[.)]\s?))")
_NUMBER = re.compile(r"^(\d+)([.)])")
_OPTION = re.compile(r"[\u4e00-\u9fff（《“][\u4e00-\u9fff\w/／｜·、（）《》“” -]*")
FRONT = "---\nkind: full\n---\n"


def write_article(article: DraftArticle, normalise: Normaliser) -> str:
    """The text of the article's file."""
    body = "\n\n".join(write_block(block, normalise) for block in article.blocks)
    return f"{FRONT}\n{body}\n" if body else f"{FRONT}\n"


def write_block(block: Block, normalise: Normaliser) -> str:
    """One block as Markdown, without the blank lines about it."""
    if block.kind == "heading":
        return f"{'#' * block.level} {escape(block_texts(block, normalise)[0], inside=True)}"
    if block.kind == "p":
        return _paragraph(block, normalise)
    if block.kind == "photo":
        return "\n".join(_photo(block, normalise))
    name = {"pullquote": "抽文", "source": "来源", "bio": "作者简介", "ednote": "编者按", "abstract": "核心阅读"}[
        block.kind
    ]
    title = f" | {block.name}" if block.name and block.name != name else ""
    text = "\n\n".join(map(escape, block_texts(block, normalise)))
    return f"/// {name}{title}\n\n{text}\n///"


def block_texts(block: Block, normalise: Normaliser) -> list[str]:
    """The texts that a block prints, normalised: paragraphs or caption, then the credit."""
    texts = [*block.texts, block.credit] if block.credit else block.texts
    return [normalise(plain(text)) for text in texts]


def _paragraph(block: Block, normalise: Normaliser) -> str:
    text = block_texts(block, normalise)[0]
    lead = first_sentence(text) if block.lead else ""
    return f"**{escape(lead)}**{escape(text[len(lead) :], inside=True)}" if lead else escape(text)


def _photo(block: Block, normalise: Normaliser) -> Iterator[str]:
    """原图: a photograph of print that the electronic text lacks; its caption and credit are kept.

    A credit that YAML could take for more than text stands with the caption.
    """
    texts = list(map(escape, block_texts(block, normalise)))
    credit = texts.pop() if block.credit and _OPTION.fullmatch(texts[-1]) else ""
    caption = " ".join(texts)
    yield f"/// 原图 | {caption}" if caption else "/// 原图"
    if credit:
        yield f"    credit: {credit}"
    yield "///"


def escape(text: str, *, inside: bool = False) -> str:
    """Text whose characters mean themselves; `inside` a line nothing begins a list or a heading."""
    escaped = _MARKUP.sub(lambda match: "".join(f"\\{c}" for c in match[0]), text)
    if inside:
        return escaped
    if _NUMBER.match(escaped):
        return _NUMBER.sub(r"\1\\\2", escaped)
    return f"\\{escaped}" if _AT_START.match(escaped) else escaped
