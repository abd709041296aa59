"""The EPUB package: metadata, zip, and what is left to no library."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from conftest import Golden
from issuetest import FIRST, Built, IssueTest, figure

DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
GOLDEN = Path(__file__).parent / "golden"
FACTS = """\
  combined: true
  price: {amount: "16.00", currency: CNY}
  description: 本期简介 & <其他>。
  subjects: [主题甲, 主题乙]
"""


class Opf:
    """The package document, read by the tests' own means."""

    def __init__(self, built: Built):
        self.root = etree.fromstring(built.package["content.opf"])

    def dc(self, name: str) -> list[str]:
        return [node.text or "" for node in self.root.iter(f"{DC}{name}")]

    def meta(self, name: str, refines: str | None = None) -> list[str]:
        found = [node for node in self.root.iter(f"{OPF}meta") if node.get("property") == name]
        return [node.text or "" for node in found if node.get("refines") == refines]

    def roles(self) -> list[tuple[str, str, str]]:
        """(element, name, MARC code) of each person."""
        people = list(self.root.iter(f"{DC}creator", f"{DC}contributor"))
        return [
            (node.tag.removeprefix(DC), node.text or "", self.meta("role", f"#{node.get('id')}")[0]) for node in people
        ]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return IssueTest.new(tmp_path_factory.mktemp("plain") / "issue").build("epub")


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Built:
    issue = IssueTest.new(tmp_path_factory.mktemp("rich") / "issue")
    issue.with_manifest(
        ("  serial: {first: 1}\n", "  serial: {first: 7, last: 8}\n" + FACTS),
        ("  number: 1\n", "  number: 10\n"),
        ("[张三]}", "[张三, 王五]}\n  - {role: 副主编, marc: edt, people: [赵六]}\n  - {role: 顾问, people: [钱七]}"),
    )
    return issue.build("epub")


def test_title_and_dates(rich: Built) -> None:
    """Title, language, publisher, dates, rights and kind come from the manifest."""
    opf = Opf(rich)
    assert opf.dc("title") == ["样刊 2026年第10期合刊（总第7—8期）"]
    assert opf.meta("file-as", "#title") == ["Yangkan 2026-10"]
    assert opf.dc("identifier") == ["urn:uuid:00000000-0000-4000-8000-000000000001"]
    assert (opf.dc("language"), opf.dc("publisher"), opf.dc("rights")) == (
        ["zh-Hans"],
        ["样刊编辑部"],
        ["© 2026 样刊编辑部"],
    )
    assert (opf.dc("date"), opf.meta("dcterms:issued")) == (["2026-01-15"], ["2026-01"])
    assert opf.meta("dcterms:modified") == ["2026-01-15T00:00:00Z"]
    assert (opf.dc("description"), opf.dc("subject")) == (["本期简介 & <其他>。"], ["主题甲", "主题乙"])


def test_periodical(rich: Built) -> None:
    """The issue stands in its magazine as a series, with ISSN and number."""
    opf = Opf(rich)
    assert opf.meta("belongs-to-collection") == ["样刊"]
    assert opf.meta("collection-type", "#series") == ["series"]
    assert opf.meta("group-position", "#series") == ["2026.10"]
    assert opf.meta("dcterms:identifier", "#series") == opf.dc("source") == ["urn:issn:1234-5679"]
    assert opf.meta("schema:issueNumber") == ["7—8"]


def test_terms_of_serials(rich: Built) -> None:
    """Catalogues of serials find ISSN, numbers and cover month in the terms of schema.org and PRISM."""
    opf = Opf(rich)
    assert "prism: http://prismstandard.org/namespaces/basic/3.0/" in (opf.root.get("prefix") or "")
    assert opf.meta("schema:issn") == opf.meta("prism:issn") == ["1234-5679"]
    assert opf.meta("dcterms:isPartOf") == ["urn:issn:1234-5679"]
    assert (opf.meta("prism:number"), opf.meta("prism:issueIdentifier")) == (["10"], ["7-8"])
    assert (opf.meta("prism:publicationName"), opf.meta("prism:coverDate")) == (["样刊"], ["2026-01"])


def test_authors_are_said_of_their_pages(issue: IssueTest) -> None:
    """Who wrote which article stands in the package; the author of a digest's original has not written the digest."""
    opf = Opf(issue.with_article("正文。\n", front="kind: digest", name=FIRST).build("epub"))
    items = {item.get("href"): item.get("id") for item in opf.root.iter(f"{OPF}item")}
    refined = f"#{items['text/p001-kaipian.xhtml']}"
    assert (opf.meta("dcterms:creator", refined), opf.meta("dcterms:contributor", refined)) == ([], ["李四"])
    full = Opf(issue.with_article("正文。\n", name=FIRST).build("epub"))
    assert full.meta("dcterms:creator", refined) == ["李四"]


def test_people(rich: Built) -> None:
    """The chief editors are the creators; everybody else contributes, with a MARC code."""
    assert sorted(Opf(rich).roles()) == sorted(
        [
            ("creator", "张三", "edt"),
            ("creator", "王五", "edt"),
            ("contributor", "赵六", "edt"),
            ("contributor", "钱七", "ctb"),
            ("contributor", "李四", "aut"),
        ]
    )


