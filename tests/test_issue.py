"""The real issue of this repository, built from scratch and read back by the tests' own means."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image

from ace import Violation, run_ace
from epubcheck import current, faults, kobo
from issuetest import REPO, Built, X, xpath
from pdfreader import Pdf
from readingsystems import SCREENS, complaints, open_books
from test_ebook import dangling
from test_epub import Opf
from test_pdf import stray
from verapdf import VeraPdf

MANIFEST = yaml.safe_load((REPO / "manuscript" / "issue.yaml").read_text(encoding="utf-8"))
SECTIONS: list[dict[str, Any]] = MANIFEST["sections"]
ENTRIES: list[dict[str, Any]] = [entry for section in SECTIONS for entry in section["articles"]]
NAMES = [str(entry["file"]).removesuffix(".md") for entry in ENTRIES]
NEWER = 'OPF-027 Undefined property: "pageBreakSource".'
MILLIMETRE = 72 / 25.4
BODY = (89 * 0.75, (1077.2 - 105) * 0.75)  # the type area's foot and head in points, as in print.css


def title_of(entry: dict[str, Any]) -> str:
    """All words of a title, without blanks and without the marks that join its parts."""
    parts = [*entry.get("kicker", []), *entry["title"], entry.get("subtitle", "")]
    return re.sub(r"[\s|：]", "", "".join(parts))


def bare(text: str) -> str:
    return re.sub(r"[\s：\u200b\u2060]", "", text)


def source_of(name: str) -> str:
    (path,) = (REPO / "manuscript").glob(f"*/{name}.md")
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


def printed_source(name: str, *untitled: str) -> str:
    """An article's text as an editor would read it aloud, a bar where a note is called.

    No syntax, no alternative texts, no titles of the blocks that an edition shows without.
    """
    lines = []
    for line in source_of(name).splitlines():
        if re.match(r"\s*///", line):
            kind, _, title = line.partition("|")
            line = "" if kind.strip(" /") in untitled else title
        elif option := re.match(r" {4}\w+:(.*)", line):
            line = "" if re.match(r" {4}(span|url):", line) else option[1]
        line = re.sub(r"!\[[^]]*\]\([^)]*\)|\[\^[^]]*\]:|^\s*(?:#+|[-+*>]|\d+\.)\s|\*|==", "", line)
        line = re.sub(r"\[\^[^]]*\]", "|", line)
        line = re.sub(r"\[([^]]*)\]\([^)]*\)|</?su[bp]>", r"\1", line)
        lines.append(line)
    return "\n".join(lines)


def characters(text: str) -> Counter[str]:
    """Chinese characters and figures, counted: what no syntax is made of."""
    return Counter(c for c in text if "\u3400" <= c <= "\u9fff" or c.isdigit())


@dataclass(frozen=True)
class RealIssue:
    """The first build, and what takes long and runs beside the other tests."""

    built: Built
    again: Path
    epubcheck: Future[list[str]]
    ace: Future[list[Violation]]
    editions: Future[list[Path]]
    kobo: Future[dict[str, list[str]]]
    readers: Future[dict[str, dict[str, Any]]]
    verapdf: Future[list[str]]

    @cached_property
    def pdf(self) -> Pdf:
        return Pdf(self.built.pdf)

    @cached_property
    def starts(self) -> dict[str, int]:
        """Index of each article's first page: where the bookmark of its title leads."""
        pages = {bare(mark.title): mark.page for mark in self.pdf.marks}
        return {name: pages[title_of(entry)] for name, entry in zip(NAMES, ENTRIES, strict=True)}

    @cached_property
    def plates(self) -> list[int]:
        """Pages without a running head, as many as there are whole-page pictures in the sources."""
        first = self.pdf.labels.index("1")
        found = [index for index in range(first, len(self.pdf)) if not self.pdf.text(index, BODY[1])]
        assert len(found) == sum(source_of(name).count("\n/// 整页") for name in NAMES)
        return found

    def pages_of(self, name: str) -> range:
        starts = [*self.starts.values(), len(self.pdf)]
        place = NAMES.index(name)
        return range(starts[place], starts[place + 1])


