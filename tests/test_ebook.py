"""The pages of the EPUB, as a reading system gets them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from lxml import etree
from PIL import Image

from epubcheck import faults
from issuetest import FIRST, Built, IssueTest, X, figure, svg, xpath

ALL = Path(__file__).parent / "fixtures" / "all.md"


def png(colour: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "PNG")
    return out.getvalue()


def with_all(issue: IssueTest) -> IssueTest:
    """The second article uses every construct of the dialect."""
    return issue.with_article(ALL.read_text(encoding="utf-8")).with_file("assets/red.png", png())


def pages(built: Built) -> Iterator[tuple[str, etree._Element]]:
    for name, data in built.package.items():
        if name.endswith(".xhtml"):
            yield name, etree.fromstring(data)


def dangling(built: Built) -> list[str]:
    """References to files or places that the book does not have, and names that stand twice on a page."""
    ids = {name: xpath(root, "//@id") for name, root in pages(built)}
    wrong = [f"{name}#{i} twice" for name, some in ids.items() for i in set(some) if some.count(i) > 1]
    for name, root in pages(built):
        for value in xpath(root, "//@href|//@src"):
            target, _, fragment = value.partition("#")
            if target.startswith(("https:", "mailto:")):
                continue
            file = normpath(join(dirname(name), unquote(target))) if target else name
            if file not in built.package or (fragment and fragment not in ids.get(file, ())):
                wrong.append(f"{name} -> {value}")
    return wrong


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return with_all(IssueTest.new(tmp_path_factory.mktemp("all") / "issue")).build("epub")


def test_every_construct_is_valid(everything: Built) -> None:
    """An article with every construct of the dialect makes an EPUB that EPUBCheck finds clean."""
    assert faults(everything.epub) == []


def test_every_reference_has_a_target(everything: Built) -> None:
    """Each link and picture of every page leads somewhere, and no id stands twice."""
    assert dangling(everything) == []


def test_no_markup_of_ours_is_left(everything: Built) -> None:
    """No page shows a mark of the dialect, and none carries an inline style or a data attribute."""
    page = everything.page("p003-xiezuo")
    assert not [mark for mark in ("**", "==", "///", "[^", "![", "{") if mark in everything.text()]
    assert xpath(page, "//@style") == []
    assert [name for name in xpath(page, "//*/@*/..") for name in name.attrib if str(name).startswith("data-")] == []


def test_notes(everything: Built) -> None:
    """Notes stand in one list at the end, each led to by its mark and leading back to it."""
    page = everything.page("p003-xiezuo")
    calls = page.findall(f".//{X}a[@class='noteref']")
    items = page.findall(f".//{X}section[@class='notes']//{X}li")
    assert [call.text for call in calls] == ["①", "②", "③"]
    assert [call.get("href") for call in calls] == [f"#{item.get('id')}" for item in items]
    assert ["".join(map(str, item.itertext())).strip() for item in items] == [
        "注文甲，有黑体。↑",
        "注文乙。↑",
        "注文丙。↑",
    ]
    assert [item.find(f".//{X}a").get("href") for item in items] == [f"#{call.get('id')}" for call in calls]  # type: ignore[union-attr]


def test_ruby(everything: Built) -> None:
    """Ruby is native, with parentheses for readers that have none."""
    ruby = everything.page("p003-xiezuo").find(f".//{X}ruby")
    assert ruby is not None
    assert "".join(map(str, ruby.itertext())) == "涿（zhuō）州（zhōu）"


def test_pictures(everything: Built) -> None:
    """Drawings stand inside their page with their alternative text, photographs are files beside it."""
    page = everything.page("p003-xiezuo")
    drawings = page.findall(".//{http://www.w3.org/2000/svg}svg")
    assert [drawing.get("aria-label") for drawing in drawings] == ["五股轨道", "整页的画"]
    assert [(image.get("src"), image.get("alt")) for image in page.iter(f"{X}img")] == [
        ("../images/red.png", "红色方块")
    ]
    assert everything.package["images/red.png"] == png()


def test_video_is_a_button(everything: Built) -> None:
    """The QR code's address is a link, since a reader cannot photograph its own screen."""
    link = everything.page("p003-xiezuo").find(f".//{X}p[@class='video']/{X}a")
    assert link is not None
    assert link.get("href") == "https://example.cn/video?id=1&x=2"


def test_digest_says_that_it_is_one(issue: IssueTest) -> None:
    """A digest names itself at head and foot, and its author as that of the original; a full text does neither."""
    issue.with_article("正文。\n", front="kind: digest", name=FIRST)
    built = issue.build("epub")
    assert "内容提要" in built.text("p001-kaipian")
    assert "原文／李四" in built.text("p001-kaipian")
    assert "原刊第1页" in built.text("p001-kaipian")
    assert "内容提要" not in built.text("p003-xiezuo")


