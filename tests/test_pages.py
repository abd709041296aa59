"""Printed pages in the EPUB: marks where pages turn, page-list, NCX, and the checks that prove them."""

from __future__ import annotations

import dataclasses
import re

import pytest
from lxml import etree

from issuetest import Built, IssueTest, X, xpath
from pdfreader import Pdf
from zbsh_pub.build import load
from zbsh_pub.cache import default_store
from zbsh_pub.checks.epub_pages import PagedEpub, read_pages
from zbsh_pub.checks.page_numbers import check_page_list, check_same_pages
from zbsh_pub.checks.pdf_file import PdfFile, read_pdf
from zbsh_pub.compose.ebook import ebook_pages
from zbsh_pub.compose.page_breaks import PageBreaks, has_page_breaks, put_marks
from zbsh_pub.epub import read_epub
from zbsh_pub.markdown import paragraphs
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Issue, Pagination, PrintPage
from zbsh_pub.pagination import roman
from zbsh_pub.pdf import Layout, lay_out_issue
from zbsh_pub.typeset import setlines
from zbsh_pub.work import compose, open_press
from zbsh_pub.xhtml import Page


def page(para: int, offset: int, label: str = "7") -> PrintPage:
    return PrintPage(label, "right", "a", 1, "s", para, offset)


def marked(markup: str, *pages: PrintPage) -> str:
    """A tree with a bar for each mark."""
    root = etree.fromstring(f"<body>{markup}</body>")
    put_marks(root, [(one, element("span", role="doc-pagebreak", id=f"p{one.label}")) for one in pages])
    text = etree.tostring(root, encoding="unicode").removeprefix("<body>").removesuffix("</body>")
    return re.sub(r'<span role="doc-pagebreak" id="p(\d+)"/>', r"|\1|", text)


P = 'data-para="1"'
RUBY = "<ruby><rb>乙丙</rb><rt>yi</rt></ruby>"
TABLE = f"<table><caption {P}>甲</caption></table>"


@pytest.mark.parametrize(
    ("markup", "offset", "expected"),
    [
        (f"<p {P}>甲乙丙</p>", 0, f"<p {P}>|7|甲乙丙</p>"),
        (f"<p {P}>甲乙丙</p>", 2, f"<p {P}>甲乙|7|丙</p>"),
        (f"<p {P}>甲 乙 丙</p>", 2, f"<p {P}>甲 乙 |7|丙</p>"),
        (f"<p {P}>甲<em>乙丙</em>丁</p>", 2, f"<p {P}>甲<em>乙|7|丙</em>丁</p>"),
        (f"<p {P}>甲<em>乙丙</em>丁</p>", 3, f"<p {P}>甲<em>乙丙</em>|7|丁</p>"),
        (f'<p {P}>甲<a href="x">乙<b>丙</b></a>丁</p>', 2, f'<p {P}>甲|7|<a href="x">乙<b>丙</b></a>丁</p>'),
        (f"<p {P}>甲{RUBY}丁</p>", 2, f"<p {P}>甲|7|{RUBY}丁</p>"),
        (f"<p {P}>甲{RUBY}丁</p>", 3, f"<p {P}>甲{RUBY}|7|丁</p>"),
        (f'<p {P}>甲乙<span class="note">注文</span>丙</p>', 2, f'<p {P}>甲乙<span class="note">注文</span>|7|丙</p>'),
        (f"<ul><li {P}>甲</li></ul>", 0, f"<ul><li {P}>|7|甲</li></ul>"),
        (f"<table><tr><td {P}>甲</td></tr></table>", 0, f"<table><tr><td {P}>|7|甲</td></tr></table>"),
        (f"<h2 {P}>甲</h2>", 0, f"|7|<h2 {P}>甲</h2>"),
        (f"<figure {P}><img/></figure>", 0, f"<figure {P}>|7|<img/></figure>"),
        (f"<div>{TABLE}</div>", 0, f"<div>|7|{TABLE}</div>"),
        (f'<aside class="pullquote"><p {P}>甲</p></aside>', 0, f'|7|<aside class="pullquote"><p {P}>甲</p></aside>'),
        (f'<aside class="video"><p {P}>甲乙</p></aside>', 1, f'|7|<aside class="video"><p {P}>甲乙</p></aside>'),
        (f"<p {P}>甲</p>", 9, f"<p {P}>甲|7|</p>"),
    ],
)
def test_mark(markup: str, offset: int, expected: str) -> None:
    """A mark stands before the very character; before the whole of a link, a ruby, a heading, a box not read out."""
    assert marked(markup, page(1, offset)) == expected


