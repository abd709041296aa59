"""Units drawn apart and linked are what one document would be: pictures, text, outline, tags, links, size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from issuetest import REPO
from onedocument import one_document
from verapdf import VeraPdf
from zbsh_pub.build import load
from zbsh_pub.cache import Store
from zbsh_pub.compose.print_contents import contents_units
from zbsh_pub.compose.print_cover import cover_unit
from zbsh_pub.compose.print_masthead import masthead_unit
from zbsh_pub.compose.print_related import Place, related_units
from zbsh_pub.importing.pipeline import Options as ImportOptions
from zbsh_pub.importing.pipeline import import_issue
from zbsh_pub.link import PdfFacts
from zbsh_pub.pdf import job_of, lay_out_issue, write_pdf
from zbsh_pub.work import build_date, compose, open_press

FULL_TEXT = REPO.parent / "shared" / "source" / "issue-1129-1130.txt"


@dataclass
class Pdf:
    """A PDF, seen with the tests' own eyes."""

    data: bytes

    @cached_property
    def pages(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.data)

    def outline(self) -> list[object]:
        return [
            (
                item.level,
                item.get_title(),
                item.get_count(),
                target.get_index(),
                [round(v, 1) for v in target.get_view()[1]],
            )
            for item in self.pages.get_toc()
            if (target := item.get_dest())
        ]

    def tags(self) -> list[object]:
        """All structure elements in order: depth, tag, page, how much marked content, alternative text."""
        with pikepdf.open(BytesIO(self.data)) as pdf:
            numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
            return list(_elements(pdf.Root.StructTreeRoot.K[0], 0, numbers))

    def parents(self) -> list[object]:
        """For each page and annotation the tag of each piece of marked content, by the parent tree."""
        with pikepdf.open(BytesIO(self.data)) as pdf:
            numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
            tree = {int(k): v for k, v in zip(numbers[::2], numbers[1::2], strict=True)}
            found: list[object] = []
            for page in pdf.pages:
                forms = page.obj.Resources.get("/XObject", pikepdf.Dictionary()).values()
                holders = [page.obj, *(form for form in forms if "/StructParents" in form and _drawn_on(form, page))]
                found.append([str(e.S) for holder in holders for e in tree[int(holder.StructParents)]])
                found += [str(tree[int(a.StructParent)].S) for a in page.obj.get("/Annots", ())]
            return found

    def links(self) -> list[object]:
        """Rectangle and target of each link; inner ones by page and place."""
        with pikepdf.open(BytesIO(self.data)) as pdf:
            numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
            names = list(pdf.Root.Names.Dests.Names)
            places = {str(k): v for k, v in zip(names[::2], names[1::2], strict=True)}
            return [
                ([round(float(v), 1) for v in a.Rect], _target(a, places, numbers))
                for page in pdf.pages
                for a in page.obj.get("/Annots", ())
            ]

    def declarations(self) -> int:
        """The bytes of the metadata and of the colour profile."""
        with pikepdf.open(BytesIO(self.data)) as pdf:
            streams = (pdf.Root.Metadata, pdf.Root.OutputIntents[0].DestOutputProfile)
            return sum(len(stream.read_raw_bytes()) for stream in streams)


def _drawn_on(form: pikepdf.Object, page: pikepdf.Page) -> bool:
    """Is the form drawn by this page? Pages share their resources."""
    name = next(name for name, item in page.obj.Resources.XObject.items() if item.objgen == form.objgen)
    operators = pikepdf.parse_content_stream(page)
    return any(str(o.operator) == "Do" and str(o.operands[0]) == name for o in operators)


def _elements(element: pikepdf.Object, depth: int, pages: dict[tuple[int, int], int]) -> Iterator[object]:
    below = element.get("/K", pikepdf.Array())
    kids: list[object] = list(below) if isinstance(below, pikepdf.Array) else [below]
    content = sum(isinstance(kid, int) or "/MCID" in kid for kid in kids)  # type: ignore[operator]
    page = pages.get(element.Pg.objgen) if "/Pg" in element else None
    yield depth, str(element.S), page, content, str(element.get("/Alt", ""))
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _elements(kid, depth + 1, pages)