def build_in_process(root: Path, out: Path, cache: Path, *options: str, **variables: str) -> subprocess.Popen[bytes]:
    """`zbsh build` in a process of its own, with a cache of its own."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), **variables}
    command = [sys.executable, "-m", "zbsh_pub", "build", str(root), "--out", str(out), *options]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def other_editions(out: Path, cache: Path) -> list[Path]:
    """The sample and the Traditional edition."""
    process = build_in_process(REPO, out, cache, "--edition", "sample", "--edition", "zh-Hant")
    output, errors = process.communicate(timeout=200)
    assert process.returncode == 0, (output + errors).decode()
    return sorted(out.glob("*.epub"))


def asked_of_kobo(books: list[Path]) -> dict[str, list[str]]:
    """What the EPUBCheck of Kobo, and the one of today, have against each book.

    The old one does not know the word of EPUB 3.3 for the source of page numbers, which Kobo's flavour goes without.
    """
    old = {book.name: [fault for fault in faults(book, kobo()) if not fault.endswith(NEWER)] for book in books}
    return {book.name: old[book.name] + faults(book, current()) for book in books}


def read_by_systems(epub: Path, others: list[Path]) -> dict[str, dict[str, Any]]:
    """The book on all devices, the others once in each reading system; by the name of the file."""
    return {report["file"]: report for report in open_books([epub], others, SCREENS)}


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, verapdf: VeraPdf) -> Iterator[RealIssue]:
    """The issue built twice at once: from the repository, and from a copy under another name, zone and hash seed."""
    folder = tmp_path_factory.mktemp("real")
    copy = folder / "另 一 处"
    for name in ("manuscript", "assets", "styles"):
        shutil.copytree(REPO / name, copy / name, ignore=shutil.ignore_patterns("*.ttf"))
    first = build_in_process(REPO, folder / "out", folder / "cache-1", TZ="Asia/Shanghai", PYTHONHASHSEED="1")
    second = build_in_process(copy, folder / "again", folder / "cache-2", TZ="America/St_Johns", PYTHONHASHSEED="2")
    for process in (first, second):
        output, errors = process.communicate(timeout=200)
        assert (process.returncode, errors.decode()) == (0, "")
        assert len(output.decode().splitlines()) == 2
    built = Built(tuple(sorted((folder / "out").glob("zbsh-*"))))
    with ThreadPoolExecutor(5) as pool:
        editions = pool.submit(other_editions, folder / "editions", folder / "cache-1")
        ours = built.epub
        yield RealIssue(
            built,
            folder / "again",
            pool.submit(faults, ours),
            pool.submit(run_ace, ours),
            editions,
            pool.submit(lambda: asked_of_kobo([ours, *editions.result()])),
            pool.submit(lambda: read_by_systems(ours, editions.result())),
            pool.submit(verapdf.faults, built.pdf),
        )


def test_names(real: RealIssue) -> None:
    """The files are named after magazine and serial numbers."""
    assert [path.name for path in real.built.files] == ["zbsh-1129-1130.epub", "zbsh-1129-1130.pdf"]


@pytest.mark.parametrize("name", ["zbsh-1129-1130.epub", "zbsh-1129-1130.pdf", "SHA256SUMS"])
def test_same_bytes(real: RealIssue, name: str) -> None:
    """Another folder, time zone and hash seed, without a cache, give the same bytes."""
    assert (real.again / name).read_bytes() == (real.built.epub.parent / name).read_bytes()


def test_manifest_has_the_printed_issue() -> None:
    """The issue has 31 articles, in the order of their printed pages."""
    assert len(ENTRIES) == 31
    assert [entry["page"] for entry in ENTRIES] == sorted(entry["page"] for entry in ENTRIES)


class TestEpub:
    """The EPUB of the real issue."""

    def test_references(self, real: RealIssue) -> None:
        """Every link and picture has its target, and no id stands twice on a page."""
        assert dangling(real.built) == []

    def test_nav(self, real: RealIssue) -> None:
        """All 31 articles stand in the nav, in the printed order, below their sections, with their authors."""
        page = real.built.page("nav.xhtml")
        listing = page.find(f".//{X}nav[@id='toc']/{X}ol")
        assert listing is not None
        items = [item for item in listing if item.find(f"{X}ol") is not None]
        found = [
            (item.findtext(f"{X}a"), [bare(link.text or "") for link in item.findall(f"{X}ol/{X}li/{X}a")])
            for item in items
        ]
        assert found == [
            (section["title"], [title_of(e) + "".join(e.get("authors", [])) for e in section["articles"]])
            for section in SECTIONS
        ]

    def test_metadata(self, real: RealIssue) -> None:
        """The package says what the manifest says about magazine and issue."""
        opf = Opf(real.built)
        assert opf.dc("title") == ["天津支部生活 2024年第2期合刊（总第1129—1130期）"]
        assert opf.dc("language") == ["zh-Hans"]
        assert opf.dc("source") == opf.meta("dcterms:identifier", "#series") == ["urn:issn:0412-0892"]
        assert opf.meta("belongs-to-collection") == ["天津支部生活"]
        assert opf.meta("group-position", "#series") == ["2024.2"]
        assert opf.dc("rights") == ["© 2024 中共天津市委支部生活社"]
        assert opf.dc("date") == ["2024-02-15"]
        assert opf.dc("publisher") == ["中共天津市委支部生活社"]
        assert opf.dc("subject") == MANIFEST["issue"]["subjects"]
        assert {"alternativeText", "rubyAnnotations", "tableOfContents"} <= set(opf.meta("schema:accessibilityFeature"))

    def test_people(self, real: RealIssue) -> None:
        """Everybody of the masthead and every author stands in the metadata with his part."""
        found = {(name, role) for _, name, role in Opf(real.built).roles()}
        staff = {(name, role["marc"]) for role in MANIFEST["staff"] for name in role["people"]}
        authors = {(name, "aut") for entry in ENTRIES for name in entry.get("authors", [])}
        assert found == staff | authors
        assert [name for kind, name, _ in Opf(real.built).roles() if kind == "creator"] == ["张春芳"]

    @pytest.mark.parametrize("name", NAMES)
    def test_characters(self, real: RealIssue, name: str) -> None:
        """Not a Chinese character and not a figure of the article's source is missing from its page."""
        page = real.built.page(name)
        for box in page.findall(f".//{X}header//{X}h1"):
            box.clear()
        text = "".join(str(t) for t in page.itertext())
        assert characters(printed_source(name, "视频")) - characters(text) == Counter()

    @pytest.mark.parametrize("name", NAMES)
    def test_sentences(self, real: RealIssue, name: str) -> None:
        """Every run of words that no note and no ruby interrupts stands whole on the page."""
        text = bare(real.built.text(name))
        source = [bare(re.sub(r"\{[^}]*\}", "|", line)) for line in printed_source(name, "视频").splitlines()]
        runs = [run for line in source for run in re.findall(r"[\u3400-\u9fff，。、“”《》（）\d.%]{8,}", line)]
        assert len(runs) > 10
        assert [run for run in runs if run not in text] == []

    @pytest.mark.parametrize("name", NAMES)
    def test_alternative_texts(self, real: RealIssue, name: str) -> None:
        """Every picture of the source is on the page and says what it shows."""
        page = real.built.page(name)
        found = [
            str(label) for label in xpath(page, "//*[local-name()='svg']/@aria-label | //*[local-name()='img']/@alt")
        ]
        assert found == re.findall(r"!\[([^]]*)\]\(", source_of(name))

    def test_ruby(self, real: RealIssue) -> None:
        """Every reading of the sources stands beside its character."""
        expected = sum(
            len(reading.split()) for n in NAMES for reading in re.findall(r"\{[^|}]+\|([^}]+)\}", source_of(n))
        )
        assert expected
        assert sum(len(real.built.page(name).findall(f".//{X}rt")) for name in NAMES) == expected

    def test_page_list(self, real: RealIssue) -> None:
        """The page-list has the number of each page of the PDF, in order."""
        links = real.built.page("nav.xhtml").findall(f".//{X}nav[@id='page-list']/{X}ol/{X}li/{X}a")
        assert [link.text for link in links] == real.pdf.labels

    @pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
    def test_articles_begin_on_their_pages(self, real: RealIssue, entry: dict[str, Any]) -> None:
        """Each article follows, in the reading order, the mark of the page to which its bookmark leads."""
        name = str(entry["file"]).removesuffix(".md")
        opener = next((s["id"] for s in SECTIONS if s["articles"][0] is entry), "")
        page = real.built.page(f"sections/{opener}.xhtml" if opener else name)
        marks = xpath(page, "//*[@role='doc-pagebreak']/@aria-label")
        assert marks[0] == real.pdf.labels[real.starts[name]]

    def test_cover(self, real: RealIssue) -> None:
        """The cover is a JPEG of 1600 pixels in the shape of the page."""
        image = Image.open(BytesIO(real.built.package["images/cover.jpg"]))
        assert (image.format, image.mode, image.width) == ("JPEG", "RGB", 1600)
        assert image.height / image.width == pytest.approx(285 / 210, abs=0.002)

    def test_fonts(self, real: RealIssue) -> None:
        """The faces inside are the house's, cut to the issue, and small."""
        faces = {name: data for name, data in real.built.package.items() if name.startswith("fonts/")}
        assert faces
        for data in faces.values():
            font = TTFont(BytesIO(data))
            assert str(font["name"].getDebugName(1)).startswith("ZB ")
            assert len(font.getBestCmap()) < 3000
        assert sum(map(len, faces.values())) < 3_000_000

    def test_every_character_has_a_face(self, real: RealIssue) -> None:
        """Each character that a page shows is in a face that travels with the book."""
        fonts = [TTFont(BytesIO(data)) for name, data in real.built.package.items() if name.endswith(".ttf")]
        known = {chr(point) for font in fonts for point in font.getBestCmap()}
        pages = [name for name in real.built.package if name.endswith(".xhtml")]
        shown = {c for name in pages for c in "".join(map(str, real.built.page(name).itertext()))}
        assert {c for c in shown if c.isprintable()} - known == set()

    @pytest.mark.last
    def test_epubcheck(self, real: RealIssue) -> None:
        """EPUBCheck finds no error and no warning."""
        assert real.epubcheck.result() == []

    @pytest.mark.last
    def test_ace(self, real: RealIssue) -> None:
        """Ace finds no violation, not even a minor one."""
        assert real.ace.result() == []

    def test_size(self, real: RealIssue) -> None:
        """The book is light enough for a telephone, and its zip holds each name once."""
        assert real.built.epub.stat().st_size < 5_000_000
        with zipfile.ZipFile(real.built.epub) as archive:
            assert len(archive.namelist()) == len(set(archive.namelist()))


