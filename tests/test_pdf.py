"""The printed edition: what an article becomes on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from issuetest import Built, IssueTest
from pdfreader import Pdf
from test_ebook import with_all

COLUMN = 299 * 0.75  # points, as in print.css


def stray(pdf: Pdf) -> list[tuple[str, str]]:
    """(page label, character) of each character that stands beyond its page's edge."""
    found = []
    for label, (width, height), glyphs in zip(pdf.labels, pdf.sizes, pdf.glyphs, strict=True):
        for glyph in glyphs:
            left, bottom, right, top = glyph.box
            if left < -0.5 or bottom < -0.5 or right > width + 0.5 or top > height + 0.5:
                found.append((label, glyph.text))
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return with_all(IssueTest.new(tmp_path_factory.mktemp("print") / "issue")).build("screen")


@pytest.fixture(scope="module")
def pdf(built: Built) -> Pdf:
    return Pdf(built.pdf)


def test_every_construct_is_laid_out(built: Built) -> None:
    """An article with every construct of the dialect is laid out without a warning, and nothing of it is lost."""
    assert built.problems == ()


def test_nothing_beyond_the_edge(pdf: Pdf) -> None:
    """Every character stands on its page."""
    assert stray(pdf) == []


def test_labels(pdf: Pdf) -> None:
    """Front matter is counted in roman, the text from 1 on a right-hand page."""
    first = pdf.labels.index("1")
    assert pdf.labels[:3] == ["i", "ii", "iii"]
    assert pdf.labels[first:] == [str(number) for number in range(1, len(pdf) - first + 1)]
    assert first % 2 == 0


def test_document_information(pdf: Pdf) -> None:
    """Title, language, author and date are the issue's, and the file is tagged."""
    root, info = pdf.pike.Root, pdf.pike.docinfo
    assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("zh-Hans", True)
    assert str(info["/Title"]) == "样刊 2026年第1期（总第1期）"
    assert str(info["/Author"]) == "样刊编辑部"
    assert str(info["/CreationDate"]).startswith("D:20260115000000")


def test_headings_are_bookmarks(pdf: Pdf) -> None:
    """Bookmarks have the section, its articles and their headings, level by level."""
    start = next(i for i, mark in enumerate(pdf.marks) if mark.title == "卷首")
    assert [(mark.level, mark.title) for mark in pdf.marks[start : start + 5]] == [
        (0, "卷首"),
        (1, "一篇文章的样子"),
        (2, "小标题"),
        (1, "写法举例：图、表、注都在这里——给第一次用的编辑"),
        (2, "二级标题"),
    ]


def test_links(pdf: Pdf) -> None:
    """Links to the web keep their address; a link to an article leads to its first page."""
    links = [target for index in range(len(pdf)) for _, target in pdf.links(index)]
    assert {"https://example.cn/a?b=1&c=2", "mailto:a@example.cn", "https://example.cn/video?id=1&x=2"} <= set(links)
    pages = {target for index in range(pdf.labels.index("2"), len(pdf)) for _, target in pdf.links(index)}
    assert pdf.labels.index("1") in pages


def test_links_can_be_hit(pdf: Pdf) -> None:
    """Every link, of a word as of a QR code, has an area that a finger or a mouse can hit."""
    boxes = [box for index in range(len(pdf)) for box, _ in pdf.links(index)]
    assert [box for box in boxes if box[2] - box[0] < 5 or box[3] - box[1] < 5] == []


def test_notes_stand_on_the_page_that_calls_them(pdf: Pdf) -> None:
    """A note's text is at the foot of the page on which it is called."""
    (page,) = (index for index in range(len(pdf)) if "开头一段有" in pdf.text(index))
    assert "注文甲，有黑体。" in pdf.text(page)


def test_page_break_and_whole_page(pdf: Pdf) -> None:
    """换页 begins a page, and a whole-page picture has one for itself."""
    texts = [pdf.text(index) for index in range(len(pdf))]
    broken, after = (next(i for i, text in enumerate(texts) if words in text) for words in ("换页以后", "整页以后"))
    assert "扫码观看视频" not in texts[broken]
    assert after - broken == 2
    assert texts[broken + 1] == ""


def test_video_has_a_code_to_scan(pdf: Pdf) -> None:
    """The QR code is drawn in vectors and its address is a link for the screen."""
    (page,) = (index for index in range(len(pdf)) if "扫码观看视频" in pdf.text(index))
    assert "https://example.cn/video?id=1&x=2" in {target for _, target in pdf.links(page)}


def test_long_address_stays_in_its_column(issue: IssueTest) -> None:
    """A web address longer than a line is broken, and does not run over the neighbouring column."""
    issue.with_article(f"见https://example.org/{'a' * 90}。\n")
    pdf = Pdf(issue.build("screen").pdf)
    (glyphs,) = (glyphs for glyphs in pdf.glyphs if sum(g.text == "a" for g in glyphs) > 80)
    letters = [g.box for g in glyphs if g.text == "a"]
    assert max(box[2] for box in letters) - min(box[0] for box in letters) <= COLUMN + 1


