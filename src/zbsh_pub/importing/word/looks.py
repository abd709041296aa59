"""Give runs their effective looks and paragraphs their facts, so that no style is needed any more."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from lxml.etree import _Element

from zbsh_pub.importing.word.document import KEY, Facts, WordDocument, place_of
from zbsh_pub.importing.word.ooxml import child, inside, make, q, text_of
from zbsh_pub.importing.word.styles import Look


def write_facts(document: WordDocument) -> None:
    """Paragraphs carry their key as style, runs their looks as plain properties; numbers are counted."""
    usual = _usual_face(document)
    for part in document.parts:
        for paragraph in part.paragraphs():
            looks = _write_looks(paragraph, document, usual)
            key = paragraph.get(KEY, "")
            facts = _facts(paragraph, document, looks)
            document.facts[f"zb{key}"] = facts
            if facts.label and not facts.label.known:
                document.findings.doubt("W48", facts.number, text=facts.label.text.strip())
            properties = child(paragraph, "w:pPr")
            if properties is not None:
                paragraph.remove(properties)
            paragraph.insert(0, make("w:pPr", make("w:pStyle", w_val=f"zb{key}")))


def _facts(paragraph: _Element, document: WordDocument, looks: list[tuple[Look, str]]) -> Facts:
    styles = document.styles
    words = [(look, text) for look, text in looks if text.strip()]
    sizes = Counter[int]()
    for look, text in words:
        sizes[look.size] += len(text)
    faces = {look.face for look, _ in words}
    return Facts(
        number=place_of(paragraph),
        role=styles.role(paragraph),
        level=styles.level(paragraph),
        alignment=styles.alignment(paragraph),
        size=sizes.most_common(1)[0][0] if sizes else 0,
        bold=bool(words) and all(look.bold for look, _ in words),
        face=faces.pop() if len(faces) == 1 else "",
        label=document.numbering.label(paragraph),
        boxed=any(node.get("boxed") for node in (paragraph, *paragraph.iterancestors())),
    )


def _write_looks(paragraph: _Element, document: WordDocument, usual: str) -> list[tuple[Look, str]]:
    """Give each run its effective looks; give them back with the run's words, faces only where they differ."""
    found = []
    for run in [run for run in paragraph.iter(q("w:r")) if next(inside(run, "w:p"), None) is paragraph]:
        look = document.styles.look(run, paragraph)
        look = replace(look, font="") if look.face == usual else look
        found.append((look, text_of(run)))
        old = child(run, "w:rPr")
        if old is not None:
            run.remove(old)
        run.insert(0, _plain_properties(look))
    return found


def _plain_properties(look: Look) -> _Element:
    flags = {
        "w:b": look.bold or look.face == "hei",
        "w:i": look.italic or look.face == "kai",
        "w:strike": look.strike,
    }
    properties = make("w:rPr", *(make("w:rStyle", w_val="zb-dots") for _ in range(look.dots)))
    properties.extend(make(name) for name, is_so in flags.items() if is_so)
    if look.highlight:
        properties.append(make("w:highlight", w_val="yellow"))
    if look.underline:
        properties.append(make("w:u", w_val="single"))
    if look.position:
        properties.append(make("w:vertAlign", w_val=look.position))
    return properties


def _usual_face(document: WordDocument) -> str:
    """The face of most of the text: 黑体 in a text of 黑体 says nothing."""
    faces = Counter[str]()
    for paragraph in document.parts[0].paragraphs():
        for run in paragraph.iter(q("w:r")):
            text = text_of(run)
            if text.strip():
                faces[document.styles.look(run, paragraph).face] += len(text)
    return faces.most_common(1)[0][0] if faces else ""
