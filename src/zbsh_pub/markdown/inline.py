"""Inline constructs that Python-Markdown and pymdown-extensions lack: ruby, words of other languages, safe tags."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor

from zbsh_pub.markdown.escapes import RUBY_BAR

RUBY = rf"\{{([^{{}}|\n]+){RUBY_BAR}([^{{}}|\n]+)\}}"
LANGUAGE = r"\[([^\[\]\n]+)\]\{([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\}"
SAFE_TAGS = ("sub", "sup", "s", "u", "cite")
_SAFE = rf"<({'|'.join(SAFE_TAGS)})>(.+?)</\1>"

# Built-in constructs that the dialect leaves out, because editors meet them by accident
# (indented lines, underlined lines, two spaces at a line's end) or because they let markup through.
LEFT_OUT_INLINE = (
    "escape",
    "backtick",
    "reference",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "automail",
    "linebreak",
    "html",
    "entity",
    "autolink",
)
LEFT_OUT_BLOCKS = ("code", "setextheader", "hr", "reference")


def ruby_pairs(base: str, reading: str) -> list[tuple[str, str]]:
    """Base and reading in step: one pair a character where the counts agree, else one group."""
    syllables = reading.split()
    return list(zip(base, syllables, strict=True)) if len(syllables) == len(base) else [(base, reading)]


class _Ruby(InlineProcessor):
    """`{涿州|zhuō zhōu}`."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        ruby = etree.Element("ruby")
        for base, reading in ruby_pairs(m[1].strip(), m[2].strip()):
            etree.SubElement(ruby, "rb").text = base
            etree.SubElement(ruby, "rt").text = reading
        return ruby, m.start(0), m.end(0)


class _Language(InlineProcessor):
    """`[smart city]{en}`: words of another language, by its BCP 47 tag."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        element = etree.Element("span", lang=m[2])
        element.text = m[1]
        return element, m.start(0), m.end(0)


class _SafeTag(InlineProcessor):
    """`CO<sub>2</sub>`: the only raw tags that the dialect knows."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        element = etree.Element(m[1])
        element.text = m[2]
        return element, m.start(0), m.end(0)


class HouseInline(Extension):
    """Registers the constructs above and takes out what the dialect leaves out."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.treeprocessors.deregister("prettify")
        for name in LEFT_OUT_INLINE:
            md.inlinePatterns.deregister(name)
        blocks: Any = md.parser.blockprocessors
        for name in LEFT_OUT_BLOCKS:
            blocks.deregister(name)
        md.inlinePatterns.register(_Ruby(RUBY, md), "ruby", 175)
        md.inlinePatterns.register(_Language(LANGUAGE, md), "language", 174)
        md.inlinePatterns.register(_SafeTag(_SAFE, md), "safe-tag", 90)