def _target(annotation: pikepdf.Object, places: dict[str, pikepdf.Object], pages: dict[tuple[int, int], int]) -> object:
    if "/Dest" not in annotation:
        return str(annotation.A.URI)
    place = places[str(annotation.Dest)]
    return pages[place[0].objgen], [round(float(v), 1) for v in (place[2], place[3])]


def root_of(name: str, folder: Path) -> Path:
    """The issue of this repository, or its full text imported, where that stands beside the checkout."""
    if name == "digests":
        return REPO
    if not FULL_TEXT.is_file():
        pytest.skip("no full text beside the checkout")
    import_issue(FULL_TEXT, folder / "issue", ImportOptions())
    return folder / "issue"


@pytest.fixture(scope="module", params=["digests", "full text"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Pdf, Pdf]:
    """An issue linked, and the same jobs as one document."""
    publication = compose(load(root_of(request.param, tmp_path_factory.mktemp("root")))[0])
    issue = publication.issue
    store = Store(tmp_path_factory.mktemp("store"))
    with open_press(publication, store) as press:
        layout = lay_out_issue(press, issue, publication.units, lambda _: None)
        linked = write_pdf(issue, layout, build_date(issue))
        front = (cover_unit(issue, layout.pagination), *contents_units(issue, layout.pagination), masthead_unit(issue))
        parts = [([job_of(unit) for unit in front], 1), ([job_of(unit) for unit in publication.units], 1)]
        facts = PdfFacts("one", (), "", (), issue.manifest.magazine.language, "")
        feet = {u.id: u.foot.page for u in layout.articles}
        places = {u.id: Place(u.foot.bottom, u.foot.room, u.span.first + u.foot.page) for u in layout.articles}
        panels = related_units(issue, layout.pagination, places)
        over = {name: (feet[name], job_of(unit)) for name, unit in panels.items()}
        return Pdf(linked), Pdf(one_document(press.setup, parts, over, facts))


def test_pages_look_alike(both: tuple[Pdf, Pdf]) -> None:
    """Every page is the same picture."""
    linked, whole = both
    assert len(linked.pages) == len(whole.pages)
    for number in range(len(linked.pages)):
        pictures = [pdf.pages[number].render(scale=1).to_pil().convert("RGB") for pdf in both]
        assert ImageChops.difference(*pictures).getbbox() is None, number


def test_pages_read_alike(both: tuple[Pdf, Pdf]) -> None:
    """Every page has the same text in the same order."""
    for number in range(len(both[0].pages)):
        linked, whole = (pdf.pages[number].get_textpage().get_text_range() for pdf in both)
        assert linked == whole


def test_outlines_are_alike(both: tuple[Pdf, Pdf]) -> None:
    """Levels, titles, what is open, pages and places of all bookmarks."""
    linked, whole = both
    assert linked.outline() == whole.outline() != []


def test_tags_are_alike(both: tuple[Pdf, Pdf]) -> None:
    """The structure tree, and the way back to it from pages and annotations."""
    linked, whole = both
    assert linked.tags() == whole.tags()
    assert linked.parents() == whole.parents()


def test_linked_file_conforms(
    both: tuple[Pdf, Pdf], verapdf: VeraPdf, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """veraPDF finds the linked file to be PDF/UA-1 and PDF/A-2a."""
    if "digests" in request.node.name:
        pytest.skip("tests/test_issue.py asks it of the finished file")
    path = tmp_path / "linked.pdf"
    path.write_bytes(both[0].data)
    assert verapdf.faults(path) == []


def test_links_are_alike(both: tuple[Pdf, Pdf]) -> None:
    """Links inside the unit, to other units and to the web."""
    linked, whole = both
    assert linked.links() == whole.links() != []


def test_linking_costs_no_size(both: tuple[Pdf, Pdf]) -> None:
    """The linked file is at most 2 % larger, what it says of itself and its colours apart."""
    linked, whole = both
    assert len(linked.data) - linked.declarations() <= 1.02 * len(whole.data)
