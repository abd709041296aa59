"""Make a Word document plain, so that mammoth reads all of it: a readable list of steps on its trees.

mammoth leaves out ruby, formulas and unknown symbols, follows the fallback of text boxes, knows no computed
numbers and no inherited looks. Each step turns one of these into something that it does read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.importing.word.document import (
    GETA,
    KEY,
    RUBY_BASE,
    RUBY_END,
    RUBY_MARKS,
    RUBY_READING,
    WordDocument,
    has_words,
    place_of,
    visible,
)
from zbsh_pub.importing.word.fields import settle_fields
from zbsh_pub.importing.word.findings import short
from zbsh_pub.importing.word.looks import write_facts
from zbsh_pub.importing.word.objects import lift_text_boxes, settle_drawings
from zbsh_pub.importing.word.ooxml import (
    NAMESPACES,
    all_of,
    child,
    detach,
    inside,
    is_on,
    make,
    names,
    q,
    text_of,
    text_run,
    unwrap,
    value,
)

_UNDERSTOOD = {"wps", "wpg", "wpc", "wp14", "w14", "w15", "a14", "cx1", "am3d"}
_CONTAINERS = ("w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdt", "w:sdtContent")
_MARKERS = (
    "w:proofErr",
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:commentReference",
    "w:annotationRef",
    "w:lastRenderedPageBreak",
    "w:permStart",
    "w:permEnd",
    "w:sdtPr",
    "w:sdtEndPr",
    "w:smartTagPr",
    "w:customXmlPr",
    "w:footnoteRef",
    "w:endnoteRef",
    "w:softHyphen",
    "w:separator",
    "w:continuationSeparator",
)


def _number_paragraphs(document: WordDocument) -> None:
    """Each paragraph gets its key: its number in the text, or the part and number of a note's paragraph."""
    for part in document.parts:
        prefix = "" if part.kind == "document" else part.kind[0]
        for text in part.root.iter(q("w:t")):
            text.text = RUBY_MARKS.sub("", text.text or "")
        for number, paragraph in enumerate(part.paragraphs(), 1):
            paragraph.set(KEY, f"{prefix}{number}")


def _choose_alternatives(document: WordDocument) -> None:
    """Of `mc:AlternateContent` the first choice that is understood, else the fallback (Part 3, 10.2)."""
    for root in document.roots:
        for node in all_of(root, "mc:AlternateContent"):
            choices = (c for c in node.iterfind(q("mc:Choice")) if set(c.get("Requires", "").split()) <= _UNDERSTOOD)
            chosen = next(choices, None)
            fallback = node.find(q("mc:Fallback"))
            if chosen is None or (fallback is not None and has_words(fallback) and not has_words(chosen)):
                chosen = fallback
            for other in list(node):
                if other is not chosen:
                    node.remove(other)
            if chosen is not None:
                unwrap(chosen)
            unwrap(node)


def _open_containers(document: WordDocument) -> None:
    """Content controls and tags give their content; a placeholder and a table of contents go (17.5)."""
    for root in document.roots:
        for node in all_of(root, "w:sdt"):
            gallery = value(child(node, "w:sdtPr", "w:docPartObj", "w:docPartGallery"))
            reason = "contents" if "Contents" in gallery else ""
            reason = reason or ("placeholder" if is_on(child(node, "w:sdtPr", "w:showingPlcHdr")) else "")
            if reason:
                document.findings.drop(text_of(node), reason, place_of(node))
                for text in all_of(node, "w:t"):
                    detach(text)
        for node in all_of(root, *_MARKERS):
            detach(node)
        for node in all_of(root, *_CONTAINERS):
            unwrap(node)


def _drop_hidden(document: WordDocument) -> None:
    """Hidden text (17.3.2.41) is not printed by Word either."""
    for root in document.roots:
        for run in all_of(root, "w:r"):
            paragraph = next(run.iterancestors(q("w:p")), None)
            if paragraph is not None and document.styles.look(run, paragraph).hidden:
                document.findings.drop(text_of(run), "hidden", place_of(run))
                for text in all_of(run, "w:t", "w:sym", "w:tab", "w:br", "w:drawing", "w:pict"):
                    detach(text)


def _write_formulas(document: WordDocument) -> None:
    """A formula (22.1) as the row of its characters."""
    for root in document.roots:
        for node in all_of(root, "m:oMath"):
            text = "".join(part.text or "" for part in node.iter(*names("m:t", "w:t")))
            document.findings.doubt("W30", place_of(node), text=short(text), found="OMML")
            node.addprevious(text_run(text))
            detach(node)
        for node in all_of(root, "m:oMathPara"):
            unwrap(node)