class TestPdf:
    """The PDF of the real issue."""

    def test_page_size(self, real: RealIssue) -> None:
        """Every page measures 210 by 285 millimetres."""
        for width, height in real.pdf.sizes:
            assert (width / MILLIMETRE) == pytest.approx(210, abs=0.1)
            assert (height / MILLIMETRE) == pytest.approx(285, abs=0.1)

    def test_fonts(self, real: RealIssue) -> None:
        """All fonts are the house's families, embedded and subset."""
        assert real.pdf.fonts
        for name, descriptors in real.pdf.fonts.items():
            assert re.match(r"/[A-Z]{6}\+ZB-?(Song|Hei|Kai)", name)
            assert [bool({"/FontFile2", "/FontFile3"} & set(d.keys())) for d in descriptors] == [True] * len(
                descriptors
            )
            assert descriptors

    def test_bookmarks(self, real: RealIssue) -> None:
        """Bookmarks list each section above its articles, in the printed order."""
        wanted = [
            (level, title)
            for section in SECTIONS
            for level, title in [(0, section["title"]), *((1, title_of(entry)) for entry in section["articles"])]
        ]
        found = [(mark.level, bare(mark.title)) for mark in real.pdf.marks if mark.level < 2]
        assert found[-len(wanted) :] == wanted

    def test_bookmarks_go_forward(self, real: RealIssue) -> None:
        """No bookmark leads to a page before that of the one above it."""
        pages = [mark.page for mark in real.pdf.marks]
        assert pages == sorted(pages)
        assert min(pages) >= 0

    def test_labels(self, real: RealIssue) -> None:
        """Front matter is counted in roman on an even number of pages, the text in arabic without a gap."""
        first = real.pdf.labels.index("1")
        assert first % 2 == 0
        assert real.pdf.labels[first:] == [str(n) for n in range(1, len(real.pdf) - first + 1)]
        assert all(re.fullmatch("[ivx]+", label) for label in real.pdf.labels[:first])

    def test_folios(self, real: RealIssue) -> None:
        """The number printed at the foot of a page is its label; only whole-page pictures have none."""
        pages = range(real.pdf.labels.index("1"), len(real.pdf))
        feet = {index: re.sub(r"总第.*?期", "", real.pdf.text(index, 28, 50)) for index in pages}
        assert [index for index in pages if feet[index] != real.pdf.labels[index]] == real.plates

    def test_contents(self, real: RealIssue) -> None:
        """Each article's row in the contents shows the label of the page that it leads to, where the article begins."""
        rows: dict[int, set[str]] = {}
        for index in range(real.pdf.labels.index("1")):
            glyphs = real.pdf.glyphs[index]
            for (left, bottom, _, top), target in real.pdf.links(index):
                if isinstance(target, int):
                    level = (bottom + top) / 2
                    row = [
                        g for g in glyphs if abs(g.box[1] + g.box[3] - 2 * level) < 14 and left - 60 < g.box[0] < left
                    ]
                    number = "".join(g.text for g in sorted(row, key=lambda g: g.box[0]) if g.text.isdigit())
                    rows.setdefault(target, set()).add(number)
        for name in NAMES:
            label = real.pdf.labels[real.starts[name]]
            assert {number.lstrip("0") for number in rows[real.starts[name]] if number} == {label}

    def test_titles_stand_where_they_lead(self, real: RealIssue) -> None:
        """The page that a bookmark leads to shows the article's title and its authors."""
        for name, entry in zip(NAMES, ENTRIES, strict=True):
            text = bare(real.pdf.text(real.starts[name]))
            for part in [*entry["title"], *entry.get("authors", [])]:
                assert bare(part.replace("|", "")) in text

    @pytest.mark.parametrize("name", NAMES)
    def test_characters(self, real: RealIssue, name: str) -> None:
        """Not a Chinese character and not a figure of the article's source is missing from its pages' type area."""
        text = "".join(real.pdf.text(index, *BODY) for index in real.pages_of(name))
        title = title_of(ENTRIES[NAMES.index(name)])
        assert characters(printed_source(name, "整页") + title) - characters(text) == Counter()

    def test_no_empty_page(self, real: RealIssue) -> None:
        """No page of the text holds nothing, or notes alone: each has a hundred characters of text, or is a picture."""
        for index in range(real.pdf.labels.index("1"), len(real.pdf)):
            text = [g for g in real.pdf.glyphs[index] if BODY[0] <= g.box[1] <= BODY[1] and g.size > 8]
            assert len(text) > 100 or index in real.plates, real.pdf.labels[index]

    def test_links_can_be_hit(self, real: RealIssue) -> None:
        """Every link has an area that a finger or a mouse can hit."""
        boxes = [box for index in range(len(real.pdf)) for box, _ in real.pdf.links(index)]
        assert boxes
        assert [box for box in boxes if box[2] - box[0] < 5 or box[3] - box[1] < 5] == []

    def test_edges(self, real: RealIssue) -> None:
        """No character stands beyond the edge of its page."""
        assert stray(real.pdf) == []

    def test_no_blank_glyph(self, real: RealIssue) -> None:
        """The text layer has no replacement characters and no private ones."""
        text = "".join(real.pdf.text(index) for index in range(len(real.pdf)))
        assert [c for c in text if c in "\ufffd\ufffe" or "\ue000" <= c <= "\uf8ff"] == []

    def test_metadata(self, real: RealIssue) -> None:
        """The file names the issue, and is tagged for reading aloud in Chinese."""
        root, info = real.pdf.pike.Root, real.pdf.pike.docinfo
        assert str(info["/Title"]) == "天津支部生活 2024年第2期合刊（总第1129—1130期）"
        assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("zh-Hans", True)
        assert "/StructTreeRoot" in root

    @pytest.mark.last
    def test_conformance(self, real: RealIssue) -> None:
        """veraPDF finds the file to be PDF/UA-1 and PDF/A-2a."""
        assert real.verapdf.result() == []

    def test_nothing_runs(self, real: RealIssue) -> None:
        """The file holds no script, no form and no attachment."""
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(real.pdf.pike.Root.keys())
        assert "/JavaScript" not in real.pdf.pike.Root.get("/Names", {})


