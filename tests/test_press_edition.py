"""The finished files for the press, read back: boxes, marks, inks, pages, metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, Pdf, Stream

from issuetest import Built, IssueTest
from pressissue import issue_with
from test_barcode import read
from zbsh_pub.barcode import Bar
from zbsh_pub.build import load
from zbsh_pub.cache import Store, default_store
from zbsh_pub.manuscript import read_issue
from zbsh_pub.pdf import lay_out_issue
from zbsh_pub.prepress.edition import print_edition
from zbsh_pub.prepress.imposition import make_block, roman, spine_width
from zbsh_pub.prepress.leftovers import leftovers
from zbsh_pub.prepress.shop import open_shop
from zbsh_pub.work import build_date, compose, open_press

MM = 72 / 25.4


@pytest.fixture(scope="module")
def block(printed: Built) -> Iterator[Pdf]:
    with Pdf.open(printed.named("-print.pdf")) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def cover(printed: Built) -> Iterator[Pdf]:
    with Pdf.open(printed.named("-cover.pdf")) as pdf:
        yield pdf


def content(page: Any) -> bytes:
    """All content of a page, its forms' too, in order of their names."""
    streams = page.obj.Contents if isinstance(page.obj.Contents, pikepdf.Array) else [page.obj.Contents]
    return b"\n".join(bytes(stream.read_bytes()) for stream in streams)


def box(page: Any, name: str) -> list[float]:
    """A box of a page in mm."""
    return [round(float(value) / MM, 2) for value in page.obj[name]]


def test_no_problems(printed: Built) -> None:
    """The skeleton issue is printed without a warning."""
    assert printed.problems == ()