@pytest.mark.parametrize(
    "name",
    [
        "masthead",
        "cover",
        "nav",
        "toc",
        "ncx",
        "contents",
        "title",
        "series",
        "pub-id",
        "staff1",
        "s-lead",
        "lead",
        "r1",
    ],
)
def test_any_file_name(issue: IssueTest, name: str) -> None:
    """Each file name that the schema allows makes a sound package: no name or id is taken twice."""
    issue.with_name(name).with_article("甲。\n", name=f"manuscript/lead/{name}.md")
    built = issue.build("epub")
    opf = etree.fromstring(built.package["content.opf"])
    ids, files = xpath(opf, "//@id"), xpath(opf, "//@href")
    assert sorted(ids) == sorted(set(ids))
    assert sorted(files) == sorted(set(files))
    assert [
        text for _, root in pages(built) for text in xpath(root, "//*[local-name()='p']/text()") if "甲。" in text
    ] == ["甲。"]
    assert dangling(built) == []


def test_name_that_begins_with_a_digit(issue: IssueTest) -> None:
    """A file name that begins with a digit, which no id may, is refused by the schema."""
    assert "M05" in issue.with_name("2024-a").codes()


def test_pictures_of_like_names(issue: IssueTest) -> None:
    """Two pictures whose paths differ in a slash only are two pictures."""
    issue.with_file("assets/a/b.png", png("red")).with_file("assets/a-b.png", png("blue"))
    issue.with_article(figure("../../assets/a/b.png") + "\n" + figure("../../assets/a-b.png"))
    built = issue.build("epub")
    images = [str(image.get("src")).removeprefix("../") for image in built.page("p003-xiezuo").iter(f"{X}img")]
    assert [built.package[name] for name in images] == [png("red"), png("blue")]


def test_picture_named_like_the_cover(issue: IssueTest) -> None:
    """A photograph assets/cover.jpg is not mixed up with the cover that is drawn from it."""
    out = BytesIO()
    Image.new("RGB", (80, 110), "blue").save(out, "JPEG")
    issue.with_file("assets/cover.jpg", out.getvalue()).with_article("正文。\n")
    issue.with_manifest(("art: assets/cover.svg", "art: assets/cover.jpg"))
    built = issue.build("epub")
    assert Image.open(BytesIO(built.package["images/cover.jpg"])).width == 1600
    assert built.package["content.opf"].count(b'"images/cover.jpg"') == 1


def test_one_drawing_twice(issue: IssueTest) -> None:
    """A drawing with ids of its own can be used twice, and beside another with the same ids."""
    drawing = svg('<linearGradient id="g"/><rect id="p003-xiezuo" fill="url(#g)" width="5" height="5"/>')
    issue.with_file("assets/a.svg", drawing).with_file("assets/b.svg", drawing)
    issue.with_article("\n".join(figure(f"../../assets/{name}.svg") for name in "aab"))
    built = issue.build("epub")
    assert dangling(built) == []
    fills = xpath(built.page("p003-xiezuo"), "//@fill")
    assert len(set(fills)) == 3


def test_text_of_a_drawing_is_kept(issue: IssueTest) -> None:
    """Text that follows a comment, a title or a description inside a drawing is not lost."""
    issue.with_file("assets/a.svg", svg("<title>题</title><text>甲<!-- x -->乙<desc>注</desc>丙</text>"))
    assert "甲乙丙" in issue.with_article(figure("../../assets/a.svg")).build("epub").text()


def test_style_of_a_drawing_stays_in_it(issue: IssueTest) -> None:
    """A drawing's own style sheet does not reach the text around it."""
    issue.with_file("assets/a.svg", svg("<style>p{display:none}</style><rect/>")).with_article(
        figure("../../assets/a.svg")
    )
    assert issue.codes() or "display:none" not in issue.build("epub").markup()


@pytest.mark.parametrize(
    "content",
    ["- 甲点\n- 乙点", "1. 甲点\n2. 乙点", "> 引文", "/// 诗\n\n诗句\n///"],
    ids=["list", "numbers", "quotation", "poem"],
)
@pytest.mark.parametrize("block", ["核心阅读", "编者按"])
def test_labelled_block_without_a_paragraph(issue: IssueTest, block: str, content: str) -> None:
    """What stands first in a labelled block may be a list or a quotation: its label does not break it."""
    issue.with_article(f"//// {block}\n\n{content}\n\n////\n\n正文。\n")
    page = issue.build("epub").page("p003-xiezuo")
    assert [
        list(node)
        for kind in ("ul", "ol", "blockquote")
        for node in page.iter(f"{X}{kind}")
        if node.find(f"{X}b") is not None
    ] == []
    assert block in "".join(map(str, page.itertext()))