def test_several_marks() -> None:
    """Pages that turn in one paragraph, or at one place, keep their order."""
    pages = [page(1, 1, "7"), page(1, 3, "8"), page(1, 3, "9")]
    assert marked(f"<p {P}>甲乙丙丁</p>", *pages) == f"<p {P}>甲|7|乙丙|8||9|丁</p>"


def test_both_count_the_same_characters() -> None:
    """What is no character of the text for the layout is none for the EPUB."""
    told = [char for char in map(chr, range(0x30000)) if paragraphs.is_seen(char) != setlines.is_seen(char)]
    assert told == []
    assert not paragraphs.is_seen("\u200b")


def test_roman() -> None:
    """Folios of the front matter."""
    assert [roman(n) for n in (1, 4, 9, 14, 40, 49)] == ["i", "iv", "ix", "xiv", "xl", "xlix"]


def test_no_article_shares_an_id(issue: IssueTest) -> None:
    """An article that is called p2 keeps its id from page 2."""
    built = issue.with_name("p2").build("epub")
    ids = xpath(built.page("p2"), "//@id")
    assert len(ids) == len(set(ids))
    assert {"p2", "p2_"} <= set(ids)


def test_without_pagination(issue: IssueTest) -> None:
    """Whoever composes pages without a layout gets no marks."""
    loaded, _ = load(issue.root)
    assert not has_page_breaks(ebook_pages(loaded.issue, loaded.fragments))


def test_homeless_pages_go_to_the_next(issue: IssueTest) -> None:
    """A blank page, or one that holds nothing of the text, begins where the next page does."""
    loaded, _ = load(issue.root)
    names = [entry.id for entry in loaded.issue.manifest.entries]
    blank = PrintPage("iv", "left", "front_blank", 0)
    breaks = PageBreaks(loaded.issue, Pagination({}, (blank, PrintPage("1", "right", names[0], 0, "lead"))))
    assert [mark.get("aria-label") for mark in breaks.at_start("section", "lead")] == ["iv", "1"]


def test_what_text_went_past_begins_no_page(issue: IssueTest) -> None:
    """A wide table that has no room waits for the next page while text goes on: that page begins with the text."""
    text = "\n\n".join("".join(f"第{10 * n + k}句说的是版面，" for k in range(10)) for n in range(10, 32))
    rows = "".join(f"| 第{n}行 | 甲 | 乙 | 丙 |\n" for n in range(20))
    table = f"/// 表 | 宽表\n    span: true\n\n| 行 | 一 | 二 | 三 |\n|---|---|---|---|\n{rows}///"
    paragraphs = text.split("\n\n")
    built = issue.with_article("\n\n".join([*paragraphs[:9], table, *paragraphs[9:]])).build()
    page = re.sub(r"\s", "", Pdf(built.pdf).text(6))
    assert page.startswith("表1宽表")
    (mark,) = xpath(built.page("p003-xiezuo"), "//*[@id='p3']")
    assert (mark.tail or "")[:5] in page
    assert xpath(mark, "preceding::*[local-name()='table']") != []


class TestRich:
    """An article of several pages, with everything in it."""

    def test_marks_are_the_pages_of_the_pdf(self, rich: Built) -> None:
        """Page-list, NCX and marks in the reading order are the PDF's page labels."""
        nav = rich.page("nav.xhtml").findall(f".//{X}nav[@id='page-list']/{X}ol/{X}li/{X}a")
        ncx = etree.fromstring(rich.package["toc.ncx"])
        labels = xpath(ncx, "//*[local-name()='pageTarget']/*[local-name()='navLabel']/*/text()")
        assert [link.text for link in nav] == labels == Pdf(rich.pdf).labels

    def test_every_target_is_there(self, rich: Built) -> None:
        """Each entry of the page-list leads to a page break that has its number."""
        for link in rich.page("nav.xhtml").findall(f".//{X}nav[@id='page-list']/{X}ol/{X}li/{X}a"):
            name, _, identifier = (link.get("href") or "").partition("#")
            (mark,) = xpath(rich.page(name), f"//*[@id='{identifier}']")
            assert (mark.get("role"), mark.get("aria-label"), len(mark), mark.text) == (
                "doc-pagebreak",
                link.text,
                0,
                None,
            )

    def test_pages_turn_at_the_character(self, rich: Built) -> None:
        """The words after a mark in a paragraph are the first ones of its page, those before it of the page before."""
        pdf, turned = Pdf(rich.pdf), 0
        for mark in xpath(rich.page("p003-xiezuo"), "//*[local-name()='p']//*[@role='doc-pagebreak']"):
            (paragraph,) = xpath(mark, "ancestor::*[local-name()='p']")
            mark.text = "|"
            before, after = "".join(paragraph.itertext()).split("|")
            mark.text = None
            index = pdf.labels.index(mark.get("aria-label"))
            if mark.getnext() is not None and mark.getnext().tag == f"{X}a" and not mark.tail:
                assert re.sub(r"\s", "", pdf.text(index))[:9] in after  # the page turns in the link
                continue
            assert re.sub(r"\s", "", pdf.text(index)).startswith(after[:9])
            assert before[-9:] in re.sub(r"\s", "", pdf.text(index - 1))
            turned += bool(before)
        assert turned >= 2

    def test_whole_page_picture(self, rich: Built) -> None:
        """A picture that fills a page has the mark of that page."""
        (figure,) = rich.page("p003-xiezuo").findall(f".//{X}figure[@class='plate']")
        assert figure[0].get("role") == "doc-pagebreak"