@pytest.mark.parametrize(
    "title",
    [
        "[" + "长" * 40 + "]",
        '["' + "|".join(["长标题在此"] * 9) + '"]',
        '["AI & 5G <b>: “X”"]',
        '["甲  乙"]',
        "[目录]",
        "['1']",
    ],
    ids=["one group", "nine groups", "Latin", "two blanks", "contents", "figure"],
)
def test_any_title(issue: IssueTest, title: str) -> None:
    """Whatever a title is made of, the issue is laid out, listed and bookmarked."""
    pdf = Pdf(issue.with_title(title).build("screen").pdf)
    assert stray(pdf) == []


def test_two_articles_of_one_title(issue: IssueTest) -> None:
    """Two articles may have the same title, as columns have."""
    issue.with_manifest(("title: [图、表、注|都在这里]", "title: [一篇文章的样子]"))
    issue.with_manifest(("        kicker: [写法举例]\n", ""), ("        subtitle: ——给第一次用的编辑\n", ""))
    assert issue.codes(full=True) == []


def test_section_named_like_a_page(issue: IssueTest) -> None:
    """A section may be called 目录 or 版权页."""
    assert issue.with_manifest(("title: 卷首", "title: 目录")).codes(full=True) == []


def test_long_subtitle(issue: IssueTest) -> None:
    """A long subtitle is broken in the contents as in the article."""
    issue.with_manifest(("subtitle: ——给第一次用的编辑", f"subtitle: ——{'给第一次用的编辑' * 8}"))
    assert stray(Pdf(issue.build("screen").pdf)) == []


def test_more_articles_than_a_contents_page_holds(issue: IssueTest, tmp_path: Path) -> None:
    """A section of fifty articles is listed on several pages, every number right, none beyond the edge."""
    entries = "".join(
        f"      - {{file: q{n:03}.md, page: {n + 9}, title: [第{n}篇, 分两行], authors: [作者{n}]}}\n"
        for n in range(50)
    )
    issue.with_file(
        "manuscript/issue.yaml", (issue.root / "manuscript/issue.yaml").read_text(encoding="utf-8") + entries
    )
    for n in range(50):
        issue.with_article("正文。\n", name=f"manuscript/lead/q{n:03}.md")
    pdf = Pdf(issue.build("screen").pdf)
    assert stray(pdf) == []
    contents = "".join(pdf.text(index) for index in range(pdf.labels.index("1")))
    assert [n for n in range(50) if f"{n + 3:02}第{n}篇" not in contents] == []


def test_more_notes_than_marks(issue: IssueTest) -> None:
    """The twenty-first note, for which there is no circled figure, has a number in text and note."""
    body = (
        "".join(f"第{n}句[^n{n}]。" for n in range(1, 23))
        + "\n\n"
        + "".join(f"[^n{n}]: 注文{n}。\n" for n in range(1, 23))
    )
    pdf = Pdf(issue.with_article(body).build("screen").pdf)
    (text,) = (pdf.text(index) for index in range(len(pdf)) if "第21句" in pdf.text(index))
    assert "⑳" in text
    assert "第21句21。" in text


def test_list_that_goes_on(issue: IssueTest) -> None:
    """A list that begins with 3 keeps its numbers in both editions, or is reported."""
    issue.with_article("1. 甲事\n2. 乙事\n\n插话。\n\n3. 丙事\n4. 丁事\n")
    if not issue.codes():
        built = issue.build()
        assert "3.丙事" in "".join(Pdf(built.pdf).text(index) for index in range(len(Pdf(built.pdf))))
        assert '<ol start="3">' in built.markup()


@pytest.mark.parametrize("name", ["cover", "contents", "masthead"])
def test_article_named_like_a_page(issue: IssueTest, name: str) -> None:
    """The row of an article that is called like a page of the front matter leads to the article."""
    pdf = Pdf(issue.with_name(name).build("screen").pdf)
    first = pdf.labels.index("1")
    assert {target for index in range(first) for _, target in pdf.links(index)} == {first, first + 1}


def test_address_of_the_site(issue: IssueTest) -> None:
    """The masthead's code leads to the site, whether or not the manifest writes the scheme."""
    issue.with_manifest(
        (
            "  publisher: 样刊编辑部\n",
            "  publisher: 样刊编辑部\n  matrix: 矩阵\n  contact: {website: 'https://www.a.cn'}\n",
        )
    )
    pdf = Pdf(issue.build("screen").pdf)
    links = {
        str(target).rstrip("/")
        for index in range(len(pdf))
        for _, target in pdf.links(index)
        if isinstance(target, str)
    }
    assert links == {"https://www.a.cn"}
