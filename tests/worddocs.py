"""Word files for the tests, written part by part: what Word, WPS and bad people put into them.

docx(p("正文。"), p(r("黑", bold=True)), numbering=…)
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image

from zbsh_pub.importing.word.convert import Converted, convert_word
from zbsh_pub.importing.word.importer import Options, import_word
from zbsh_pub.importing.word.ooxml import NAMESPACES
from zbsh_pub.problems import Failure, Problem

NAME = "稿.docx"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix not in ("rel", "ct"))
PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header1": "header",
}


def r(text: str = "", properties: str = "", *, content: str = "") -> str:
    """A run."""
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
    return f"<w:r><w:rPr>{properties}</w:rPr>{words}{content}</w:r>"


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph; a run that is no markup is plain text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    content = "".join(run if run.startswith(("<w:", "<m:")) else r(run) for run in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is text, or markup with its own paragraphs and properties."""
    cells = ["".join(c if c.startswith("<w:tc>") else tc(c) for c in row) for row in rows]
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def tc(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def picture(identifier: str, description: str = "", more: str = "", link: bool = False) -> str:
    """A run with an inline picture."""
    how = "r:link" if link else "r:embed"
    return r(
        content=f'<w:drawing><wp:inline><wp:docPr id="1" name="n" descr="{description}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip {how}="{identifier}"/>{more}</pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def style(identifier: str, name: str, properties: str = "", kind: str = "paragraph", based: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{parent}{properties}</w:style>'


def field(instruction: str, result: str = "") -> str:
    """A complex field."""
    return (
        r(content='<w:fldChar w:fldCharType="begin"/>')
        + r(content=f'<w:instrText xml:space="preserve">{instruction}</w:instrText>')
        + r(content='<w:fldChar w:fldCharType="separate"/>')
        + (r(result) if result else "")
        + r(content='<w:fldChar w:fldCharType="end"/>')
    )


def note(identifier: int, *paragraphs: str) -> str:
    inner = "".join(text if text.startswith("<") else p(text) for text in paragraphs)
    return f'<w:footnote w:id="{identifier}">{inner}</w:footnote>'


def call(identifier: int) -> str:
    return r(properties='<w:vertAlign w:val="superscript"/>', content=f'<w:footnoteReference w:id="{identifier}"/>')


def levels(*forms: tuple[str, str], start: int = 1) -> str:
    """One list of the numbering part, number 1: (form, pattern) by level."""
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(forms)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def numbered(level: int = 0, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def png(colour: str = "red", size: tuple[int, int] = (4, 3), form: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture."""
    buffer = BytesIO()
    Image.new(mode, size, colour if mode == "RGB" else 0).save(buffer, form)
    return buffer.getvalue()


def docx(
    *body: str,
    media: Mapping[str, bytes] | None = None,
    links: Mapping[str, tuple[str, str]] | None = None,
    files: Mapping[str, str | bytes] | None = None,
    **parts: str,
) -> bytes:
    """A .docx with `body` as its text.

    `media` are pictures by relationship id and suffix (`m1.png`), `links` outside addresses by id, with their kind;
    `parts` the content of styles, numbering, footnotes, endnotes, comments, header1; `files` anything else.
    """
    roots = {"styles": "styles", "numbering": "numbering", "comments": "comments", "header1": "hdr"}
    relations = [f'<Relationship Id="{k}" Type="{KIND}/{PARTS[k]}" Target="{k}.xml"/>' for k in parts]
    relations += [
        f'<Relationship Id="{name.split(".")[0]}" Type="{KIND}/image" Target="media/{name}"/>' for name in media or {}
    ]
    relations += [
        f'<Relationship Id="{k}" Type="{KIND}/{kind}" Target="{target}" TargetMode="External"/>'
        for k, (kind, target) in (links or {}).items()
    ]
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations(f'<Relationship Id="r" Type="{KIND}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations("".join(relations)),
        **{f"word/{k}.xml": f"<w:{roots.get(k, k)} {SPACES}>{v}</w:{roots.get(k, k)}>" for k, v in parts.items()},
        **{f"word/media/{name}": data for name, data in (media or {}).items()},
        **(files or {}),
    }
    return zipped(content)


def _relations(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def zipped(content: Mapping[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def converted(data: bytes, **options: str) -> Converted:
    """What comes of a .docx, with the pictures in `../../assets/x`."""
    return convert_word(data, NAME, "../../assets/x", **options)  # type: ignore[arg-type]


def article(data: bytes, **options: str) -> str:
    """The body of the article."""
    return converted(data, **options).text.split("---\n", 2)[2].strip("\n")


def told(data: bytes, **options: str) -> list[Problem]:
    """Every problem and doubt of a .docx."""
    try:
        return converted(data, **options).findings.doubts
    except Failure as failure:
        return list(failure.problems)


def codes_of(data: bytes, **options: str) -> list[str]:
    return [found.code for found in told(data, **options)]


def refused(root: Path, name: str, data: bytes = b"", **options: Any) -> list[Problem]:
    """Why the file `name` is not put into the issue at `root`."""
    file = root.parent / name
    file.write_bytes(data or docx(p("正文。")))
    try:
        import_word(file, Options(root, **options))
    except Failure as failure:
        return [replace(q, details={k: _without(v, root) for k, v in q.details.items()}) for q in _here(failure, root)]
    return []


def _here(failure: Failure, root: Path) -> list[Problem]:
    """The problems with places that are the same on every machine."""
    return [replace(q, place=replace(q.place, file=_without(q.place.file, root))) for q in failure.problems]


def _without(value: object, root: Path) -> str:
    return str(value).replace(str(root), "issue")
