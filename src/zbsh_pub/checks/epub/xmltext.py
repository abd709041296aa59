"""The bytes of an XML file into an `Xml`: a tree, and what an EPUB does not allow in the text of the file.

No entity is expanded and nothing is fetched: a file that comes from anywhere is not trusted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5
from typing import Any

from lxml import etree
from lxml.etree import _Element

_FIVE = {"amp", "lt", "gt", "quot", "apos"}
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*?\?>", re.S)
_ENCODING = re.compile(r"""encoding\s*=\s*["']([\w.-]+)["']""")
_QUIET = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.S)
_ENTITY = re.compile(r"&([A-Za-z][\w.-]*);")
_OWN_ENTITY = re.compile(r"<!ENTITY\s+%?\s*([\w.-]+)")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([^\s>\[]+)\s*([^>\[]*)", re.S)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file is not XML, and where."""

    line: int
    column: int
    reason: str


@dataclass(frozen=True, slots=True)
class Xml:
    """`root` is none where there is a `fault`. `entities`: (line, name) of those that XML does not know.

    `doctype` is what follows the name of the root in the document type; `declares` the entities of its own.
    """

    path: str
    root: _Element | None
    fault: Fault | None
    encoding: str
    entities: tuple[tuple[int, str], ...] = ()
    doctype: str = ""
    doctype_line: int = 0
    declares: tuple[str, ...] = ()
    text: str = field(default="", repr=False)


def parse_xml(path: str, data: bytes) -> Xml:
    """The file as a tree. Entities of HTML are taken for their characters, so that the rest can be read."""
    text, encoding = _decoded(data)
    own = tuple(_OWN_ENTITY.findall(text))
    plain = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text.removeprefix("\ufeff"), count=1)
    quiet = _QUIET.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), plain)
    strange = [found for found in _ENTITY.finditer(quiet) if found[1] not in _FIVE and found[1] not in own]
    places = tuple((plain.count("\n", 0, found.start()) + 1, found[1]) for found in strange)
    root, fault = _parsed(_replaced(plain, strange))
    doctype = _DOCTYPE.search(quiet)
    line = plain.count("\n", 0, doctype.start()) + 1 if doctype else 0
    return Xml(path, root, fault, encoding, places, " ".join((doctype[2] if doctype else "").split()), line, own, plain)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding as it is declared or seen."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), "utf-16"
    declared = _ENCODING.search(data[:200].decode("ascii", "replace").partition("?>")[0])
    encoding = (declared[1] if declared else "utf-8").lower()
    try:
        return data.decode(encoding), encoding
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace"), encoding if encoding != "utf-8" else "?"


def _replaced(text: str, found: list[re.Match[str]]) -> str:
    parts, at = [], 0
    for entity in found:
        parts += [text[at : entity.start()], html5.get(entity[1] + ";", "\ufffd")]
        at = entity.end()
    return "".join([*parts, text[at:]])


def _parsed(text: str) -> tuple[_Element | None, Fault | None]:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser), None
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = re.sub(r", line \d+, column \d+.*", "", str(error.msg or error)).split("\n")[0]
        return None, Fault(line or 1, max(column, 0), reason)


def line_of(node: _Element) -> int:
    """The line of the file on which the element begins."""
    line: Any = node.sourceline
    return int(line or 1)


def text_of(node: _Element) -> str:
    """All text in the element, as it stands."""
    return "".join(str(text) for text in node.itertext())
