"""The sample edition: some articles, all titles, no dead link, and where to get the rest."""

from __future__ import annotations

from posixpath import dirname, join, normpath

import pytest
from lxml import etree

from epubcheck import faults
from issuetest import Built, IssueTest, xpath
from zbsh_pub.build import load
from zbsh_pub.compose.sample import sample_ids, sample_issue

LINKS = "见[第一篇](p001-kaipian.md)和[下一篇](../more/p009-houmian.md)。\n"
MORE = """
  - id: more
    title: 后面
    theme: plum
    articles:
      - file: p009-houmian.md
        page: 9
        title: [后面的文章]
        authors: [王五]
      - file: p012-zuihou.md
        page: 12
        title: [最后的文章]
"""


def four(issue: IssueTest, sample: str = "{articles: 2}") -> IssueTest:
    """The skeleton with a second section of two articles, a price and a web site."""
    text = (
        issue.with_manifest(
            (
                "publisher: 样刊编辑部",
                "publisher: 样刊编辑部\n  contact: {website: www.example.cn, circulation-phone: 010-12345678}",
            ),
            ("  rights: ©", '  price: {amount: "16.00", currency: CNY}\n  rights: ©'),
            ("cover:\n", f"sample: {sample}\ncover:\n"),
        ).root
        / "manuscript"
        / "issue.yaml"
    )
    text.write_text(text.read_text(encoding="utf-8").rstrip() + MORE, encoding="utf-8")
    issue.with_article("后面。\n", name="manuscript/more/p009-houmian.md")
    issue.with_article("最后。\n", name="manuscript/more/p012-zuihou.md")
    return issue.with_article(LINKS)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return four(IssueTest.new(tmp_path_factory.mktemp("sample") / "issue")).build("sample")


def test_articles_of_the_sample(issue: IssueTest) -> None:
    """A number takes the first articles, a list those that it names; without either there are three."""
    manifest = load(four(issue).root)[0].issue.manifest
    assert sample_ids(manifest) == {"p001-kaipian", "p003-xiezuo"}
    issue.with_manifest(("sample: {articles: 2}", "sample: {articles: [p012-zuihou, p001-kaipian]}"))
    part = sample_issue(load(issue.root)[0].issue)
    assert [article.entry.id for article in part.articles] == ["p001-kaipian", "p012-zuihou"]
    assert [section.id for section in part.manifest.sections] == ["lead", "more"]
    issue.with_manifest(("sample: {articles: [p012-zuihou, p001-kaipian]}\n", ""))
    assert len(sample_ids(load(issue.root)[0].issue.manifest)) == 3


def test_files_of_the_sample(sample: Built) -> None:
    """Only the sample's articles and sections are in the package, and the page that ends it."""
    assert sample.epub.name == "yangkan-1-sample.epub"
    assert {name for name in sample.package if name.endswith(".xhtml")} == {
        "cover.xhtml",
        "nav.xhtml",
        "masthead.xhtml",
        "sections/lead.xhtml",
        "text/p001-kaipian.xhtml",
        "text/p003-xiezuo.xhtml",
        "sample-end.xhtml",
    }


def test_no_dead_link(sample: Built) -> None:
    """Every link of every page and of the NCX leads to a file of the package."""
    count = 0
    for name, data in sample.package.items():
        if name.endswith((".xhtml", ".ncx")):
            for target in xpath(etree.fromstring(data), "//@href | //*[local-name()='content']/@src"):
                if ":" not in target and not target.startswith("#"):
                    count += 1
                    assert normpath(join(dirname(name), target.partition("#")[0])) in sample.package
    assert count > 20


def test_contents_show_everything(sample: Built) -> None:
    """The contents page has all titles; those that are not there are marked and no links."""
    page = sample.page("nav.xhtml")
    rows = xpath(page, "//*[@class='toc-list']/*")
    assert len(rows) == 4
    assert ["见全本" in "".join(map(str, row.itertext())) for row in rows] == [False, False, True, True]
    assert [len(xpath(row, ".//*[local-name()='a']")) for row in rows] == [1, 1, 0, 0]
    assert [title in "".join(map(str, page.itertext())) for title in ("后面的文章", "王五", "最后的文章")] == [True] * 3


def test_nav_and_ncx_agree(sample: Built) -> None:
    """Both lead through the sample in the same order and end where it says how to get the rest."""
    toc = xpath(sample.page("nav.xhtml"), "//*[@id='toc']//*[local-name()='a']/@href")
    ncx = xpath(etree.fromstring(sample.package["toc.ncx"]), "//*[local-name()='content']/@src")
    assert toc == ncx
    assert toc[-1] == "sample-end.xhtml"
    spine = etree.fromstring(sample.package["content.opf"])
    assert xpath(spine, "//*[local-name()='itemref']/@idref")[-1] == "page-sample-end"


def test_mention_of_an_article_that_is_not_there(sample: Built) -> None:
    """A link in the text to what the sample lacks is plain text with a note; one to what it has is a link."""
    page = sample.page("p003-xiezuo")
    assert "见第一篇和下一篇（见全本）。" in "".join(map(str, page.itertext()))
    assert xpath(page, "//*[@class='xref']/@href") == ["p001-kaipian.xhtml"]


def test_end_page(sample: Built) -> None:
    """It says how much there is, what the whole costs and where to get it."""
    text = sample.text("sample-end.xhtml")
    for words in ("以上为试读", "共4篇", "收2篇", "16.00元", "www.example.cn", "010-12345678", "《样刊 2026年第1期"):
        assert words in text
    assert "试读" not in text.partition("《样刊")[2].partition("》")[0]
    assert "http://www.example.cn" in xpath(sample.page("sample-end.xhtml"), "//@href")


def test_identity(sample: Built) -> None:
    """The sample has a title and an identifier of its own and says what it is a part of."""
    opf = etree.fromstring(sample.package["content.opf"])
    original = "urn:uuid:00000000-0000-4000-8000-000000000001"
    assert xpath(opf, "//*[local-name()='title']/text()") == ["样刊 2026年第1期（总第1期）（试读）"]
    (own,) = xpath(opf, "//*[local-name()='identifier']/text()")
    assert own == "urn:uuid:02851d10-5cd9-5a24-94fa-6a0e99910c78" != original
    assert xpath(opf, "//*[@property='dcterms:isPartOf']/text()")[0] == original
    assert "王五" not in xpath(opf, "//*[local-name()='contributor']/text()")


def test_epubcheck(sample: Built) -> None:
    """EPUBCheck finds nothing wrong."""
    assert faults(sample.epub) == []


def test_sums_know_all_editions(issue: IssueTest) -> None:
    """Making one edition keeps the sums of the others."""
    four(issue).build("sample")
    issue.build("epub")
    sums = (issue.root / "dist" / "SHA256SUMS").read_text(encoding="utf-8")
    assert [line.partition("  ")[2] for line in sums.splitlines()] == ["yangkan-1-sample.epub", "yangkan-1.epub"]