def _write_symbols(document: WordDocument) -> None:
    """Characters of symbol fonts (17.3.3.30) as Unicode; 〓 where the font is not known."""
    for root in document.roots:
        for node in all_of(root, "w:sym"):
            text = _symbol(value(node, "w:font"), value(node, "w:char"))
            if text == GETA:
                found = f"{value(node, 'w:font')} {value(node, 'w:char')}"
                document.findings.doubt("W32", place_of(node), found=found)
            document.findings.add(text)
            _replace_by_text(node, text)
        for node in all_of(root, "w:noBreakHyphen"):
            document.findings.add("-")
            _replace_by_text(node, "-")
        for node in root.iter(q("w:t")):
            _write_private(node, document)


def _write_private(node: _Element, document: WordDocument) -> None:
    """Text of a symbol font in private characters; other private characters, which no face has."""
    text = node.text or ""
    if visible(text) == RUBY_MARKS.sub("", text):
        return
    font = value(child(node.getparent(), "w:rPr", "w:rFonts"), "w:ascii")
    written = ""
    for character in text:
        seen = character if RUBY_MARKS.match(character) else visible(character)
        if seen == GETA and character != GETA:
            seen = _symbol(font, f"{ord(character):04X}")
            if seen == GETA:
                document.findings.doubt("W32", place_of(node), found=f"{font} U+{ord(character):04X}".strip())
            else:
                document.findings.drop(GETA, "symbol", place_of(node))
                document.findings.add(seen)
        written += seen
    node.text = written


def _symbol(font: str, code: str) -> str:
    from mammoth.docx.dingbats import dingbats

    try:
        point = int(code, 16)
    except ValueError:
        return GETA
    known: Any = dingbats.get((font, point)) or dingbats.get((font, point & 0xFF))
    return chr(known) if known else GETA


def _replace_by_text(node: _Element, text: str) -> None:
    content = make("w:t")
    content.text = text
    node.addprevious(content)
    detach(node)


def _write_ruby(document: WordDocument) -> None:
    """Ruby (17.3.3.25) between marks; in its base the looks of the base."""
    for root in document.roots:
        for node in all_of(root, "w:ruby"):
            base, reading = (_words(child(node, name)) for name in ("w:rubyBase", "w:rt"))
            run = next(inside(node, "w:r"), None)
            look = next((r for r in node.iter(q("w:r")) if next(inside(r, "w:rubyBase"), None) is not None), None)
            text = base + reading
            if base.strip() and reading.strip():
                text = f"{RUBY_BASE}{base}{RUBY_READING}{reading}{RUBY_END}"
            if run is not None:
                run.addprevious(text_run(text, child(look, "w:rPr")))
            detach(node)


def _words(node: _Element | None) -> str:
    return "" if node is None else text_of(node)


def _settle_note_marks(document: WordDocument) -> None:
    """A note's own mark (`*`, 17.11.4) goes: notes are numbered by the system."""
    for root in document.roots:
        for node in all_of(root, "w:footnoteReference", "w:endnoteReference"):
            if node.get(q("w:customMarkFollows")) in ("1", "true", "on"):
                run = node.getparent()
                for text in [] if run is None else list(run.iterfind(q("w:t"))):
                    document.findings.drop(text.text or "", "note-mark", place_of(node))
                    detach(text)


def _settle_cells(document: WordDocument) -> None:
    """A cell merged upwards that has words of its own stays a cell, for the merging would lose them."""
    for root in document.roots:
        for cell in root.iter(q("w:tc")):
            merge = child(cell, "w:tcPr", "w:vMerge")
            if merge is not None and value(merge) != "restart" and text_of(cell).strip():
                detach(merge)


STEPS: tuple[Callable[[WordDocument], None], ...] = (
    _number_paragraphs,
    _choose_alternatives,
    _open_containers,
    settle_fields,
    _drop_hidden,
    _write_formulas,
    _write_symbols,
    _write_ruby,
    _settle_note_marks,
    lift_text_boxes,
    settle_drawings,
    _settle_cells,
    write_facts,
)


def prepare(document: WordDocument) -> None:
    """All steps in order."""
    for step in STEPS:
        step(document)
    for root in document.roots:
        etree.cleanup_namespaces(root, keep_ns_prefixes=list(NAMESPACES))
