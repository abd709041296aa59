"""Join drawn units to one PDF, as a linker joins object files.

Each unit is a PDF of its own whose faces, outline and links are open (`typeset.drawn`). Here its pages
are appended, its faces bound to one shared set, its tags hung under one structure tree, and its names
resolved over all units (ISO 32000-1: 7.7.3 page tree, 12.3.2 destinations, 12.4.2 page labels,
14.7 logical structure).
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from zbsh_pub.house import Script, script_of
from zbsh_pub.link.fonts import shared_fonts
from zbsh_pub.link.metadata import PdfFacts, write_info, write_metadata, write_output_intent
from zbsh_pub.link.outline import destination, write_outline
from zbsh_pub.link.pour import Objgen, number_objects, pour, renumbered
from zbsh_pub.link.tags import Tree, UnitTags, add_form, unit_tags
from zbsh_pub.link.writer import Writer
from zbsh_pub.typeset.drawn import DrawnUnit

NONE: Mapping[str, Overlay] = {}


@dataclass(frozen=True, slots=True)
class Overlay:
    """A unit of one page that is laid over `page` (from 0) of another one."""

    page: int
    unit: DrawnUnit


class DanglingLink(Exception):
    """A link whose target no unit has; `args` are unit and target."""


@dataclass(slots=True)
class _File:
    """The file that is being written: numbers of its objects that every unit needs."""

    writer: Writer
    page_root: int
    fonts: int
    tree: Tree
    names: frozenset[str]
    pages: list[int] = field(default_factory=list)
    images: dict[bytes, int] = field(default_factory=dict)


def link(units: Sequence[DrawnUnit], facts: PdfFacts, overlays: Mapping[str, Overlay] = NONE) -> bytes:
    """One PDF of all units' pages in order, `overlays` laid over the units whose ids they have.

    The same units give the same bytes. One unit is held at a time. Raises `DanglingLink` where a link goes
    nowhere.
    """
    out = BytesIO()
    writer = Writer(out)
    names = frozenset(anchor.name for unit in units for anchor in unit.anchors)
    tree = Tree(writer.reserve(), sum(unit.span.count for unit in units))
    file = _File(writer, writer.reserve(), writer.reserve(), tree, names)
    for unit in units:
        _add_unit(file, unit, overlays.get(unit.id))
    _write_fonts(file, [*units, *(overlay.unit for overlay in overlays.values())], script_of(facts.language))
    kids = b" ".join(b"%d 0 R" % page for page in file.pages)
    writer.add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(file.pages), kids), file.page_root)
    writer.finish(_write_catalog(file, units, facts), write_info(writer, facts))
    return out.getvalue()


def _add_unit(file: _File, unit: DrawnUnit, overlay: Overlay | None) -> None:
    """Write the pages of a unit, with what they need and what belongs to them."""
    with Pdf.open(BytesIO(unit.pdf)) as pdf:
        tags = unit_tags(pdf, len(file.pages), file.tree, unit.id if unit.noted else "")
        root = pdf.Root.StructTreeRoot
        known: dict[Objgen, int] = {
            pdf.Root.Pages.objgen: file.page_root,
            tags.document.objgen: file.tree.document,
            **{item.objgen: 0 for item in (pdf.Root, pdf.docinfo, root, root.ParentTree)},
        }
        _bind_fonts(pdf, file, known)
        if overlay is not None:
            _lay_over(pdf, overlay, tags, file, known)
        _check_links(pdf, unit.id, file.names)
        fresh = _share_images(pdf, file, known)
        numbers = number_objects(pdf, file.writer, known)
        file.images |= {key: numbers[objgen] for key, objgen in fresh.items()}
        file.pages += [numbers[page.obj.objgen] for page in pdf.pages]
        tags.pour(file.tree, file.writer, numbers)
        pour(pdf, file.writer, numbers, known)


def _bind_fonts(pdf: Pdf, file: _File, known: dict[Objgen, int]) -> None:
    """The dictionary of faces that a unit left empty is that of the file."""
    for page in pdf.pages:
        known[page.obj.Resources.Font.objgen] = file.fonts


def _lay_over(pdf: Pdf, overlay: Overlay, tags: UnitTags, file: _File, known: dict[Objgen, int]) -> None:
    """Draw a unit of one page over a page, with its links and tags (ISO 32000-1, 8.10)."""
    page = pdf.pages[overlay.page]
    with Pdf.open(BytesIO(overlay.unit.pdf)) as source:
        with warnings.catch_warnings():  # of named destinations that stay behind: units have none
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            pdf.pages.extend(source.pages)
        own = pdf.pages[-1]
        known[own.obj.Resources.Font.objgen] = file.fonts
        form = pdf.make_indirect(own.as_form_xobject())
        root = pdf.copy_foreign(source.Root.StructTreeRoot)
        add_form(tags, root, (page, own, form), file.tree)
        known |= {item.objgen: 0 for item in (root, root.K[0], root.ParentTree, own.obj, own.obj.Contents)}
        del pdf.pages[-1]
        _draw_form(page, form)
        links = [*page.obj.get("/Annots", ()), *own.obj.get("/Annots", ())]
        if links:
            page.obj.Annots = Array(links)


def _draw_form(page: pikepdf.Page, form: Object) -> None:
    """Let the page draw a form after all else; the page's own coordinates are left behind."""
    page.contents_add(b"q", prepend=True)
    name = page.add_resource(form, Name.XObject, Name("/Overlay"))
    page.contents_add(f"Q q {name} Do Q".encode())