def test_sums_name_all_files(printed: Built) -> None:
    """SHA256SUMS keeps the lines of files of other editions that stay where they are."""
    out = printed.files[0].parent
    IssueTest(out.parent).build("screen")
    names = [line.split()[1] for line in (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert names == ["yangkan-1-cover.pdf", "yangkan-1-print.pdf", "yangkan-1.pdf"]


def test_boxes(block: Pdf) -> None:
    """Each page is trimmed to 210 × 285 mm, with 3 mm of bleed and 12 mm for marks, one box inside the other."""
    for page in block.pages:
        assert box(page, "/TrimBox") == [0, 0, 210, 285]
        assert box(page, "/BleedBox") == [-3, -3, 213, 288]
        assert box(page, "/MediaBox") == [-12, -12, 222, 297]
        assert {"/CropBox", "/ArtBox", "/Annots", "/StructParents"} & set(page.obj.keys()) == set()


def test_screen_pages_end_at_the_trim(printed: Built) -> None:
    """The bleed is cut off on the screen: its pages are those of the trim."""
    with Pdf.open(next(path for path in printed.files if path.name == "yangkan-1.pdf")) as screen:
        assert {tuple(box(page, "/MediaBox")) for page in screen.pages} == {(0, 0, 210, 285)}


def lines_of(page: Any) -> list[tuple[object, ...]]:
    """Place, face, size and glyphs of each line that a page's content shows, in order."""
    found: list[tuple[object, ...]] = []
    place: tuple[str, ...] = ()
    face: tuple[str, ...] = ()
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), instruction.operands
        if name == "Tm":
            place = tuple(map(str, operands))
        elif name == "Tf":
            face = tuple(map(str, operands))
        elif name == "TJ":
            found.append((place, face, *(bytes(o) if isinstance(o, pikepdf.String) else str(o) for o in operands[0])))
    return found


def test_text_stands_where_it_stands_on_the_screen(printed: Built, block: Pdf) -> None:
    """Every line of every page but the cover has the place, the face, the size and the glyphs that it has there."""
    with Pdf.open(next(path for path in printed.files if path.name == "yangkan-1.pdf")) as screen:
        wanted = [lines_of(page) for page in screen.pages][1:]
        assert len(wanted) == 5
        assert all(wanted[i] for i in (0, 1, 3, 4))
        assert [lines_of(page) for page in block.pages][1:6] == wanted


def test_every_colour_is_ink(printed: Built) -> None:
    """No operator, picture, shading or group of RGB is left in either file; marks alone name a colorant."""
    for end in ("-print.pdf", "-cover.pdf"):
        left = set(leftovers(printed.named(end).read_bytes()))
        assert left == {"cs /InkAll", "CS /InkAll"}


def test_text_pages_are_black_alone(block: Pdf) -> None:
    """On an empty page and on the contents of a black section nothing but black is asked for, but for the marks."""
    marks = re.compile(rb"Q q /PressMarks Do.*", re.S)
    page = marks.sub(b"", content(block.pages[3]))
    inks = {tuple(map(Decimal, ink.decode().split()[:3])) for ink in re.findall(rb"^([-0-9. ]+) [kK]$", page, re.M)}
    assert inks <= {(0, 0, 0)}


def test_faces_are_embedded(block: Pdf, cover: Pdf) -> None:
    """Every face is in the file, and nothing but its used glyphs."""
    for pdf in (block, cover):
        fonts = [
            item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/Type") == Name.FontDescriptor
        ]
        assert fonts
        assert all("/FontFile2" in font for font in fonts)
        assert all(re.match(r"/[A-Z]{6}\+", str(font.FontName)) for font in fonts)


def test_every_stream_finds_its_faces(block: Pdf, cover: Pdf) -> None:
    """Pages and forms name only faces that their own resources have."""
    for pdf in (block, cover):
        streams: list[tuple[Any, Any]] = [(page, page.obj.Resources) for page in pdf.pages]
        forms = [item for item in pdf.objects if isinstance(item, Stream) and item.get("/Subtype") == Name.Form]
        streams += [(form, form.Resources) for form in forms]
        for stream, resources in streams:
            used = {str(i.operands[0]) for i in pikepdf.parse_content_stream(stream) if str(i.operator) == "Tf"}
            assert used <= set(resources.get("/Font", Dictionary()).keys())


def test_output_intent(block: Pdf) -> None:
    """One output intent for PDF/X: FOGRA39 with its profile of four inks (ISO 15930-7, 6.3.2)."""
    [intent] = block.Root.OutputIntents
    assert (intent.S, str(intent.OutputConditionIdentifier)) == (Name.GTS_PDFX, "FOGRA39")
    assert str(intent.RegistryName) == "http://www.color.org"
    assert intent.DestOutputProfile.N == 4
    assert intent.DestOutputProfile.read_bytes()[12:20] == b"prtrCMYK"


def test_metadata(printed: Built, block: Pdf) -> None:
    """XMP and Info say PDF/X-4, not trapped, and the date of the issue; the file is of PDF 1.6 and has its ID."""
    packet = block.Root.Metadata.read_bytes().decode()
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in packet
    assert "<pdf:Trapped>False</pdf:Trapped>" in packet
    assert "<xmp:CreateDate>2026-01-15T00:00:00Z</xmp:CreateDate>" in packet
    assert re.search(r"<xmpMM:DocumentID>uuid:[0-9a-f-]{36}</xmpMM:DocumentID>", packet)
    assert block.docinfo.Trapped == Name("/False")
    assert str(block.docinfo.CreationDate) == "D:20260115000000Z"
    assert printed.named("-print.pdf").read_bytes()[:9] == b"%PDF-1.6\n"
    assert len(block.trailer.ID) == 2


def test_nothing_for_screens(block: Pdf) -> None:
    """No tags, outline, names, links or scripts; page labels as the folios are."""
    absent = {"/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Dests", "/AcroForm", "/OpenAction", "/AA"}
    assert absent & set(block.Root.keys()) == set()
    document = pypdfium2.PdfDocument(block.filename)
    assert [document.get_page_label(n) for n in range(7)] == ["", "ii", "iii", "iv", "1", "2", ""]


def test_pages_fill_the_signature(block: Pdf) -> None:
    """Sixteen pages, since the manifest asks for sixteens; an empty one has its marks and its slug."""
    assert len(block.pages) == 16
    assert b"/PressMarks Do" in content(block.pages[15])


def test_left_pages_stay_left() -> None:
    """A page is put before a block that would begin with a left-hand page, and the rest after it."""
    facts = issue_with(manifest="  signature: {pages: 8}\n").manifest.press
    blocks = [make_block(pages, first, facts) for pages, first in ((7, 2), (8, 2), (8, 1), (5, 3))]
    assert [(block.before, block.after, block.total) for block in blocks] == [
        (1, 0, 8), (1, 7, 16), (0, 0, 8), (0, 3, 8)
    ]  # fmt: skip


def test_spine() -> None:
    """Half as many leaves as pages, times the caliper, rounded up to the step."""
    facts = issue_with(manifest="  paper: {caliper: 0.08, step: 0.5}\n").manifest.press
    assert [spine_width(pages, facts) for pages in (60, 100, 104, 200)] == [2.5, 4.0, 4.5, 8.0]


def test_roman() -> None:
    """Folios of the front matter."""
    assert [roman(n) for n in (1, 4, 9, 14, 39)] == ["i", "iv", "ix", "xiv", "xxxix"]


def test_cover_is_one_piece(cover: Pdf) -> None:
    """Back, a spine of 16 / 2 × 0.5 mm, and front, with 3 mm of bleed; both folds are marked."""
    [page] = cover.pages
    assert box(page, "/TrimBox") == [0, 0, 424, 285]
    assert box(page, "/BleedBox") == [-3, -3, 427, 288]
    marks = page.obj.Resources.XObject.PressMarks.read_bytes().decode()
    dashed = marks.split("[3 1.5] 0 d")[1].split("[] 0 d")[0]
    folds = sorted({float(x) for x in re.findall(r"^([0-9.]+) ", dashed.strip(), re.M)})
    assert folds == pytest.approx([210 * MM, 214 * MM], abs=0.01)


def test_spine_text(cover: Pdf) -> None:
    """A spine of 4 mm carries magazine and issue, one character below the other."""
    page = pypdfium2.PdfDocument(cover.filename)[0].get_textpage()
    text = page.get_text_bounded(210 * MM, 0, 214 * MM, 900)
    assert re.sub(r"\s", "", text).startswith("样刊2026年第1期")


def test_barcode_on_the_cover(cover: Pdf) -> None:
    """The front carries the barcode in black alone: bars of 0.264 mm a module that say the number."""
    scale = 600 / 72
    image = pypdfium2.PdfDocument(cover.filename)[0].render(scale=scale).to_pil().convert("L")
    right, bottom = (12 + 424) * MM - 60 * 0.75, (12 + 285) * MM - 38 * 0.75
    left = right - 143 * 0.264 * MM
    row = [
        image.getpixel((round((left + n * 0.264 * MM / 10) * scale), round((bottom - 40) * scale))) for n in range(1180)
    ]
    dark = "".join("1" if sum(row[10 * n + 3 : 10 * n + 8]) < 600 else "0" for n in range(118))
    found = [Bar(match.start() - 11, len(match[0])) for match in re.finditer("1+", dark[:106])]
    assert read(tuple(found)) == "9771234567263"


def test_marks_stay_outside_the_bleed(block: Pdf) -> None:
    """Marks and colour bar keep clear of the bleed, and what is drawn on the page is cut there."""
    numbers = re.findall(
        r"^(-?[0-9.]+) (-?[0-9.]+) m ", block.pages[0].obj.Resources.XObject.PressMarks.read_bytes().decode(), re.M
    )
    assert len(numbers) >= 16
    for x, y in numbers:
        inside = -3 * MM <= float(x) <= 213 * MM and -3 * MM <= float(y) <= 288 * MM
        assert not inside
    assert content(block.pages[0]).startswith(b"q -8.504 -8.504 612.283 824.882 re W n")


def test_registration_colour(block: Pdf) -> None:
    """Marks are drawn in the colorant of all plates (ISO 32000-1, 8.6.6.4)."""
    colorant = block.pages[0].obj.Resources.XObject.PressMarks.Resources.ColorSpace.InkAll
    assert (str(colorant[0]), str(colorant[1]), str(colorant[2])) == ("/Separation", "/All", "/DeviceCMYK")


def test_slug(block: Pdf) -> None:
    """Each sheet says its magazine, page and edition, and the inks by their names."""
    text = pypdfium2.PdfDocument(block.filename)[4].get_textpage().get_text_bounded(0, 288 * MM, 700, 900)
    for word in ("样刊", "yangkan-1", "第1页", "(5/16)", "印刷版", "ISO Coated v2", "青", "品红", "黄", "黑"):
        assert word in text


def test_same_bytes_twice(printed: Built) -> None:
    """The same issue gives the same files without anything from the store but the layout."""
    loaded, _ = load(printed.files[0].parent.parent)
    publication = compose(loaded)
    with open_press(publication, default_store()) as press:
        layout = lay_out_issue(press, loaded.issue, publication.units, lambda _: None)
        press.store = replace(press.store, on=False)
        again = print_edition(loaded.issue, layout, press, build_date(loaded.issue))
    assert sorted(again.files) == ["yangkan-1-cover.pdf", "yangkan-1-print.pdf"]
    for name, data in again.files.items():
        assert data == printed.named(name).read_bytes()


def test_inks_of_the_issue_count(tmp_path: Path) -> None:
    """An issue's own sheet of inks stands in the place of the house's."""
    issue = IssueTest.new(tmp_path / "issue").with_file(
        "styles/inks.yaml", 'inks: {red: {rgb: "#b3261e", cmyk: [0, 99, 99, 0]}}\n'
    )
    read_, _ = read_issue(issue.root)
    assert read_ is not None
    shop, problems = open_shop(read_, Store(tmp_path, on=False))
    assert shop is not None
    assert problems == []
    assert shop.recipes.inks[(0xB3, 0x26, 0x1E)].y == 0.99