def test_nothing_is_made_up(plain: Built) -> None:
    """What the manifest does not say, the metadata do not say."""
    opf = Opf(plain)
    assert (opf.dc("description"), opf.dc("subject")) == ([], [])
    assert not [node for node in opf.root.iter() if not isinstance(node.tag, str) or node.tag == f"{DC}relation"]
    assert all(node.text or node.get("name") == "cover" for node in opf.root.iter(f"{OPF}meta", f"{DC}*"))


def test_accessibility(plain: Built) -> None:
    """The book says how it can be read, what it offers, and that it is no danger."""
    opf = Opf(plain)
    assert opf.meta("schema:accessMode") == ["textual", "visual"]
    assert opf.meta("schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert {"tableOfContents", "readingOrder", "structuralNavigation", "alternativeText"} <= set(
        opf.meta("schema:accessibilityFeature")
    )
    assert opf.meta("schema:accessibilityHazard") == ["none"]
    assert len(opf.meta("schema:accessibilitySummary")) == 1


@pytest.mark.parametrize(("text", "claimed"), [("有{涿州|zhuō zhōu}。\n", True), ("没有。\n", False)])
def test_ruby_is_claimed_where_it_is(issue: IssueTest, text: str, claimed: bool) -> None:
    """A feature is claimed exactly where the text has it."""
    issue.with_article(text, name=FIRST).with_article("正文。\n")
    features = Opf(issue.build("epub")).meta("schema:accessibilityFeature")
    assert ("rubyAnnotations" in features) == claimed


def test_manifest_lists_the_files(plain: Built) -> None:
    """The package document lists every file of the zip once, with its type, and no other."""
    items = [(item.get("href"), item.get("media-type")) for item in Opf(plain).root.iter(f"{OPF}item")]
    files = [name for name in plain.package if "/" not in name or not name.startswith("META-INF")]
    assert sorted(str(href) for href, _ in items) == sorted(set(files) - {"mimetype", "content.opf"})
    types = {str(href).rsplit(".", 1)[-1]: kind for href, kind in items}
    assert types == {
        "xhtml": "application/xhtml+xml",
        "css": "text/css",
        "ttf": "font/ttf",
        "jpg": "image/jpeg",
        "ncx": "application/x-dtbncx+xml",
    }


def test_properties(issue: IssueTest) -> None:
    """Nav, cover picture and the pages with drawings are marked as such, no others."""
    opf = Opf(issue.with_article("正文。\n", name=FIRST).build("epub"))
    marked = {
        item.get("href"): item.get("properties") for item in opf.root.iter(f"{OPF}item") if item.get("properties")
    }
    assert marked == {"nav.xhtml": "nav", "images/cover.jpg": "cover-image", "text/p003-xiezuo.xhtml": "svg"}


def test_zip(plain: Built) -> None:
    """mimetype comes first, stored and bare; every entry has the same date, and none has the clock's."""
    with zipfile.ZipFile(plain.epub) as archive:
        first, *rest = archive.infolist()
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read("mimetype") == b"application/epub+zip"
        assert {info.date_time for info in (first, *rest)} == {(2026, 1, 15, 0, 0, 0)}
        assert archive.testzip() is None
        names = [info.filename for info in rest]
        assert names == sorted(set(names), key=lambda name: (not name.startswith("META-INF/"), name))


def test_unused_pictures_stay_out(issue: IssueTest) -> None:
    """A picture that no page shows does not swell the book."""
    issue.with_file("assets/unused.png", b"not even a picture")
    assert not [name for name in issue.build("epub").package if "unused" in name]


def test_same_issue_same_bytes(issue: IssueTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build at another time in another time zone gives the same bytes."""
    first = issue.build("epub").epub.read_bytes()
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert issue.build("epub", out=issue.root / "other").epub.read_bytes() == first
    finally:
        monkeypatch.undo()
        time.tzset()


def test_source_date_epoch(issue: IssueTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH dates the package and the zip, in UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    built = issue.build("epub")
    assert Opf(built).meta("dcterms:modified") == ["2023-11-14T22:13:20Z"]
    with zipfile.ZipFile(built.epub) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}


@pytest.mark.parametrize("published", ["1956-07-01", "2150-01-01"])
def test_dates_that_a_zip_cannot_hold(issue: IssueTest, published: str) -> None:
    """An issue older than the zip format, or later than it reaches, is made all the same."""
    built = issue.with_manifest(("2026-01-15", published)).build("epub")
    assert Opf(built).dc("date") == [published]


@pytest.mark.parametrize("name", ["content.opf", "nav.xhtml", "toc.ncx", "masthead.xhtml", "text/p001-kaipian.xhtml"])
def test_golden(plain: Built, name: str, golden: Golden) -> None:
    """The skeleton's package document, navigation and pages are those that were looked at and found good."""
    golden(GOLDEN / name.rsplit("/", 1)[-1], plain.package[name].decode())


def test_summary_and_keywords_reach_the_book(issue: IssueTest) -> None:
    """What the front matter says for the metadata stands somewhere in the package."""
    issue.with_article(
        figure("../../assets/cover.svg"), front="kind: full\nsummary: 一句话简介。\nkeywords: [独一无二]"
    )
    package = b"".join(data for name, data in issue.build("epub").package.items() if name.endswith(("opf", "xhtml")))
    assert "一句话简介。".encode() in package
    assert "独一无二".encode() in package