@pytest.mark.last
class TestReadingSystems:
    """The EPUB in real reading systems, on telephone and tablet, by day and by night, and its other editions."""

    @pytest.fixture
    def foliate(self, real: RealIssue) -> dict[str, Any]:
        found: dict[str, Any] = real.readers.result()[real.built.epub.name]["foliate"]
        return found

    def test_nothing_is_wrong(self, real: RealIssue) -> None:
        """Every page is shown; nothing overflows, overlaps or is invisible; each entry leads somewhere."""
        assert {name: complaints(report) for name, report in real.readers.result().items()} == {
            "zbsh-1129-1130.epub": [],
            "zbsh-1129-1130-sample.epub": [],
            "zbsh-1129-1130-zh-Hant.epub": [],
        }

    def test_all_devices(self, real: RealIssue) -> None:
        """Both engines read the whole book on both devices, by day and by night, and follow all its contents."""
        book = real.readers.result()[real.built.epub.name]
        for engine in ("foliate", "epubjs"):
            views = book[engine]["views"]
            assert {view["name"] for view in views} == {"phone-light", "phone-dark", "tablet-light", "tablet-dark"}
            assert {view["sections"] for view in views} == {len(book[engine]["order"])} == {len(self.spine(real))}
            entries = sum(1 + len(item.get("subitems") or ()) for item in book[engine]["toc"])
            assert {view["followed"]["toc"] for view in views if view["order"] == "contents"} == {entries}
            assert entries > len(ENTRIES)

    def spine(self, real: RealIssue) -> list[str]:
        return xpath(Opf(real.built).root, "//*[local-name()='itemref']/@idref")

    def test_toc(self, foliate: dict[str, Any]) -> None:
        """The engine's contents list the 31 articles in the printed order, below their sections."""
        sections = [item for item in foliate["toc"] if item["subitems"]]
        assert [item["label"] for item in sections] == [section["title"] for section in SECTIONS]
        found = [bare(below["label"]) for item in sections for below in item["subitems"]]
        assert found == [title_of(entry) + "".join(entry.get("authors", [])) for entry in ENTRIES]

    def test_page_list(self, real: RealIssue) -> None:
        """foliate and Readium show the page-list of the nav whole, and a number for each mark in the text."""
        nav = real.built.page("nav.xhtml")
        labels = [link.text for link in xpath(nav, "//*[@role='doc-pagelist']//*[local-name()='a']")]
        pages = [real.built.page(name) for name in real.built.package if name.endswith(".xhtml")]
        marks = [mark for page in pages for mark in xpath(page, "//*[@role='doc-pagebreak']/@aria-label")]
        assert Counter(marks) == Counter(labels)
        assert labels == real.pdf.labels
        book = real.readers.result()[real.built.epub.name]
        for system in ("foliate", "readium"):
            assert [page["label"] for page in book[system]["pageList"]] == labels, system
        followed = [view["followed"]["pageList"] for view in book["foliate"]["views"] if view["order"] == "contents"]
        assert followed == [len(labels)] * 2

    def test_screens(self, real: RealIssue) -> None:
        """Pictures of cover, contents, an article, a figure and a note are kept for whoever wants to look."""
        book = real.readers.result()[real.built.epub.name]
        shots = {path.name for path in (SCREENS / real.built.epub.stem).glob("*.png")}
        views = [f"{engine}-{view['name']}" for engine in ("foliate", "epubjs") for view in book[engine]["views"]]
        kinds = ("cover", "contents", "article", "figure", "footnote")
        assert {f"{view}-{what}.png" for view in views for what in kinds} <= shots

    def test_kobo(self, real: RealIssue) -> None:
        """EPUBCheck 4.2.6, by which Kobo takes books, and 5.3 have nothing against any of the editions."""
        assert {name: found for name, found in real.kobo.result().items() if found} == {}
        assert len(real.kobo.result()) == 3


def test_no_page_of_the_book_is_malformed(real: RealIssue) -> None:
    """Every XML file of the book can be parsed, and says its language."""
    for name in real.built.package:
        if name.endswith(".xhtml"):
            root = etree.fromstring(real.built.package[name])
            assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
