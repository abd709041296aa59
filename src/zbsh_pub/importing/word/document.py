"""A Word document under preparation: its trees, its styles, what is found out on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from zbsh_pub.importing.word.findings import Findings
from zbsh_pub.importing.word.numbering import Label, Numbering, read_numbering
from zbsh_pub.importing.word.ooxml import q, text_of
from zbsh_pub.importing.word.package import Package, Relationship
from zbsh_pub.importing.word.styles import Face, Role, Styles

KEY = "zb"  # attribute of each paragraph: how it is called on the way through mammoth
# Marks round a ruby on the way through mammoth; noncharacters, which no text may hold.
RUBY_BASE, RUBY_READING, RUBY_END = "\ufdd0", "\ufdd1", "\ufdd2"
RUBY_MARKS = re.compile(f"[{RUBY_BASE}-{RUBY_END}]")
GETA = "〓"  # stands for a character that cannot be set
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
NOTE_KINDS = ("footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class Facts:
    """What Word says of a paragraph beside its words; `size` in half points, `number` from 1 in the document."""

    number: int = 0
    role: Role = "text"
    level: int = 0
    alignment: str = ""
    size: int = 0
    bold: bool = False
    face: Face = ""
    label: Label | None = None
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Media:
    """A picture of the document: its bytes as they are, and the suffix of its part."""

    suffix: str
    data: bytes


@dataclass(slots=True)
class Part:
    """The text or the notes: the tree, what it points to, and how its paragraphs are keyed."""

    kind: str
    root: _Element
    links: Mapping[str, Relationship]

    def paragraphs(self) -> Iterator[_Element]:
        """Every paragraph, those of tables and boxes too, in document order."""
        yield from self.root.iter(q("w:p"))


@dataclass(slots=True)
class WordDocument:
    """Trees that the steps of `prepare` change, what they find, and which notes (kind, id) the text calls."""

    package: Package
    findings: Findings
    styles: Styles
    numbering: Numbering
    parts: list[Part]
    facts: dict[str, Facts] = field(default_factory=dict)
    media: list[Media] = field(default_factory=list)
    called: set[tuple[str, str]] = field(default_factory=set)

    @property
    def roots(self) -> list[_Element]:
        """The trees of all parts, the text first."""
        return [part.root for part in self.parts]


def read_document(package: Package, findings: Findings) -> WordDocument:
    """Fresh trees of the text, its footnotes and endnotes, with styles and numbering read."""
    styles = Styles(package.tree(package.related("styles")))
    numbering = read_numbering(package.tree(package.related("numbering")), styles)
    paths = {"document": package.main, **{kind: package.related(kind) for kind in NOTE_KINDS}}
    parts = [
        Part(kind, root, package.relationships(path))
        for kind, path in paths.items()
        if (root := package.tree(path)) is not None
    ]
    return WordDocument(package, findings, styles, numbering, parts)


def place_of(node: _Element) -> int:
    """The number of the paragraph that a node is in or of; 0 for a note."""
    holder = node if node.tag == q("w:p") else next(node.iterancestors(q("w:p")), None)
    key = "" if holder is None else holder.get(KEY, "")
    return int(key) if key.isdigit() else 0


def visible(text: str) -> str:
    """Text without what nobody sees; a private character, which no face has, as 〓."""
    return _PRIVATE.sub(GETA, _UNSEEN.sub("", text))


def has_words(node: _Element) -> bool:
    """Whether any word that can be seen stands in a node."""
    return bool(visible(text_of(node)).strip())
