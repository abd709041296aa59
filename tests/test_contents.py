"""The EPUB's navigation: one outline, told three times."""

from __future__ import annotations

import pytest
from lxml import etree

from issuetest import Built, IssueTest, X, xpath
from zbsh_pub.contents import OutlineItem, depth

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
Outline = list[tuple[int, str, str]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    issue = IssueTest.new(tmp_path_factory.mktemp("contents") / "issue")
    tail = """\
  - id: tail
    title: 卷末 & <附录>
    theme: pine
    articles:
      - file: z-last.md
        page: 3
        title: [最后一篇, 分两行]
        authors: [甲某, 乙某]
      - file: a-later.md
        page: 9
        title: [真正的|最后]
"""
    text = (issue.root / "manuscript/issue.yaml").read_text(encoding="utf-8")
    issue.with_file("manuscript/issue.yaml", text + tail)
    for name in ("z-last", "a-later"):
        issue.with_article("正文。\n", name=f"manuscript/tail/{name}.md")
    return issue.build("epub")


def nav(built: Built, kind: str) -> etree._Element:
    (found,) = (node for node in built.page("nav.xhtml").iter(f"{X}nav") if node.get(TYPE) == kind)
    return found


def toc(listing: etree._Element, level: int = 0) -> Outline:
    found: Outline = []
    for item in listing.findall(f"{X}li"):
        link, below = item.find(f"{X}a"), item.find(f"{X}ol")
        assert link is not None
        found.append((level, link.text or "", link.get("href") or ""))
        found += toc(below, level + 1) if below is not None else []
    return found


def ncx(points: etree._Element, level: int = 0) -> Outline:
    found: Outline = []
    for point in points.findall(f"{NCX}navPoint"):
        label, content = point.findtext(f"{NCX}navLabel/{NCX}text"), point.find(f"{NCX}content")
        assert content is not None
        found += [(level, label or "", content.get("src") or ""), *ncx(point, level + 1)]
    return found


def of_nav(built: Built) -> Outline:
    listing = nav(built, "toc").find(f"{X}ol")
    assert listing is not None
    return toc(listing)


def of_ncx(built: Built) -> Outline:
    points = etree.fromstring(built.package["toc.ncx"]).find(f"{NCX}navMap")
    assert points is not None
    return ncx(points)


def test_nav(built: Built) -> None:
    """The nav has the front matter, then each section above its articles with authors, in the manifest's order."""
    assert [(level, label) for level, label, _ in of_nav(built)] == [
        (0, "封面"),
        (0, "目录"),
        (0, "版权页"),
        (0, "卷首"),
        (1, "一篇文章的样子　李四"),
        (1, "写法举例：图、表、注都在这里——给第一次用的编辑"),
        (0, "卷末 & <附录>"),
        (1, "最后一篇 分两行　甲某 乙某"),
        (1, "真正的最后"),
    ]


def test_nav_and_ncx_agree(built: Built) -> None:
    """Readers of EPUB 2 and of EPUB 3 see the same outline with the same targets."""
    assert of_ncx(built) == of_nav(built)


def test_reading_order(built: Built) -> None:
    """The spine has the pages in the order of the nav, so that turning pages follows the contents."""
    opf = etree.fromstring(built.package["content.opf"])
    files = {item.get("id"): item.get("href") for item in opf.iter("{*}item")}
    spine = [files[item.get("idref")] for item in opf.iter("{*}itemref")]
    assert spine == [href.split("#")[0] for _, _, href in of_nav(built)]


def test_visible_contents(built: Built) -> None:
    """The contents page that a reader sees lists all articles in the same order, with their authors."""
    page = built.page("nav.xhtml").find(f".//{X}div[@class='contents']")
    assert page is not None
    links = page.findall(f".//{X}ol//{X}a")
    assert [link.get("href") for link in links] == [href for level, _, href in of_nav(built) if level]
    assert [link.findtext(f"{X}span[@class='toc-author']") for link in links] == ["李四", None, "甲某　乙某", None]


def test_section_pages(built: Built) -> None:
    """Each section's own page lists its articles, in order."""
    links = built.page("sections/tail.xhtml").findall(f".//{X}ol//{X}a")
    assert [link.get("href") for link in links] == ["../text/z-last.xhtml", "../text/a-later.xhtml"]


def test_landmarks(built: Built) -> None:
    """Landmarks lead to cover, contents and the beginning of the text."""
    marks = [(link.get(TYPE), link.get("href")) for link in nav(built, "landmarks").iter(f"{X}a")]
    assert marks == [("cover", "cover.xhtml"), ("toc", "nav.xhtml#contents"), ("bodymatter", "sections/lead.xhtml")]


def test_machine_navs_are_hidden(built: Built) -> None:
    """The navs are for machines: the page shows the contents once."""
    assert nav(built, "toc").get("hidden") == nav(built, "landmarks").get("hidden") == "hidden"


def test_ncx_identifies_the_book(built: Built) -> None:
    """The NCX carries the package's identifier and depth, and ids that stand once."""
    root = etree.fromstring(built.package["toc.ncx"])
    meta = {node.get("name"): node.get("content") for node in root.iter(f"{NCX}meta")}
    assert (meta["dtb:uid"], meta["dtb:depth"]) == ("urn:uuid:00000000-0000-4000-8000-000000000001", "2")
    ids = xpath(root, "//@id")
    assert sorted(ids) == sorted(set(ids))


def test_titles_of_pages(built: Built) -> None:
    """Each page's title is the label by which the nav calls it, authors apart."""
    for level, label, href in of_nav(built):
        title = built.page(href.split("#")[0]).findtext(f".//{X}title") or ""
        assert label == title or (level and label.startswith(f"{title}　"))


def test_ncx_has_no_play_order(built: Built) -> None:
    """Two points of one target would need one playOrder (RSC-005), so there is none: order is the file's."""
    assert xpath(etree.fromstring(built.package["toc.ncx"]), "//@playOrder") == []


@pytest.mark.parametrize("levels", [0, 1, 2, 3])
def test_depth(levels: int) -> None:
    """The depth that the NCX states is the number of levels, whatever stands on the shorter branches."""
    items: tuple[OutlineItem, ...] = ()
    for level in range(levels):
        items = (OutlineItem("短", "a"), OutlineItem(f"第{level}层", "a", items), OutlineItem("短", "a"))
    assert depth(items) == levels