def test_figure_in_a_labelled_block(issue: IssueTest) -> None:
    """A figure inside 编者按 is carried like any other."""
    inner = figure("../../assets/cover.svg", "按语。").rstrip()
    assert dangling(issue.with_article(f"//// 编者按\n\n{inner}\n\n////\n\n正文。\n").build("epub")) == []


def test_notes_in_every_place(issue: IssueTest) -> None:
    """A note called in 数读 or in a poem is a note, not running text."""
    body = "/// 数读 | 题\n\n- **5** 人：专家[^a]\n///\n\n/// 诗\n\n诗句[^b]\n///\n\n[^a]: 注文甲。\n[^b]: 注文乙。\n"
    built = issue.with_article(body).build("epub")
    items = built.page("p003-xiezuo").findall(f".//{X}section[@class='notes']//{X}li")
    assert ["".join(map(str, item.itertext())).strip() for item in items] == ["注文甲。↑", "注文乙。↑"]


def test_link_to_a_markdown_file_on_the_web(issue: IssueTest) -> None:
    """A link to somebody else's README.md leads there."""
    built = issue.with_article("见[说明](https://example.org/README.md)。\n").build("epub")
    assert 'href="https://example.org/README.md"' in built.markup()


@pytest.mark.parametrize("url", ["https://a b/c", "https://"])
def test_address_that_is_none(issue: IssueTest, url: str) -> None:
    """An address that no reader could follow is reported."""
    issue.with_article(f'甲\n\n/// 视频 | 题\n    url: "{url}"\n\n说明\n///\n')
    assert issue.codes() == ["D15"]


@pytest.mark.parametrize("text", ["说明[^a]。", "说明[网站](https://example.org/)[^a]。"])
def test_links_of_a_video(issue: IssueTest, text: str) -> None:
    """A video's description may hold links and notes of its own: no link stands in another."""
    issue.with_article(f"甲。\n\n/// 视频 | 题\n    url: https://example.cn/v\n\n{text}\n///\n\n[^a]: 注文。\n")
    assert xpath(issue.build("epub").page("p003-xiezuo"), "//*[local-name()='a']//*[local-name()='a']") == []


def test_drawing_with_a_style_sheet_is_a_file(issue: IssueTest) -> None:
    """A drawing that brings its own style sheet stands beside the page, described, and the book is valid."""
    for name in ("s", "S"):
        issue.with_file(f"assets/{name}.svg", svg("<style>p{fill:red}</style><rect width='4' height='4'/>"))
    issue.with_manifest(("theme: cinnabar", "theme: cinnabar\n    ornament: assets/s.svg"))
    built = issue.with_article(figure("../../assets/s.svg") + figure("../../assets/S.svg")).build("epub")
    images = list(built.page("p003-xiezuo").iter(f"{X}img"))
    assert [image.get("alt") for image in images] == ["替代文字", "替代文字"]
    assert len({str(image.get("src")).casefold() for image in images}) == 2
    assert faults(built.epub) == dangling(built) == []


def test_drawing_without_a_view_box(issue: IssueTest) -> None:
    """A drawing sized by width and height alone keeps its frame when the page scales it."""
    issue.with_file("assets/a.svg", svg(attributes='width="10" height="20"')).with_article(figure("../../assets/a.svg"))
    assert xpath(issue.build("epub").page("p003-xiezuo"), "//@viewBox") == ["0 0 10 20"]


def test_an_advertisement_stands_below_the_authors(issue: IssueTest) -> None:
    """A whole-page picture that ends an article comes after the lines about its authors, one inside stays."""
    plate = "/// 整页 | {}\n![画](../../assets/page.svg)\n///\n\n"
    body = (
        f"前文。\n\n{plate.format('文中的画')}后文。\n\n/// 作者简介\n\n作者是邻居\n///\n\n{plate.format('文末的画')}"
    )
    text = issue.with_file("assets/page.svg", svg()).with_article(body).build("epub").text()
    assert sorted(["文中的画", "后文", "作者是邻居", "文末的画"], key=text.index) == [
        "文中的画",
        "后文",
        "作者是邻居",
        "文末的画",
    ]


def test_captions_without_pictures_say_so(issue: IssueTest) -> None:
    """The first of several captions of pictures that only the first printing shows carries the label."""
    body = "正文。\n\n/// 原图 | 甲地\n///\n\n/// 原图 | 乙地\n///\n\n正文。\n\n/// 原图 | 丙地\n///\n"
    text = "".join(issue.with_article(body).build("epub").text().split())
    assert "原刊照片甲地乙地" in text
    assert "原刊照片丙地" in text
