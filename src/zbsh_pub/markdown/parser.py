"""Markdown text to an lxml tree, by Python-Markdown and pymdown-extensions with the house's own parts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from functools import cache
from typing import Any

from lxml import etree as lx
from lxml.etree import _Element
from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from pymdownx.mark import MarkExtension

from zbsh_pub.markdown.blocks import HouseBlocks
from zbsh_pub.markdown.escapes import hide_ruby_bars
from zbsh_pub.markdown.inline import HouseInline

_PLACEHOLDERS = re.compile("[\u0002\u0003]|zz1337820767766393qq|qq3936677670287331zz")


@cache
def _markdown() -> Markdown:
    """One configured converter; it is reset for each article."""
    return Markdown(
        extensions=[
            FootnoteExtension(BACKLINK_TEXT="", SUPERSCRIPT_TEXT="{}"),
            SaneListExtension(),
            TableExtension(),
            MarkExtension(smart_mark=False),
            HouseBlocks(),
            HouseInline(),
        ]
    )


def parse(text: str) -> _Element:
    """`<div>` with the converted text; footnotes at its end as Python-Markdown leaves them.

    The steps are those of `Markdown.convert` without its serialiser, so that no markup is
    ever handled as a string.
    """
    md = _markdown()
    md.reset()
    lines = hide_ruby_bars(text).split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root: Any = md.parser.parseDocument(lines).getroot()
    for treeprocessor in md.treeprocessors:
        changed = treeprocessor.run(root)
        root = root if changed is None else changed
    return _to_lxml(root)


def _to_lxml(element: etree.Element) -> _Element:
    copy = lx.Element(element.tag, {key: str(value) for key, value in element.attrib.items()})
    copy.text = _clean(element.text)
    for child in element:
        twin = _to_lxml(child)
        twin.tail = _clean(child.tail)
        copy.append(twin)
    return copy


def _clean(text: str | None) -> str | None:
    return _PLACEHOLDERS.sub("", text) if text else None
