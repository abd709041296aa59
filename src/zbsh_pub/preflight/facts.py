"""What was seen in a PDF, as values: pages, what they paint, faces, pictures, structure. Rules judge these alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from zbsh_pub.preflight.colour import Colour, Space
from zbsh_pub.preflight.geometry import Box

Zone = Literal["page", "bleed", "slug"]
Kind = Literal["text", "line", "area", "shading", "stencil"]
Overprint = Literal["off", "on", "nonzero"]  # nonzero: with overprint mode 1, zeros of CMYK leave what is below


@dataclass(frozen=True, slots=True)
class Paint:
    """One way of painting on a page, and how often: text, stroked lines, filled areas, shadings, stencils.

    `size` is in points as printed: of text its size, of a line its width, of an area its lesser side. `ink` is the
    sum of all inks in per cent. `zone` is the innermost that it touches: the trimmed page, the bleed, the slug.
    `where` names the forms and patterns that it stands in; `masking` is said of what shapes a soft mask.
    """

    kind: Kind
    colour: Colour
    ink: float
    overprint: Overprint
    size: float
    face: str
    zone: Zone
    where: str
    masking: bool
    sample: str
    count: int


@dataclass(frozen=True, slots=True)
class Samples:
    """Decoded pixels of a picture: total ink in per cent and how many of `count` samples have it."""

    inks: Mapping[int, int]
    count: int


@dataclass(frozen=True, slots=True)
class Placement:
    """A picture as it stands on a page: pixels, size in points, resolution in pixels an inch (the lesser)."""

    name: str
    where: str
    zone: Zone
    width: int
    height: int
    bits: int
    stencil: bool
    space: Space | None
    size: tuple[float, float]
    ppi: float
    samples: Samples | None
    readable: bool
    masking: bool


@dataclass(frozen=True, slots=True)
class Transparency:
    """Live transparency: what it is (alpha, blend mode, soft mask), and the space in which it is blended.

    `space` is None where no group names one; then it is that of the output intent.
    """

    effect: Literal["alpha", "blend", "mask"]
    space: Space | None
    where: str


@dataclass(frozen=True, slots=True)
class Annotation:
    kind: str
    box: Box | None


@dataclass(frozen=True, slots=True)
class Boxes:
    """The page boxes of ISO 32000-2, 14.11.2, as they stand in the file; None where one is absent."""

    media: Box
    crop: Box | None = None
    bleed: Box | None = None
    trim: Box | None = None
    art: Box | None = None

    @property
    def page(self) -> Box:
        """What a reader takes for the page: the trimmed page, else what is shown."""
        return self.trim or self.art or self.crop or self.media


@dataclass(frozen=True, slots=True)
class PageText:
    """Label and text of a page as PDFium reads them, and the numbers that stand alone at its head and foot."""

    label: str
    text: str
    folios: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    index: int
    label: str
    boxes: Boxes
    paints: tuple[Paint, ...]
    placements: tuple[Placement, ...]
    transparencies: tuple[Transparency, ...]
    annotations: tuple[Annotation, ...]
    actions: tuple[str, ...]
    forbidden: tuple[str, ...]
    shown: Mapping[str, frozenset[bytes]]  # face → codes of its characters
    untagged: Mapping[str, int]  # kind of painting → how often it stands outside all tags
    marked: frozenset[int]  # MCIDs of what is painted
    words: Mapping[int, str]  # MCID → the first characters of its text
    text: PageText = PageText("", "", ())


@dataclass(frozen=True, slots=True)
class Font:
    """A face: `key` names it in this file. `missing` are codes that were shown and have no glyph.

    `unmapped` are shown codes without a Unicode value; `visible` is False where it is used for hidden text alone.
    """

    key: str
    name: str
    kind: str
    embedded: bool
    visible: bool
    missing: frozenset[bytes]
    unmapped: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Profile:
    """What the header and the description of an ICC profile say (ICC.1, 7.2)."""

    device_class: str
    space: str
    version: tuple[int, int]
    description: str
    components: int  # /N of its stream


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent (ISO 32000-2, 14.11.5); `profile` is None where none is embedded or it cannot be read."""

    subtype: str
    identifier: str
    registry: str
    condition: str
    profile: Profile | None
    embedded: bool


@dataclass(frozen=True, slots=True)
class Target:
    """A link or bookmark that leads nowhere: what it is, where it stands, what it names."""

    kind: Literal["link", "bookmark"]
    page: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure tree that a rule asks for: its standard type, the page and MCID it begins with."""

    kind: str
    page: int | None
    mcid: int | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure tree: headings in order, figures without a text, tables without header cells, tagged content."""

    headings: tuple[Element, ...] = ()
    silent: tuple[Element, ...] = ()
    headless: tuple[Element, ...] = ()
    described: frozenset[int] = frozenset()  # pages with a figure that has a text
    content: frozenset[tuple[int, int]] = frozenset()  # page, MCID


@dataclass(frozen=True, slots=True)
class Document:
    """What is said of the whole file. `xmp` has names with their usual prefixes: "dc:title"."""

    version: tuple[int, int]
    info: Mapping[str, str]
    xmp: Mapping[str, str]
    has_id: bool
    encrypted: bool
    accessible: bool
    damaged: bool
    scripts: tuple[str, ...]
    actions: tuple[str, ...]
    intents: tuple[Intent, ...]
    language: str
    shows_title: bool
    tagged: bool
    labelled: bool
    bookmarks: int
    lost: tuple[Target, ...]
    structure: Structure = field(default_factory=Structure)


@dataclass(frozen=True, slots=True)
class Facts:
    document: Document
    pages: tuple[Page, ...]
    fonts: Mapping[str, Font]