def _share_images(pdf: Pdf, file: _File, known: dict[Objgen, int]) -> dict[bytes, Objgen]:
    """A picture that several units use is kept once; gives those that are new, by their digests."""
    fresh: dict[bytes, Objgen] = {}
    for page in pdf.pages:
        for stream in page.obj.Resources.get("/XObject", Dictionary()).values():
            if stream.get("/Subtype") != "/Image" or "/SMask" in stream:
                continue
            key = hashlib.sha256(stream.stream_dict.unparse(resolved=True) + stream.read_raw_bytes()).digest()
            if key in file.images:
                known[stream.objgen] = file.images[key]
            else:
                fresh[key] = stream.objgen
    return fresh


def _check_links(pdf: Pdf, unit: str, names: frozenset[str]) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            if "/Dest" in annotation and str(annotation.Dest) not in names:
                raise DanglingLink(unit, str(annotation.Dest))


def _write_fonts(file: _File, units: Sequence[DrawnUnit], script: Script) -> None:
    """The faces that all pages share, cut to what the units use of them."""
    pdf = Pdf.new()
    fonts = shared_fonts(pdf, [use for unit in units for use in unit.fonts], script)
    known: dict[Objgen, int] = {item.objgen: 0 for item in (pdf.Root, pdf.Root.Pages)}
    numbers = number_objects(pdf, file.writer, known)
    pour(pdf, file.writer, numbers, known)
    file.writer.add(renumbered(fonts.unparse(resolved=True), numbers), file.fonts)


def _names(units: Sequence[DrawnUnit], pages: Sequence[int]) -> bytes:
    """The destinations of all units in one sorted name tree; of equal names the first counts."""
    places: dict[str, bytes] = {}
    start = 0
    for unit in units:
        for anchor in unit.anchors:
            places.setdefault(anchor.name, destination(pages[start + anchor.page], anchor.x, anchor.y))
        start += unit.span.count
    return b"".join(String(name).unparse() + places[name] for name in sorted(places, key=lambda n: bytes(String(n))))


def _write_catalog(file: _File, units: Sequence[DrawnUnit], facts: PdfFacts) -> int:
    writer = file.writer
    outline = write_outline(writer, units, file.pages)
    entries = [
        b"/Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R" % (file.page_root, file.tree.write(writer)),
        b"/Lang %s" % String(facts.language).unparse(),
        b"/ViewerPreferences<</DisplayDocTitle true>>/MarkInfo<</Marked true>>",
        b"/Metadata %d 0 R/OutputIntents[%d 0 R]" % (write_metadata(writer, facts), write_output_intent(writer)),
        b"/Names<</Dests<</Names[%s]>>>>" % _names(units, file.pages),
    ]
    if outline:
        entries.append(b"/Outlines %d 0 R" % outline)
    if facts.labels:
        labels = b"".join(_page_label(*label) for label in facts.labels)
        entries.append(b"/PageLabels<</Nums[%s]>>" % labels)
    return writer.add(b"<<%s>>" % b"".join(entries))


def _page_label(index: int, style: str, first: int) -> bytes:
    return b"%d<</S/%s%s>>" % (index, style.encode(), b"/St %d" % first if first != 1 else b"")
