"""ONIX, blocks 2 and 3: texts about the issue, and its articles one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lxml.etree import _Element

from zbsh_pub.distribute.onix_description import contributor, onix_tables, role_code
from zbsh_pub.distribute.record import Item, Record
from zbsh_pub.distribute.xml import leaf, node

SHORT = 350  # characters of a short description (list 153, 02)


def collateral(record: Record) -> _Element:
    """CollateralDetail: description, short where it is short, and the table of contents."""
    text = record.manifest.issue.description
    return node(
        "CollateralDetail",
        _text("02", text) if text and len(text) <= SHORT else None,
        _text("03", text) if text else None,
        _table_of_contents(record),
    )


def _text(kind: str, text: str) -> _Element:
    """List 153; for everybody (list 154, 00)."""
    return node("TextContent", node("TextType", kind), node("ContentAudience", "00"), node("Text", text))


def _table_of_contents(record: Record) -> _Element:
    """The contents as a list of lists (list 153, 04; XHTML is text format 05)."""
    groups = (
        node("li", title, node("ul", *(node("li", _contents_line(item)) for item in items)))
        for title, items in groupby(record.items, lambda item: item.stand.section)
    )
    text = node("Text", node("ul", *groups), textformat="05")
    return node("TextContent", node("TextType", "04"), node("ContentAudience", "00"), text)


def _contents_line(item: Item) -> str:
    authors = f"（{'、'.join(name.name for name in item.authors)}）" if item.authors else ""
    return f"{item.label}{authors}"


def contents(record: Record) -> _Element:
    """ContentDetail: a content item an article, numbered by section and place in it."""
    return node("ContentDetail", *map(_item, record.items))


def _item(item: Item) -> _Element:
    return node(
        "ContentItem",
        node("LevelSequenceNumber", f"{item.stand.section_number}.{item.stand.number}"),
        node("TextItem", node("TextItemType", "03"), _identifier(item), _pages(item), _page_count(item)),
        node("ComponentTypeName", item.stand.section),
        node("TitleDetail", node("TitleType", "01"), _title(item)),
        *_authors(item),
        _keywords(item),
        _text("30", item.summary) if item.summary else None,
    )


def _identifier(item: Item) -> _Element:
    """A name of one's own for the article: that of its file (list 43, 01)."""
    return node(
        "TextItemIdentifier",
        node("TextItemIDType", "01"),
        node("IDTypeName", "zbsh-pub article"),
        node("IDValue", item.id),
    )


def _pages(item: Item) -> _Element:
    return node(
        "PageRun", node("FirstPageNumber", str(item.first)), leaf("LastPageNumber", str(item.last) if item.last else "")
    )


def _page_count(item: Item) -> _Element | None:
    return node("NumberOfPages", str(item.last - item.first + 1)) if item.last else None


def _title(item: Item) -> _Element:
    """引题 and 主题 make the title, 副题 the subtitle."""
    title = f"{item.kicker}：{item.headline}" if item.kicker else item.headline
    level = node("TitleElementLevel", "04")
    return node("TitleElement", level, node("TitleText", title), leaf("Subtitle", item.subtitle))


def _authors(item: Item) -> Iterator[_Element]:
    """Authors; those of a digest wrote the original (list 17, A38)."""
    for number, name in enumerate(item.authors, 1):
        code = role_code(name) if item.kind == "full" else str(onix_tables()["original-author"])
        yield contributor(number, name, code)


def _keywords(item: Item) -> _Element | None:
    if not item.keywords:
        return None
    text = node("SubjectHeadingText", "; ".join(item.keywords))
    return node("Subject", node("SubjectSchemeIdentifier", "20"), text)
