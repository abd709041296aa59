"""Fields (17.16): what Word computes and keeps the last result of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from zbsh_pub.importing.word.document import GETA, RUBY_BASE, RUBY_END, RUBY_READING, WordDocument, place_of
from zbsh_pub.importing.word.findings import short
from zbsh_pub.importing.word.numerals import circled
from zbsh_pub.importing.word.ooxml import all_of, detach, names, q, text_run, unwrap, value

_CONTENTS = {"TOC", "INDEX", "TOA"}
_STALE = {
    "REF",
    "PAGEREF",
    "NOTEREF",
    "PAGE",
    "NUMPAGES",
    "SECTIONPAGES",
    "DATE",
    "TIME",
    "SAVEDATE",
    "CREATEDATE",
    "PRINTDATE",
}
_STALE |= {"FILENAME", "AUTHOR", "STYLEREF", "DOCPROPERTY", "NUMWORDS"}
# EQ as Word's and WPS's dialogs write it: a reading over a character (拼音指南), a character in a circle (带圈字符).
_PHONETIC = re.compile(r"\\s\s*\\up\s*[\d.]*\s*\(([^()]*)\)\s*[,，;；]\s*([^()]+)\)")
_ENCLOSED = re.compile(r"\\o\s*\\ac\s*\(\s*([○〇◯□△◇])\s*[,，;；]\s*([^()]+?)\s*\)")


@dataclass(slots=True)
class Field:
    """A field: its instruction, the node where it begins, the texts of its result."""

    instruction: str
    begin: _Element
    result: list[_Element] = field(default_factory=list)
    in_result: bool = False

    @property
    def name(self) -> str:
        """The first word of the instruction: TOC, PAGEREF, EQ …"""
        return (self.instruction.split() or [""])[0].upper()

    @property
    def text(self) -> str:
        """The words of the result."""
        return "".join(node.text or "" for node in self.result)


def settle_fields(document: WordDocument) -> None:
    """Contents go, formulas of fields become text, results that may be out of date are told."""
    for part in document.parts:
        for found in [*_complex(part.root), *_simple(part.root)]:
            _settle(found, document)
        for node in all_of(part.root, "w:fldSimple"):
            unwrap(node)


def _complex(root: _Element) -> Iterator[Field]:
    """Fields of `w:fldChar`, which may be nested and run over paragraphs."""
    open_fields: list[Field] = []
    closed: list[Field] = []
    for node in root.iter(*names("w:fldChar", "w:instrText", "w:t")):
        kind = value(node, "w:fldCharType")
        if kind == "begin":
            open_fields.append(Field("", node))
        elif kind == "separate" and open_fields:
            open_fields[-1].in_result = True
        elif kind == "end" and open_fields:
            closed.append(open_fields.pop())
        elif node.tag == q("w:instrText") and open_fields and not open_fields[-1].in_result:
            open_fields[-1].instruction += node.text or ""
        elif node.tag == q("w:t"):
            for outer in open_fields:
                if outer.in_result:
                    outer.result.append(node)
    yield from closed


def _simple(root: _Element) -> Iterator[Field]:
    for node in root.iter(q("w:fldSimple")):
        yield Field(value(node, "w:instr"), node, list(node.iter(q("w:t"))))


def _settle(found: Field, document: WordDocument) -> None:
    place = place_of(found.begin)
    if found.name in _CONTENTS:
        document.findings.drop(found.text, "contents", place)
        for node in found.result:
            detach(node)
    elif found.name in _STALE and any(node.getparent() is not None for node in found.result) and found.text.strip():
        document.findings.doubt("W31", place, text=short(found.text), field=found.name)
    elif found.name == "EQ":
        _equation(found, document, place)


def _equation(found: Field, document: WordDocument, place: int) -> None:
    """The text of an EQ field, which Word draws and never keeps as text."""
    phonetic, enclosed = _PHONETIC.search(found.instruction), _ENCLOSED.search(found.instruction)
    if phonetic:
        reading, base = phonetic[1].strip(), phonetic[2].strip()
        text = f"{RUBY_BASE}{base}{RUBY_READING}{reading}{RUBY_END}" if reading else base
        document.findings.add(base + reading)
    elif enclosed:
        number = enclosed[2]
        text = circled(int(number)) if enclosed[1] in "○〇◯" and number.isdigit() and int(number) <= 50 else ""
        if not text:
            text = f"（{number}）"
            document.findings.doubt("W30", place, text=f"{enclosed[1]} {number}", found="EQ")
        document.findings.add(text)
    else:
        text = GETA
        document.findings.add(text)
        document.findings.doubt("W30", place, text=short(found.instruction, 60), found="EQ")
    run = next(found.begin.iterancestors(q("w:r")), found.begin)
    run.addprevious(text_run(text, run.find(q("w:rPr"))))
    for node in found.result:
        document.findings.drop(node.text or "", "field", place)
        detach(node)
