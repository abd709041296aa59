"""The screen PDF is PDF/UA-1 and PDF/A-2a by veraPDF, and its structure is that of the text (ISO 32000-1, 14.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from issuetest import Built, IssueTest
from richissue import ROWS
from structure import read_structure
from verapdf import VeraPdf
from zbsh_pub.link.metadata import PdfFacts, pdf_date, xmp

DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP = "{http://ns.adobe.com/xap/1.0/}"


def test_skeleton_conforms(verapdf: VeraPdf, issue: IssueTest) -> None:
    """What `zbsh new` makes is PDF/UA-1 and PDF/A-2a."""
    assert verapdf.faults(issue.build("screen").pdf) == []


def test_rich_issue_conforms(verapdf: VeraPdf, rich: Built) -> None:
    """So are notes, readings, lists, long tables, whole-page pictures, codes, columns and pages that cut them."""
    assert verapdf.faults(rich.pdf) == []


def test_validator_finds_faults(verapdf: VeraPdf, rich: Built, tmp_path: Path) -> None:
    """The validator is awake: a file without its metadata is neither."""
    with pikepdf.open(rich.pdf) as pdf:
        del pdf.Root.Metadata
        pdf.save(tmp_path / "bad.pdf")
    assert [fault.split()[:2] for fault in verapdf.faults(tmp_path / "bad.pdf")] == [
        ["ua1", "7.1-8"],
        ["2a", "6.6.2.1-1"],
    ]


@pytest.fixture(scope="module")
def structure(rich: Built) -> list[str]:
    """The structure tree with its text: two blanks a level, an element or a text a line."""
    return read_structure(rich.pdf)


def below(structure: list[str], start: int) -> list[str]:
    """The lines below a line."""
    depth = len(structure[start]) - len(structure[start].lstrip())
    rest = structure[start + 1 :]
    end = next((n for n, line in enumerate(rest) if len(line) - len(line.lstrip()) <= depth), len(rest))
    return [line.strip() for line in rest[:end]]


def elements(structure: list[str], name: str) -> Iterator[list[str]]:
    for number, line in enumerate(structure):
        if re.match(rf" *{name}\b", line):
            yield below(structure, number)


def text(lines: list[str]) -> str:
    return "".join(line[1:-1] for line in lines if line[0] == '"')


def test_a_paragraph_is_one_element(structure: list[str]) -> None:
    """However many columns and pages a paragraph stands on."""
    (long,) = [text(p) for p in elements(structure, "P") if text(p).startswith("第400句")]
    assert long.endswith("449处留下标记，")


def test_an_article_is_one_element(structure: list[str]) -> None:
    """Its pages do not cut it."""
    assert [text(article).count("写法举例") for article in elements(structure, "Art")] == [0, 1]


def test_readings(structure: list[str]) -> None:
    """A base and its reading, in this order, as ruby."""
    ruby = [part for part in elements(structure, "Ruby") if "jì" in text(part)]
    assert ruby == [["RB", '"蓟"', "RT", '"jì"']]


def test_notes(structure: list[str]) -> None:
    """A note stands beside its mark, and has an ID of its own."""
    notes = [line.strip() for line in structure if re.match(r" *Note\b", line)]
    assert len(set(notes)) == len(notes) == 2
    (note,) = [note for note in elements(structure, "Note") if "页脚" in text(note)]
    assert note == ["Lbl", '"①"', '"注文在页脚。"']
    (holder,) = [p for p in elements(structure, "P") if "注文在页脚。" in text(p) and "段里有注" in text(p)]
    assert holder[1:4] == ["Reference", '"①"', holder[3]]
    assert holder[3].startswith("Note")


def test_lists(structure: list[str]) -> None:
    """A list says how its items are marked, each item has its mark and its text; a list in an item is in its text."""
    outer = next(part for part in elements(structure, "L") if "第一项" in text(part))
    assert outer[0] == "/ListNumbering /Square"
    assert outer[1:4] == ["LI", "Lbl", '"■"']
    assert "/ListNumbering /Decimal" in outer


def test_long_table(structure: list[str]) -> None:
    """A table over columns is one table; the heads that are set again are none of it; each head has its scope."""
    (table,) = [part for part in elements(structure, "Table") if "第70行" in text(part)]
    assert text(table).count("次序") == 1
    assert table.count("/Scope /Column") == 2
    assert table.count("/Scope /Row") == table.count("TBody") * ROWS == ROWS


def test_headings_in_order(structure: list[str]) -> None:
    """No level of headings is jumped over."""
    levels = [int(found[1]) for line in structure if (found := re.match(r" *H(\d)\b", line))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_what_is_no_text_is_no_element(structure: list[str], rich: Built) -> None:
    """Folios, running heads and leaders are artifacts: the serial number of the folios is on cover and masthead."""
    assert text([line.strip() for line in structure]).count("总第1期") == 2
    assert "····" not in "".join(structure)
    with pikepdf.open(rich.pdf) as pdf:
        kinds = {
            str(o.operands[1].get("/Subtype", o.operands[1].Type))
            for o in pikepdf.parse_content_stream(pdf.pages[5])
            if str(o.operator) == "BDC" and str(o.operands[0]) == "/Artifact"
        }
    assert {"/Header", "/Footer"} <= kinds


def test_links(rich: Built) -> None:
    """Each link says where it leads, is printed, has its place in the tree, and is there once."""
    with pikepdf.open(rich.pdf) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        areas = []
        for number, page in enumerate(pdf.pages):
            for link in page.obj.get("/Annots", ()):
                assert (str(link.Contents) != "", int(link.F)) == (True, 4)
                assert parents[int(link.StructParent)].S == "/Link"
                areas.append((number, tuple(map(float, link.Rect))))
        said = {str(link.Contents) for page in pdf.pages for link in page.obj.get("/Annots", ())}
    assert areas
    assert len(areas) == len(set(areas))
    assert {"链接", "https://example.org/video"} <= said


def test_ids_lead_to_their_elements(rich: Built) -> None:
    """The tree of IDs knows all that have one."""
    with pikepdf.open(rich.pdf) as pdf:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
        assert [bytes(element.ID) for element in names[1::2]] == [bytes(name) for name in names[::2]]
        assert sorted(map(bytes, names[::2])) == list(map(bytes, names[::2]))


def test_metadata_agrees(rich: Built) -> None:
    """What the file says of itself in XMP is what its information dictionary says."""
    with pikepdf.open(rich.pdf) as pdf:
        root = etree.fromstring(pdf.Root.Metadata.read_bytes())
        info = pdf.docinfo
        said = {
            str(info["/Title"]): root.findtext(f".//{DC}title//{RDF}li"),
            str(info["/Author"]): root.findtext(f".//{DC}creator//{RDF}li"),
            str(info["/CreationDate"]): pdf_date(root.findtext(f".//{XMP}CreateDate") or ""),
            str(info["/ModDate"]): pdf_date(root.findtext(f".//{XMP}ModifyDate") or ""),
            str(info["/Creator"]): root.findtext(f".//{XMP}CreatorTool"),
            str(pdf.Root.Lang): root.findtext(f".//{DC}language//{RDF}li"),
        }
        assert "/Filter" not in pdf.Root.Metadata.stream_dict
    assert list(said) == list(said.values())


def test_metadata_is_xml() -> None:
    """Whatever a title holds, the packet is well formed; what is empty is left out."""
    facts = PdfFacts("甲 & <乙>", ("丙",), "", ("丁", "戊"), "zh-Hans", "2024-02-15T00:00:00Z")
    root = etree.fromstring(xmp(facts))
    assert root.findtext(f".//{DC}title//{RDF}li") == "甲 & <乙>"
    assert [node.text for node in root.iterfind(f".//{DC}subject//{RDF}li")] == ["丁", "戊"]
    assert root.find(f".//{DC}description") is None


def test_colours_are_srgb(rich: Built) -> None:
    """The output intent has the profile of three channels that the house ships; no picture is smoothed."""
    with pikepdf.open(rich.pdf) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFA1", 3)
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert not [image for image in images if image.get("/Interpolate")]