Finished = tuple[Issue, Layout, PagedEpub, PdfFile]


@pytest.fixture(scope="module")
def finished(rich: Built) -> Finished:
    """The issue of `rich` with its layout and its files read back, to be damaged."""
    root = rich.epub.parent.parent
    publication = compose(load(root)[0])
    with open_press(publication, default_store()) as press:
        layout = lay_out_issue(press, publication.issue, publication.units, lambda _: None)
    pdf = read_pdf(rich.pdf.read_bytes(), default_store())
    return publication.issue, layout, read_pages(read_epub(rich.epub)), pdf


class TestChecks:
    """The checks see what is wrong with finished files (codes P04 to P06; see tests/cases)."""

    def test_good_files(self, finished: Finished) -> None:
        """Nothing is wrong with what was built."""
        issue, layout, epub, pdf = finished
        assert list(check_page_list(issue, layout.pagination, epub, "f")) == []
        assert list(check_same_pages(issue, epub, pdf, "f")) == []

    @pytest.mark.parametrize("part", ["page_list", "ncx_list", "source", "documents"])
    def test_something_is_missing(self, finished: Finished, part: str) -> None:
        """A list that lacks its last page, another source, a document without its marks."""
        issue, layout, epub, _ = finished
        worse = dataclasses.replace(epub, **{part: getattr(epub, part)[:-1]})
        assert [found.code for found in check_page_list(issue, layout.pagination, worse, "f")] == ["P04"]

    def test_every_shifted_mark_is_seen(self, finished: Finished) -> None:
        """A mark inside a paragraph that stands one character too early or too late."""
        issue, _, epub, pdf = finished
        seen = 0
        for number, document in enumerate(epub.documents):
            for place, turn in enumerate(document.turns):
                if not turn.before or not turn.after or turn.held or document.name.endswith("nav.xhtml"):
                    continue
                for early in (True, False):
                    cut = (turn.before[:-1], turn.before[-1:] + turn.after)
                    cut = cut if early else (turn.before + turn.after[:1], turn.after[1:])
                    turns = list(document.turns)
                    turns[place] = dataclasses.replace(turn, before=cut[0], after=cut[1])
                    documents = list(epub.documents)
                    documents[number] = dataclasses.replace(document, turns=tuple(turns))
                    worse = dataclasses.replace(epub, documents=tuple(documents))
                    assert "P05" in [p.code for p in check_same_pages(issue, worse, pdf, "f")], turn
                    seen += 1
        assert seen >= 6


def test_pages_are_a_value(finished: Finished) -> None:
    """Each page has its number, its side, its article and section, and the place in the text where it begins."""
    pages = finished[1].pagination.pages
    assert [one.label for one in pages][:5] == ["i", "ii", "iii", "iv", "1"]
    assert {one.side for one in pages if one.label.isdigit() and int(one.label) % 2} == {"right"}
    assert [(one.unit, one.section, one.para > 0) for one in pages if one.label == "3"] == [
        ("p003-xiezuo", "lead", True)
    ]
    places = [(one.para, one.offset) for one in pages if one.unit == "p003-xiezuo"]
    assert any(offset for _, offset in places)


def test_features(rich: Built) -> None:
    """The package says that there are page breaks and whose they are."""
    opf = rich.package["content.opf"].decode()
    assert '<meta property="pageBreakSource">urn:issn:1234-5679</meta>' in opf
    assert {"pageBreakMarkers", "pageNavigation"} <= set(re.findall(r">(\w+)</meta>", opf))


def test_page_without_breaks() -> None:
    """A document without marks says nothing of pages."""
    assert not has_page_breaks([Page("a.xhtml", "甲", "zh-Hans", (element("p", "", "甲"),))])
