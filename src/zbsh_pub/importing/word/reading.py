"""A prepared Word document into paragraphs and tables, by mammoth.

mammoth is given a small .docx that holds the prepared trees and nothing else; of what it can do the
document model is used (`mammoth.docx.read`), not its HTML.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from lxml import etree

from zbsh_pub.importing.word.document import RUBY_BASE, RUBY_END, RUBY_READING, Facts, Media, WordDocument
from zbsh_pub.importing.word.draft import Cell, Image, Mark, Paragraph, Piece, Source, Table, stripped
from zbsh_pub.importing.word.ooxml import NAMESPACES
from zbsh_pub.problems import Failure, problem

LINE_BREAK = "\n"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RUBY = re.compile(f"{RUBY_BASE}([^{RUBY_END}]*){RUBY_READING}([^{RUBY_END}]*){RUBY_END}")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s()<>]+", re.I)


def read_blocks(document: WordDocument) -> list[Source]:
    """The paragraphs and tables of the text, in order; notes stand in the pieces that call them."""
    model = _model(_package(document), document.findings.file)
    reader = _Reader(document, model.notes)
    return list(reader.blocks(model.children))


def _model(data: bytes, file: str) -> Any:
    """mammoth's model of the document; W04 where the file breaks rules on which mammoth relies."""
    from mammoth import docx

    try:
        return docx.read(BytesIO(data), external_file_access=False).value
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
        reason = f"{type(error).__name__} {error}".split("\n")[0][:80]
        raise Failure([problem("W04", file, part="word/document.xml", reason=reason)]) from error


def _package(document: WordDocument) -> bytes:
    """The prepared trees as a .docx."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _relationships([("r1", "officeDocument", "word/document.xml", False)]))
        for part in document.parts:
            archive.writestr(f"word/{part.kind}.xml", etree.tostring(part.root))
            links = [(key, "hyperlink", link.target, True) for key, link in part.links.items() if link.outside]
            images = [(f"zb{n}", "image", f"media/{n}", False) for n in range(1, len(document.media) + 1)]
            archive.writestr(f"word/_rels/{part.kind}.xml.rels", _relationships([*links, *images]))
        for number, media in enumerate(document.media, 1):
            archive.writestr(f"word/media/{number}", media.data)
    return buffer.getvalue()


def _relationships(links: Iterable[tuple[str, str, str, bool]]) -> bytes:
    root = etree.Element(f"{{{NAMESPACES['rel']}}}Relationships")
    for identifier, kind, target, outside in links:
        node = etree.SubElement(root, f"{{{NAMESPACES['rel']}}}Relationship", Id=identifier, Target=target)
        node.set("Type", f"{_OFFICE}/{kind}")
        if outside:
            node.set("TargetMode", "External")
    return etree.tostring(root)


@dataclass(frozen=True, slots=True)
class _Reader:
    """From mammoth's document model (`mammoth.documents`) to ours."""

    document: WordDocument
    notes: Any

    def blocks(self, nodes: Iterable[Any]) -> Iterator[Source]:
        """Paragraphs and tables among nodes of the model."""
        for node in nodes:
            kind = type(node).__name__
            if kind == "Paragraph":
                yield self._paragraph(node)
            elif kind == "Table":
                yield Table(tuple(self._row(row) for row in node.children if type(row).__name__ == "TableRow"))

    def _row(self, row: Any) -> tuple[Cell, ...]:
        return tuple(
            Cell(tuple(self.blocks(cell.children)), int(cell.colspan), int(cell.rowspan))
            for cell in row.children
            if type(cell).__name__ == "TableCell"
        )

    def _paragraph(self, node: Any) -> Paragraph:
        facts = self.document.facts.get(node.style_id or "", Facts())
        content = list(self._inline(node.children, frozenset(), "", facts))
        pieces = stripped(ruby for item in content if isinstance(item, Piece) for ruby in self._with_ruby(item, facts))
        return Paragraph(facts, pieces, tuple(item for item in content if isinstance(item, Image)))

    def _inline(self, nodes: Iterable[Any], marks: frozenset[Mark], href: str, facts: Facts) -> Iterator[Piece | Image]:
        for node in nodes:
            kind = type(node).__name__
            if kind == "Run":
                yield from self._inline(node.children, marks | _marks(node), href, facts)
            elif kind == "Hyperlink":
                yield from self._inline(node.children, marks, self._target(node, facts) or href, facts)
            elif kind == "Text":
                yield Piece(node.value.replace("\u00a0", " ").replace("\n", " "), marks, href=href)
            elif kind == "Tab":
                yield Piece(" ", marks, href=href)
            elif kind == "Break":
                yield from self._break(node, marks, facts)
            elif kind == "Checkbox":
                text = "√" if node.checked else "□"
                self.document.findings.add(text)
                yield Piece(text, marks)
            elif kind == "NoteReference":
                yield Piece(note=self._note(node))
            elif kind == "Image":
                yield self._image(node)

    def _with_ruby(self, piece: Piece, facts: Facts) -> Iterator[Piece]:
        """A piece cut at the marks that stand round ruby; readings that do not fit (D14) in parentheses."""
        end = 0
        for match in _RUBY.finditer(piece.text):
            yield replace(piece, text=piece.text[end : match.start()])
            base, reading = match[1].strip(), " ".join(match[2].split())
            if len(reading.split()) in (1, len(base)):
                yield replace(piece, text=base, reading=reading)
            else:
                self.document.findings.add("（）")
                self.document.findings.doubt("W46", facts.number, text=f"{base} {reading}")
                yield replace(piece, text=f"{base}（{reading}）")
            end = match.end()
        yield replace(piece, text=piece.text[end:])

    def _break(self, node: Any, marks: frozenset[Mark], facts: Facts) -> Iterator[Piece]:
        if node.break_type == "line":
            yield Piece(LINE_BREAK, marks)
        else:
            self.document.findings.doubt("W34", facts.number)

    def _target(self, node: Any, facts: Facts) -> str:
        """An address that the dialect can link to; others are told, their words stay (17.16.22)."""
        target = (node.href or "").strip().replace("(", "%28").replace(")", "%29")
        if _WEB.fullmatch(target):
            return target
        if target or not (node.anchor or "").startswith("_"):
            self.document.findings.doubt("W33", facts.number, target=(target or f"#{node.anchor}")[:80])
        return ""

    def _note(self, node: Any) -> tuple[Paragraph, ...]:
        try:
            body = self.notes.resolve(node).body
        except KeyError:
            return ()
        self.document.called.add((node.note_type, node.note_id))
        return tuple(block for block in self.blocks(body) if isinstance(block, Paragraph) and block.text.strip())

    def _image(self, node: Any) -> Image:
        with node.open() as file:
            data: bytes = file.read()
        return Image(data, _suffix(data, self.document.media), node.alt_text or "")


def _suffix(data: bytes, media: list[Media]) -> str:
    return next((item.suffix for item in media if item.data == data), "")


def _marks(run: Any) -> frozenset[Mark]:
    flags: Mapping[Mark, bool] = {
        "bold": run.is_bold,
        "kai": run.is_italic,
        "strike": run.is_strikethrough,
        "underline": run.is_underline,
        "highlight": bool(run.highlight),
        "dots": run.style_id == "zb-dots",
        "sup": run.vertical_alignment == "superscript",
        "sub": run.vertical_alignment == "subscript",
    }
    return frozenset(mark for mark, is_so in flags.items() if is_so)
