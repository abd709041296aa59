"""Put press units into one PDF/X-4: sheets with marks, one set of faces, output intent, metadata; nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Pdf, Stream, String

from zbsh_pub.link.fonts import shared_fonts
from zbsh_pub.link.pour import Objgen, number_objects, pour, renumbered
from zbsh_pub.link.writer import Writer
from zbsh_pub.prepress.marks import ALL, marks
from zbsh_pub.prepress.profile import Profile
from zbsh_pub.prepress.sheet import Sheet, numbers
from zbsh_pub.prepress.slug import Slug
from zbsh_pub.prepress.xmp import PressFacts, xmp_packet
from zbsh_pub.printfacts import print_data
from zbsh_pub.typeset.drawn import FontUse

HEAD = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"  # the version that ISO 15930-7 builds on
_MARKS = "/PressMarks"


@dataclass(frozen=True, slots=True)
class Leaves:
    """Pages of one press unit, in its order; `lines` say what each sheet is. A PDF of none is an empty page."""

    pdf: bytes | None = field(repr=False)
    fonts: tuple[FontUse, ...]
    lines: tuple[str, ...]


@dataclass(slots=True)
class _File:
    writer: Writer
    sheet: Sheet
    slug: Slug
    note: str
    plates: tuple[str, ...]
    root: int
    fonts: int
    before: int
    marks: int
    all: int
    pages: list[int] = field(default_factory=list)
    images: dict[bytes, int] = field(default_factory=dict)


def assemble(
    leaves: Sequence[Leaves], sheet: Sheet, facts: PressFacts, profile: Profile, plates: tuple[str, ...]
) -> bytes:
    """The file of all leaves in order; `plates` are the names of the four inks. Equal leaves give equal bytes."""
    out = BytesIO()
    file = _open(Writer(out, HEAD), sheet, f"{profile.name}  {facts.created[:10]}", plates)
    for some in leaves:
        if some.pdf is None:
            _add_empty(file, some.lines)
        else:
            _add(file, some.pdf, some.lines)
    _write_fonts(file, [*(use for some in leaves for use in some.fonts), file.slug.use()])
    kids = b" ".join(b"%d 0 R" % page for page in file.pages)
    file.writer.add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(file.pages), kids), file.root)
    file.writer.finish(_catalog(file, facts, profile), _info(file.writer, facts))
    return out.getvalue()


def _open(writer: Writer, sheet: Sheet, note: str, plates: tuple[str, ...]) -> _File:
    """The objects that all sheets share: the clip at the bleed, the marks, the colorant of all inks."""
    sizes = print_data()["marks"]
    left, bottom, right, top = sheet.bleed_box
    clip = f"q {numbers((left, bottom, right - left, top - bottom))} re W n"
    tint = writer.add(b"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>")
    colorant = writer.add(b"[/Separation/All/DeviceCMYK %d 0 R]" % tint)
    entries = b"/Type/XObject/Subtype/Form/BBox[%s]/Resources<</ColorSpace<<%s %d 0 R>>>>"
    values = (numbers(sheet.media_box).encode(), ALL.encode(), colorant)
    return _File(
        writer,
        sheet,
        Slug(sizes["slug"]),
        note,
        plates,
        root=writer.reserve(),
        fonts=writer.reserve(),
        before=writer.add_packed(clip.encode()),
        marks=writer.add_packed(marks(sheet, sizes), entries % values),
        all=colorant,
    )


def _add(file: _File, data: bytes, lines: Sequence[str]) -> None:
    """Write the pages of a press unit, each on its sheet."""
    with Pdf.open(BytesIO(data)) as pdf:
        known: dict[Objgen, int] = {pdf.Root.Pages.objgen: file.root}
        known |= {item.objgen: 0 for item in (pdf.Root, pdf.trailer.get("/Info")) if item is not None}
        shared = {
            number: _placeholder(pdf, known, number) for number in (file.before, file.marks, file.all, file.fonts)
        }
        _bind_fonts(pdf, known, file.fonts)
        for page, line in zip(pdf.pages, lines, strict=True):
            _dress(pdf, page, file, shared, line)
        fresh = _share_images(pdf, known, file.images)
        numbers_ = number_objects(pdf, file.writer, known)
        file.images |= {key: numbers_[objgen] for key, objgen in fresh.items()}
        file.pages += [numbers_[page.obj.objgen] for page in pdf.pages]
        pour(pdf, file.writer, numbers_, known)


def _placeholder(pdf: Pdf, known: dict[Objgen, int], number: int) -> Any:
    """An object of `pdf` that stands for one that is written already."""
    item = pdf.make_indirect(Dictionary())
    known[item.objgen] = number
    return item


def _bind_fonts(pdf: Pdf, known: dict[Objgen, int], fonts: int) -> None:
    """The dictionaries of faces that units left empty, one a unit or overlay, are that of the file."""
    for item in pdf.objects:
        if isinstance(item, (Dictionary, Stream)):
            resources = item.get("/Resources", item)
            own = resources.get("/Font") if isinstance(resources, Dictionary) else None
            if isinstance(own, Dictionary) and own.is_indirect:
                known[own.objgen] = fonts


def _share_images(pdf: Pdf, known: dict[Objgen, int], images: dict[bytes, int]) -> dict[bytes, Objgen]:
    """A picture that several units use is written once; gives those that are new, by their digests."""
    fresh: dict[bytes, Objgen] = {}
    for item in pdf.objects:
        if not isinstance(item, Stream) or item.get("/Subtype") != "/Image" or "/SMask" in item:
            continue
        key = sha256(item.stream_dict.unparse(resolved=True) + item.read_raw_bytes()).digest()
        if key in images:
            known[item.objgen] = images[key]
        else:
            fresh[key] = item.objgen
    return fresh


def _dress(pdf: Pdf, page: Any, file: _File, shared: dict[int, Any], line: str) -> None:
    """Give a page its boxes, the clip at the bleed, the marks and its line."""
    sheet, resources = file.sheet, page.obj.Resources
    slug = file.slug.line(sheet, line, file.note, file.plates)
    after = pdf.make_stream(f"Q q {_MARKS} Do Q ".encode() + slug)
    page.obj.Contents = Array([shared[file.before], page.obj.Contents, after])
    for key, name, number in (("/XObject", _MARKS, file.marks), ("/ColorSpace", ALL, file.all)):
        if key not in resources:
            resources[key] = Dictionary()
        resources[key][name] = shared[number]
    if "/Font" not in resources:
        resources.Font = shared[file.fonts]
    for key in ("/CropBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]
    for key, box in (("/MediaBox", sheet.media_box), ("/BleedBox", sheet.bleed_box), ("/TrimBox", sheet.trim)):
        page.obj[key] = Array([round(value, 4) for value in box])


def _add_empty(file: _File, lines: Sequence[str]) -> None:
    """Write pages that carry nothing but their marks."""
    pdf = Pdf.new()
    size = (file.sheet.width, file.sheet.height)
    for _ in lines:
        pdf.add_blank_page(page_size=size)
        pdf.pages[-1].obj.Contents = pdf.make_stream(b"")
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    _add(file, out.getvalue(), lines)


def _write_fonts(file: _File, uses: Sequence[FontUse]) -> None:
    pdf = Pdf.new()
    fonts = shared_fonts(pdf, uses)
    known: dict[Objgen, int] = {item.objgen: 0 for item in (pdf.Root, pdf.Root.Pages)}
    numbers_ = number_objects(pdf, file.writer, known)
    pour(pdf, file.writer, numbers_, known)
    file.writer.add(renumbered(fonts.unparse(resolved=True), numbers_), file.fonts)


def _catalog(file: _File, facts: PressFacts, profile: Profile) -> int:
    writer = file.writer
    icc = writer.add_packed(profile.data, b"/N 4")
    words = {"OutputConditionIdentifier": profile.condition, "Info": profile.name, "OutputCondition": profile.name}
    if profile.registry:
        words["RegistryName"] = profile.registry
    said = b"".join(b"/%s %s" % (key.encode(), String(value).unparse()) for key, value in sorted(words.items()))
    intent = writer.add(b"<</Type/OutputIntent/S/GTS_PDFX/DestOutputProfile %d 0 R%s>>" % (icc, said))
    packet = writer.add_stream(xmp_packet(facts), b"/Type/Metadata/Subtype/XML")
    labels = b"".join(b"%d%s" % (index, _label(style, start)) for index, style, start in facts.labels)
    entries = [
        b"/Type/Catalog/Pages %d 0 R/Metadata %d 0 R/OutputIntents[%d 0 R]" % (file.root, packet, intent),
        b"/Lang %s/ViewerPreferences<</DisplayDocTitle true>>" % String(facts.language).unparse(),
    ]
    if labels:
        entries.append(b"/PageLabels<</Nums[%s]>>" % labels)
    return writer.add(b"<<%s>>" % b"".join(entries))


def _label(style: str, start: int) -> bytes:
    return b"<</S/%s/St %d>>" % (style.encode(), start) if style else b"<<>>"


def _info(writer: Writer, facts: PressFacts) -> int:
    digits = "".join(c for c in facts.created if c.isdigit())
    words = {
        "Title": facts.title,
        "Author": facts.author,
        "Creator": facts.tool,
        "Producer": facts.tool,
        "CreationDate": f"D:{digits}Z",
        "ModDate": f"D:{digits}Z",
    }
    said = b"".join(b"/%s %s" % (key.encode(), String(value).unparse()) for key, value in words.items())
    return writer.add(b"<<%s/Trapped/False>>" % said)
