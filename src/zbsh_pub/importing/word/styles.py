"""Styles of a Word file: what a paragraph is for, and how a run looks after all inheritance (17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lxml.etree import _Element

from zbsh_pub.importing.word.ooxml import child, is_on, q, value

Role = Literal["title", "kicker", "subtitle", "authors", "caption", "quote", "contents", "text"]
Face = Literal["", "hei", "kai"]
# What a style is for, by its name: Word's own names are English in every language, WPS and editors write Chinese.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("title", re.compile(r"title|标题|主标题|大标题|文章标题|文章题目|题目|主题", re.I)),
    ("kicker", re.compile(r"kicker|引题|眉题|肩题", re.I)),
    ("subtitle", re.compile(r"subtitle|副标题|副题", re.I)),
    ("authors", re.compile(r"authors?|作者|署名|byline", re.I)),
    ("caption", re.compile(r"caption|题注|图题|表题|图注|图片说明|图表标题", re.I)),
    ("quote", re.compile(r"(?:intense )?quote|(?:明显)?引用|引文|block text", re.I)),
    ("contents", re.compile(r"toc(?: heading| ?\d)|目录(?: ?\d)?|table of figures|图表目录", re.I)),
)
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])(?:\s*(?:char|字符))?", re.I)
_FACES: tuple[tuple[Face, re.Pattern[str]], ...] = (
    ("hei", re.compile(r"黑体|heiti|simhei|hei$", re.I)),
    ("kai", re.compile(r"楷|kaiti|stkaiti|kai$", re.I)),
)
_LEFT_TO_RIGHT = {"start": "left", "end": "right"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, in the terms of the dialect; sizes in half points."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    hidden: bool = False
    dots: bool = False
    underline: bool = False
    highlight: bool = False
    position: Literal["", "superscript", "subscript"] = ""
    font: str = ""
    size: int = 0

    @property
    def face(self) -> Face:
        """黑体 or 楷体 by the name of the Chinese font; empty for any other."""
        return next((face for face, pattern in _FACES if pattern.search(self.font)), "")


class Styles:
    """The styles part, asked by style id."""

    def __init__(self, root: _Element | None):
        self._root = root
        nodes = [] if root is None else list(root.iter(q("w:style")))
        self._by_id: Mapping[str, _Element] = {value(node, "w:styleId"): node for node in nodes}

    @cached_property
    def default_paragraph(self) -> str:
        """The id of the style of paragraphs that name none."""
        found = (key for key, node in self._by_id.items() if _is_default(node, "paragraph"))
        return next(found, "")

    def chain(self, style: str) -> Iterator[_Element]:
        """A style and those that it is based on, nearest first."""
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            yield self._by_id[style]
            style = value(child(self._by_id[style], "w:basedOn"))

    def style_of(self, paragraph: _Element) -> str:
        """The id of the paragraph's style, or of the default one."""
        named = value(child(paragraph, "w:pPr", "w:pStyle"))
        return named if named in self._by_id else self.default_paragraph

    def role(self, paragraph: _Element) -> Role:
        """What the paragraph's style, or one that it is based on, is for."""
        for node in self.chain(self.style_of(paragraph)):
            name = value(child(node, "w:name")).strip()
            found = next((role for role, pattern in _ROLES if pattern.fullmatch(name)), None)
            if found:
                return found
        return "text"

    def level(self, paragraph: _Element) -> int:
        """The outline level from 1 (17.3.1.20), else that in a style's name such as 标题 1; 0 for running text."""
        for holder in self._holders(paragraph):
            outline = value(child(holder, "w:pPr", "w:outlineLvl"))
            if outline.isdigit():
                return int(outline) + 1 if int(outline) < 9 else 0
            named = _HEADING.fullmatch(value(child(holder, "w:name")).strip())
            if named:
                return int(named[1])
        return 0

    def property(self, paragraph: _Element, *path: str) -> _Element | None:
        """A paragraph property such as `w:jc`: the paragraph's own, else its style's, else the default."""
        holders = [*self._holders(paragraph), child(self._root, "w:docDefaults", "w:pPrDefault")]
        found = (child(holder, "w:pPr", *path) for holder in holders)
        return next((node for node in found if node is not None), None)

    def alignment(self, paragraph: _Element) -> str:
        """`left`, `center`, `right`, `both`; empty where none is said."""
        said = value(self.property(paragraph, "w:jc"))
        return _LEFT_TO_RIGHT.get(said, said)

    def look(self, run: _Element, paragraph: _Element) -> Look:
        """How a run looks: its own properties, its style, the paragraph's style, the defaults."""
        own, defaults = child(run, "w:rPr"), child(self._root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        by_run = [child(node, "w:rPr") for node in self.chain(value(child(own, "w:rStyle")))]
        by_paragraph = [child(node, "w:rPr") for node in self.chain(self.style_of(paragraph))]
        levels = [own, *by_run, *by_paragraph, defaults]

        def toggle(name: str) -> bool:
            direct = is_on(child(own, name))
            if direct is not None:
                return direct
            return _first_toggle(by_run, name) ^ _first_toggle(by_paragraph, name)  # 17.7.3

        def first(name: str, attribute: str = "w:val") -> str:
            return next((found for level in levels if (found := value(child(level, name), attribute))), "")

        position = first("w:vertAlign")
        size = first("w:sz")
        return Look(
            bold=toggle("w:b"),
            italic=toggle("w:i"),
            strike=toggle("w:strike") or toggle("w:dstrike"),
            hidden=toggle("w:vanish"),
            dots=first("w:em") not in ("", "none"),
            underline=first("w:u") not in ("", "none"),
            highlight=first("w:highlight") not in ("", "none"),
            position=position if position in ("superscript", "subscript") else "",  # type: ignore[arg-type]
            font=first("w:rFonts", "w:eastAsia") or first("w:rFonts", "w:ascii"),
            size=int(size) if size.isdigit() else 0,
        )

    def _holders(self, paragraph: _Element) -> list[_Element]:
        return [paragraph, *self.chain(self.style_of(paragraph))]


def _is_default(node: _Element, kind: str) -> bool:
    return value(node, "w:type") == kind and value(node, "w:default") in ("1", "true", "on")


def _first_toggle(levels: list[_Element | None], name: str) -> bool:
    """The nearest word on a toggle in a chain of styles."""
    return next((said for level in levels if (said := is_on(child(level, name))) is not None), False)
