"""The blocks of the house dialect (`/// 名称 | 标题` … `///`), as a table and as a Markdown extension.

pymdown-extensions supplies the block syntax; here each name of the table is registered with it.
A block becomes `<div data-block="kind">` whose title and options are its first children, so that
inline markup works in them; `fragment.py` gives it its final shape.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

Title = Literal["required", "optional", "none"]
Content = Literal["anything", "text", "picture", "table", "facts", "nothing"]


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """A kind of block: its names (the first is the house's), whether it has a title, its options, its content."""

    kind: str
    names: tuple[str, ...]
    title: Title = "none"
    options: Mapping[str, type] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    content: Content = "text"


SPECS: tuple[BlockSpec, ...] = (
    BlockSpec("abstract", ("核心阅读", "内容提要", "abstract"), "optional", content="anything"),
    BlockSpec("ednote", ("编者按", "编者的话", "ednote"), "optional", content="anything"),
    BlockSpec("pullquote", ("抽文", "pullquote"), options={"by": str}),
    BlockSpec("figure", ("图", "figure"), "required", {"credit": str, "source": str, "span": bool}, content="picture"),
    BlockSpec("photo", ("原图", "photo"), "optional", {"credit": str}, content="nothing"),
    BlockSpec("table", ("表", "table"), "required", {"source": str, "span": bool}, content="table"),
    BlockSpec("facts", ("数读", "facts"), "required", {"source": str}, content="facts"),
    BlockSpec("poem", ("诗", "poem"), "optional", {"by": str}),
    BlockSpec("video", ("视频", "video"), "required", {"url": str}, ("url",)),
    BlockSpec("source", ("来源", "source")),
    BlockSpec("bio", ("作者简介", "bio")),
    BlockSpec("pagebreak", ("换页", "pagebreak"), content="nothing"),
    BlockSpec("plate", ("整页", "广告", "plate"), "required", content="picture"),
)

BY_NAME: Mapping[str, BlockSpec] = {name: spec for spec in SPECS for name in spec.names}


def _any(value: object) -> object:
    """Option values are checked with their line numbers by `scan.py`."""
    return value


class HouseBlock(Block):  # type: ignore[misc]
    """One block of the table; subclasses differ in NAME and SPEC only."""

    SPEC: BlockSpec
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        spec = self.SPEC
        element = etree.SubElement(parent, "div", {"data-block": spec.kind, "data-name": self.NAME})
        if self.argument:
            etree.SubElement(element, "p", {"data-part": "title"}).text = self.argument
        for name in spec.options:
            value = self.options.get(name)
            if value is True or name == "url":
                element.set(f"data-{name}", str(value))
            elif value not in (None, False):
                etree.SubElement(element, "p", {"data-part": name}).text = str(value)
        return element

    def on_markdown(self) -> str:
        return "block"


def _block_class(name: str, spec: BlockSpec) -> type[HouseBlock]:
    options: dict[str, Any] = dict.fromkeys(spec.options, (None, _any))
    return type("HouseBlock", (HouseBlock,), {"NAME": name, "SPEC": spec, "OPTIONS": options})


class HouseBlocks(BlocksExtension):  # type: ignore[misc]
    """Markdown extension with all blocks of the table."""

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:
        for name, spec in BY_NAME.items():
            block_mgr.register(_block_class(name, spec), self.getConfigs())
