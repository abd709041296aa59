"""Join drawn units to one PDF, as a linker joins object files.

Each unit is a PDF of its own whose faces, outline and links are open (`typeset.drawn`). Here its pages
are appended, its faces bound to one shared set, its tags hung under one structure tree, and its names
resolved over all units (ISO 32000-1: 7.7.3 page tree, 12.3.2 destinations, 12.4.2 page labels,
14.7 logical structure).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from zbsh_pub.link.fonts import shared_fonts
from zbsh_pub.link.outline import write_outline
from zbsh_pub.link.tags import Tree
from zbsh_pub.typeset.drawn import DrawnUnit

NONE: Mapping[str, Overlay] = {}


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """Document information; dates are W3C dates. `labels` are (page index, style) pairs, numbers from 1."""

    title: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    language: str
    created: str
    labels: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Overlay:
    """A unit of one page that is laid over `page` (from 0) of another one."""

    page: int
    unit: DrawnUnit


class DanglingLink(Exception):
    """A link whose target no unit has; `args` are unit and target."""


def link(units: Sequence[DrawnUnit], facts: PdfFacts, overlays: Mapping[str, Overlay] = NONE) -> bytes:
    """One PDF of all units' pages in order, `overlays` laid over the units whose ids they have.

    The same units give the same bytes. Raises `DanglingLink` where a link goes nowhere.
    """
    pdf = Pdf.new()
    drawn = [*units, *(overlay.unit for overlay in overlays.values())]
    fonts = shared_fonts(pdf, [use for unit in drawn for use in unit.fonts])
    tree = Tree(pdf)
    streams: dict[bytes, pikepdf.Object] = {}
    for unit in units:
        with Pdf.open(BytesIO(unit.pdf)) as source:
            start = len(pdf.pages)
            _append(pdf, source)
            pages = [pdf.pages[index] for index in range(start, len(pdf.pages))]
            _bind_fonts(pages, fonts)
            _share_images(pages, streams)
            tree.add(source, pages, start, unit.id if unit.tabled else "")
        if unit.id in overlays:
            _lay_over(pdf, pages[overlays[unit.id].page], overlays[unit.id].unit, fonts, tree)
    tree.finish()
    _write_names(pdf, units)
    write_outline(pdf, units)
    _write_facts(pdf, facts)
    _check_links(pdf, units)
    return _saved(pdf)


def _append(pdf: Pdf, source: Pdf) -> None:
    """Add the pages of a unit. pikepdf warns of named destinations that stay behind: units have none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        pdf.pages.extend(source.pages)


def _lay_over(pdf: Pdf, page: pikepdf.Page, unit: DrawnUnit, fonts: Dictionary, tree: Tree) -> None:
    """Draw a unit of one page over a page, with its links and tags (ISO 32000-1, 8.10, 14.7.4.3)."""
    with Pdf.open(BytesIO(unit.pdf)) as source:
        _append(pdf, source)
        own = pdf.pages[-1]
        _bind_fonts([own], fonts)
        form = pdf.make_indirect(own.as_form_xobject())
        tree.add_form(source, page, own, form)
        del pdf.pages[-1]
    page.contents_add(b"q", prepend=True)
    name = page.add_resource(form, Name.XObject, Name("/Overlay"))
    page.contents_add(f"Q q {name} Do Q".encode())
    links = [*page.obj.get("/Annots", ()), *own.obj.get("/Annots", ())]
    if links:
        page.obj.Annots = Array(links)


def _bind_fonts(pages: Iterable[pikepdf.Page], fonts: Dictionary) -> None:
    """Give the unit's pages the shared faces: its own dictionary of them is one object, filled here."""
    for page in pages:
        own = page.obj.Resources.Font
        for name, font in fonts.items():
            own[name] = font
        return


def _share_images(pages: Iterable[pikepdf.Page], known: dict[bytes, pikepdf.Object]) -> None:
    """A picture that several units use is kept once."""
    for page in pages:
        objects = page.obj.Resources.get("/XObject", Dictionary())
        for name, stream in list(objects.items()):
            if stream.get("/Subtype") != "/Image" or "/SMask" in stream:
                continue
            key = stream.unparse(resolved=True) + stream.read_raw_bytes()
            objects[name] = known.setdefault(key, stream)
        return


def _write_names(pdf: Pdf, units: Sequence[DrawnUnit]) -> None:
    """The destinations of all units in one sorted name tree; of equal names the first counts."""
    places: dict[str, Array] = {}
    start = 0
    for unit in units:
        for anchor in unit.anchors:
            page = pdf.pages[start + anchor.page].obj
            places.setdefault(anchor.name, Array([page, Name.XYZ, anchor.x, anchor.y, 0]))
        start += unit.span.count
    entries = [item for name in sorted(places, key=lambda n: bytes(String(n))) for item in (String(name), places[name])]
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(entries)))


def _check_links(pdf: Pdf, units: Sequence[DrawnUnit]) -> None:
    names = {anchor.name for unit in units for anchor in unit.anchors}
    owners = [unit.id for unit in units for _ in range(unit.span.count)]
    for owner, page in zip(owners, pdf.pages, strict=True):
        for annotation in page.obj.get("/Annots", ()):
            if "/Dest" in annotation and str(annotation.Dest) not in names:
                raise DanglingLink(owner, str(annotation.Dest))


def _write_facts(pdf: Pdf, facts: PdfFacts) -> None:
    created = String(_pdf_date(facts.created))
    info = pdf.docinfo
    info["/Title"], info["/Author"] = String(facts.title), String(", ".join(facts.authors))
    info["/Subject"], info["/Keywords"] = String(facts.subject), String(", ".join(facts.keywords))
    info["/Creator"], info["/Producer"] = String("zbsh-pub"), String("zbsh-pub")
    info["/CreationDate"] = info["/ModDate"] = created
    pdf.Root.Lang = String(facts.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    if facts.labels:
        numbers = [item for index, style in facts.labels for item in (index, Dictionary(S=Name(f"/{style}")))]
        pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))


def _pdf_date(date: str) -> str:
    """`2024-02-15T00:00:00Z` as PDF writes it (ISO 32000-1, 7.9.4)."""
    digits = "".join(c for c in date if c.isdigit())
    return f"D:{digits}" + ("Z" if len(digits) == 14 else "")


def _saved(pdf: Pdf) -> bytes:
    pikepdf.settings.set_flate_compression_level(6)
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        min_version="1.7",
    )
    return out.getvalue()
