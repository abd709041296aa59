"""`zbsh import`: a Word or WPS file becomes an article, and nothing of it is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx as python_docx
import pytest
from click.testing import CliRunner, Result
from docx.enum.text import WD_BREAK
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import zbsh_pub.cli
from issuetest import IssueTest
from worddocs import (
    article,
    call,
    codes_of,
    converted,
    docx,
    field,
    levels,
    note,
    numbered,
    p,
    picture,
    png,
    r,
    refused,
    style,
    table,
    tc,
    zipped,
)
from zbsh_pub.importing.word.importer import Imported, Options, import_word
from zbsh_pub.importing.word.numerals import numeral
from zbsh_pub.problems import Failure

TITLE = p("题目", style="t")
STYLES = style("t", "Title") + style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
STRICT = "purl.oclc.org/ooxml/wordprocessingml"
BOLD, CENTRED = "<w:b/>", '<w:jc w:val="center"/>'


def body(*content: str, **parts: object) -> str:
    """The article of a document with a title, without front matter."""
    return article(docx(TITLE, *content, **{"styles": STYLES, **parts}))  # type: ignore[arg-type]


def put(issue: IssueTest, data: bytes, **options: object) -> Imported:
    """Import into the skeleton issue under the name p005-gaojian."""
    file = issue.root.parent / "稿.docx"
    file.write_bytes(data)
    return import_word(file, Options(issue.root, "p005-gaojian", **options))  # type: ignore[arg-type]


# ---- looks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("properties", "written"),
    [
        (BOLD, "前**字**后"),
        ('<w:b w:val="0"/>', "前字后"),
        ("<w:i/>", "前*字*后"),
        ('<w:em w:val="dot"/>', "前==字==后"),
        ('<w:em w:val="none"/>', "前字后"),
        ('<w:vertAlign w:val="superscript"/>', "前<sup>字</sup>后"),
        ('<w:vertAlign w:val="subscript"/>', "前<sub>字</sub>后"),
        ("<w:strike/>", "前<s>字</s>后"),
        (f'{BOLD}<w:em w:val="dot"/>', "前**==字==**后"),
        ('<w:rFonts w:eastAsia="黑体"/>', "前**字**后"),
        ('<w:rFonts w:eastAsia="楷体_GB2312"/>', "前*字*后"),
        ('<w:rFonts w:eastAsia="宋体"/>', "前字后"),
        ('<w:u w:val="single"/>', "前字后"),
        ('<w:rStyle w:val="strong"/>', "前**字**后"),
    ],
)
def test_looks(properties: str, written: str) -> None:
    """What Word says of a run's look is what the dialect has for it."""
    strong = style("strong", "Strong", f"<w:rPr>{BOLD}</w:rPr>", "character")
    assert body(p("前", r("字", properties), "后"), styles=STYLES + strong) == written


def test_toggles_of_two_styles_cancel() -> None:
    """Bold in the paragraph's style and in the run's style is not bold (ECMA-376, 17.7.3)."""
    styles = STYLES + style("b", "重点段", f"<w:rPr>{BOLD}</w:rPr>") + style("s", "Strong", f"<w:rPr>{BOLD}</w:rPr>")
    assert body(p("甲", r("乙", '<w:rStyle w:val="s"/>'), style="b"), styles=styles) == "**甲**乙"


def test_usual_face_is_no_emphasis() -> None:
    """In a text that is 黑体 throughout, 黑体 says nothing."""
    hei = '<w:rFonts w:eastAsia="黑体"/>'
    assert body(p(r("全文都用这一种字体，没有一处例外。", hei))) == "全文都用这一种字体，没有一处例外。"


def test_ruby() -> None:
    """Readings stand over their characters, from `w:ruby` and from the EQ fields of 拼音指南."""
    ruby = f"<w:ruby><w:rt>{r('zhuō zhōu')}</w:rt><w:rubyBase>{r('涿州')}</w:rubyBase></w:ruby>"
    equation = field(r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(jì),蓟)')
    assert body(p("到", r(content=ruby), "和", equation, "州。")) == "到{涿州|zhuō zhōu}和{蓟|jì}州。"


def test_enclosed_number() -> None:
    """带圈字符 is a field that keeps no text; it is written all the same."""
    assert body(p("第", field(r"eq \o\ac(○,12)"), "条。")) == "第⑫条。"


def test_small_things() -> None:
    """Hyphens, symbols, tabs, tags, controls and bookmarks: their text stands, they do not."""
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
    tag = f"<w:smartTag>{r('标签')}</w:smartTag>"
    symbol = r(content='<w:sym w:font="Wingdings" w:char="F0FC"/>')
    marks = r("a", content="<w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:tab/><w:t>c</w:t>")
    content = p(r(content="<w:tab/>"), control, '<w:bookmarkStart w:id="1" w:name="x"/>', tag, marks, "\u00a0d")
    assert body(content) == "控件标签a-b c d"
    assert body(p("对", symbol)) == "对✓"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), max_size=40))
def test_any_text_is_kept(text: str) -> None:
    """Whatever an author types is in the article, letter by letter; the import itself checks it (W14)."""
    converted(docx(TITLE, p("开头。"), p(text), p(r(text, BOLD), "尾"), styles=STYLES))


@given(st.lists(st.sampled_from("*_=~`|[]{}()<>#/!&^:+-1.、字 \\"), max_size=14).map("".join))
def test_marks_are_escaped(text: str) -> None:
    """Characters that mean something in the dialect are read back as characters."""
    from zbsh_pub.markdown.escapes import hide, reveal
    from zbsh_pub.markdown.parser import parse

    written = body(p("开头。"), p(text)).removeprefix("开头。").strip()
    read = "".join(str(part) for part in parse(hide(written)).itertext())
    assert reveal(read).split() == text.split()


# ---- structure -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["heading 1", "Heading 1", "标题 1", "标题1"])
def test_heading_styles(name: str) -> None:
    """Headings by the names that Word, WPS and converters give their styles."""
    assert body(p("概况", style="h"), p("正文。"), styles=STYLES + style("h", name)) == "## 概况\n\n正文。"


def test_heading_by_outline() -> None:
    """A style of the author's own is a heading by its outline level, and levels close up (D08)."""
    own = style("h", "我的大字", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    deep = style("d", "我的小字", '<w:pPr><w:outlineLvl w:val="5"/></w:pPr>', based="h")
    text = body(p("概况", style="h"), p("细节", style="d"), p("正文。"), styles=STYLES + own + deep)
    assert text == "## 概况\n\n### 细节\n\n正文。"


def test_guessed_headings() -> None:
    """Bold lines and Chinese numbers above running text are headings; in a row they are none."""
    text = body(p("一、先看"), p("正文。"), p("（一）再看"), p("正文。"), p(r("加粗一行", BOLD)), p("正文。"))
    assert text.split("\n\n")[::2] == ["## 一、先看", "### （一）再看", "#### 加粗一行"]
    assert "#" not in body(p("一、修路"), p("二、架桥"), p("三、通车"), p("四、收费"))


def test_computed_numbers() -> None:
    """Numbers that Word computes stand in the text; plain ones make a list, which goes on after an interruption."""
    forms = levels(("decimal", "%1."), ("lowerLetter", "%2)"))
    steps = [p("一步", properties=numbered()), p("二步", properties=numbered()), p("小步", properties=numbered(1))]
    text = body(*steps, p("插话。"), p("三步", properties=numbered()), numbering=forms)
    assert text == "1. 一步\n2. 二步\n\na)小步\n\n插话。\n\n3. 三步"


def test_numbered_headings() -> None:
    """A heading's computed number is part of it, here as WPS writes it (japaneseCounting)."""
    forms = levels(("japaneseCounting", "第%1章"), ("decimal", "%1.%2"))
    one, two = (style(str(n + 3), f"heading {n}") for n in (1, 2))
    texts = [p("起", style="4", properties=numbered()), p("承", style="5", properties=numbered(1)), p("正文。")]
    text = body(
        *texts, p("转", style="4", properties=numbered()), p("正文。"), styles=STYLES + one + two, numbering=forms
    )
    assert [line for line in text.split("\n\n") if line[0] == "#"] == ["## 第一章起", "### 一.1 承", "## 第二章转"]


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 105, "一百零五"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseLegalSimplified", 21, "贰拾壹"),
        ("ideographDigital", 105, "一〇五"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerLetter", 28, "bb"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("thaiNumbers", 1, None),
    ],
)
def test_numerals(form: str, number: int, text: str | None) -> None:
    """Word's forms of numbers (ECMA-376, 17.18.59)."""
    assert numeral(number, form) == text


def test_bullets_and_notes() -> None:
    """Bullets are a list; notes are called once and stand at the end."""
    listed = [p("甲", properties=numbered()), p("乙", call(3), properties=numbered())]
    text = body(*listed, numbering=levels(("bullet", "")), footnotes=note(3, "注*文*。"))
    assert text == "- 甲\n- 乙[^1]\n\n[^1]: 注\\*文\\*。"


def test_own_mark_of_a_note() -> None:
    """A note with a mark of its own is numbered like all others; the mark is listed as left out."""
    own = '<w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t>'
    result = converted(docx(TITLE, p("话。", r(content=own)), styles=STYLES, footnotes=note(1, "注文。")))
    assert "话。[^1]" in result.text
    assert [(d.text, d.reason) for d in result.findings.dropped] == [("*", "note-mark")]


def test_head_by_looks() -> None:
    """Kicker, title in two lines, subtitle and authors are seen by place and size, and told as guesses."""
    big = '<w:sz w:val="44"/>'
    lines = [
        p("新春走基层", properties=CENTRED),
        p(r("大桥", big), r(content="<w:br/>"), r("通车", big), properties=CENTRED),
    ]
    lines += [p("——记一条路", properties=CENTRED), p("文／张　三、李四五", properties=CENTRED), p("正文。")]
    result = converted(docx(*lines))
    head = result.draft.head
    assert (head.kicker, head.title, head.subtitle) == (("新春走基层",), ("大桥", "通车"), "——记一条路")
    assert head.authors == ("张三", "李四五")
    assert {found.code for found in result.findings.doubts} == {"W20", "W21"}


def test_single_top_heading_is_the_title() -> None:
    """Where the title is a Heading 1 and no other is, it is no heading of the text."""
    h2 = style("2", "heading 2")
    result = converted(docx(p("题", style="1"), p("节", style="2"), p("正文。"), styles=STYLES + h2))
    assert result.draft.head.title == ("题",)
    assert "## 节\n\n正文。" in result.text


def test_boxes() -> None:
    """摘要, 编者按, 来源 and 作者简介 become the blocks that the dialect has for them."""
    text = body(p("编者按：路通了。"), p("正文。"), p("（摘编自《某报》）"), p("（作者系某校教师）"))
    assert text.split("\n\n") == [
        "/// 编者按",
        "路通了。\n///",
        "正文。",
        "/// 来源",
        "摘编自《某报》\n///",
        "/// 作者简介",
        "作者系某校教师\n///",
    ]


# ---- tables and pictures ---------------------------------------------------------------------


def test_table() -> None:
    """A table with its caption, without number, its source and its figures to the right."""
    rows = (("站", "分"), ("甲", "30"), ("乙|丙", "5"))
    text = body(p("表1-2：时间表"), table(*rows), p("资料来源：本刊"))
    assert text == (
        "/// 表 | 时间表\n    source: 资料来源：本刊\n\n| 站 | 分 |\n|---|--:|\n| 甲 | 30 |\n| 乙\\|丙 | 5 |\n///"
    )


def test_merged_cells() -> None:
    """Merged cells keep their words once, and words that merging would hide."""
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (("甲", "乙", "丙"), (tc("合", down), tc("横", '<w:gridSpan w:val="2"/>')), (tc("", on), "一", tc("藏", on)))
    assert body(p("表1 题"), table(*rows)).split("\n\n")[1] == (
        "| 甲 | 乙 | 丙 |\n|---|---|---|\n| 合 | 横 |  |\n|  | 一 | 藏 |\n///"
    )


def test_picture_with_caption_and_credit() -> None:
    """The picture is a file, its caption has neither number nor brackets, its words are Word's."""
    data = docx(
        TITLE, p(picture("m1", "一列火车")), p("图1 车过大桥（张三 摄）"), styles=STYLES, media={"m1.png": png()}
    )
    result = converted(data)
    assert result.text.endswith("/// 图 | 车过大桥\n    credit: 张三 摄\n\n![一列火车](../../assets/x/01.png)\n///\n")
    assert result.draft.files == {"01.png": png()}
    assert result.findings.doubts == []


def test_caption_with_seq_field() -> None:
    """A caption whose number is a field, above its picture."""
    caption = p("图 ", field("SEQ 图 \\* ARABIC", "1"), " 车过大桥", style="c")
    text = body(caption, p(picture("m1", "车")), styles=STYLES + style("c", "caption"), media={"m1.png": png()})
    assert text.startswith("/// 图 | 车过大桥\n")


@pytest.mark.parametrize(("form", "mode"), [("GIF", "P"), ("BMP", "RGB"), ("TIFF", "CMYK"), ("JPEG", "CMYK")])
def test_pictures_are_made_printable(form: str, mode: str) -> None:
    """What the editions cannot carry becomes an RGB picture that they can."""
    image = Image.new(mode, (3, 2))
    buffer = BytesIO()
    image.save(buffer, form)
    media = {f"m1.{form.lower()}": buffer.getvalue()}
    files = converted(docx(TITLE, p(picture("m1", "车")), p("图1 车"), styles=STYLES, media=media)).draft.files
    made = Image.open(BytesIO(next(iter(files.values()))))
    assert made.format == ("JPEG" if form == "JPEG" else "PNG")
    assert made.mode in ("RGB", "P")


def test_picture_that_cannot_be_shown() -> None:
    """A metafile is kept as a file, its caption stands as that of a picture left out."""
    data = docx(TITLE, p(picture("m1")), p("图1 车"), styles=STYLES, media={"m1.emf": b"no picture"})
    assert converted(data).text.endswith("\n/// 原图 | 车\n///\n")
    assert converted(data).draft.files == {"01.emf": b"no picture"}


def test_text_box_once() -> None:
    """A text box is in the file twice, for new and for old programs; its words are in the article once."""
    box = f"<w:txbxContent>{p('框里的话。')}</w:txbxContent>"
    shape = f"<w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphic></wp:anchor>"
    shape += "</w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    assert body(p("正文。", r(content=both + "</mc:AlternateContent>"))) == "正文。\n\n框里的话。"


# ---- tracked changes and comments --------------------------------------------------------------


def by(kind: str, content: str) -> str:
    return f'<w:{kind} w:id="1" w:author="甲" w:date="2026-01-02T03:04:05Z">{content}</w:{kind}>'


def deleted(text: str) -> str:
    return by("del", f"<w:r><w:delText>{text}</w:delText></w:r>")


MARK_GONE = f"<w:rPr>{by('del', '')}</w:rPr>"
MARK_NEW = f"<w:rPr>{by('ins', '')}</w:rPr>"
CHANGES = [
    pytest.param((p("这", by("ins", r("新")), deleted("旧"), "字。"),), "这新字。", "这旧字。", id="words"),
    pytest.param(
        (p(by("moveFrom", r("移来。")), "甲。"), p("乙。", by("moveTo", r("移来。")))),
        "甲。\n\n乙。移来。",
        "移来。甲。\n\n乙。",
        id="moves",
    ),
    pytest.param((p("甲，", properties=MARK_GONE), p("乙。")), "甲，乙。", "甲，\n\n乙。", id="mark deleted"),
    pytest.param((p("甲，", properties=MARK_NEW), p("乙。")), "甲，\n\n乙。", "甲，乙。", id="mark inserted"),
    pytest.param(
        (p("甲。"), p(deleted("乙。"), properties=MARK_GONE), p("丙。")),
        "甲。\n\n丙。",
        "甲。\n\n乙。\n\n丙。",
        id="paragraph",
    ),
    pytest.param((p("甲", by("ins", deleted("短命")), "。"),), "甲。", "甲。", id="inserted and deleted"),
    pytest.param(
        (p("甲", r("乙", BOLD + by("rPrChange", "<w:rPr/>")), "。"),), "甲**乙**。", "甲乙。", id="bold added"
    ),
]


@pytest.mark.parametrize(("content", "accepted", "rejected"), CHANGES)
def test_changes(content: tuple[str, ...], accepted: str, rejected: str) -> None:
    """Tracked changes are refused; taken or undone when the user says so."""
    data = docx(TITLE, *content, styles=STYLES)
    assert set(codes_of(data)) == {"W07"}
    assert article(data, changes="accept") == accepted
    assert article(data, changes="reject") == rejected


def test_changed_rows() -> None:
    """A row that was inserted or deleted is there or not as a whole."""
    rows = table(("甲", "乙"), ("丙", "丁"), ("新", "行")).rsplit("<w:tr>", 1)
    data = docx(
        TITLE, p("表1 题"), f"<w:trPr>{by('ins', '')}</w:trPr>".join([rows[0] + "<w:tr>", rows[1]]), styles=STYLES
    )
    assert "| 新 | 行 |" in article(data, changes="accept")
    assert "新" not in article(data, changes="reject")


def test_refusal_names_places_and_authors() -> None:
    """The refusal says in which paragraph, how many, whose."""
    data = docx(TITLE, p("话。"), p("这", by("ins", r("新")), deleted("旧"), "字。"), styles=STYLES)
    with pytest.raises(Failure) as caught:
        converted(data)
    (found,) = caught.value.problems
    assert found.place.line == 3
    assert (found.details["count"], found.details["total"], found.details["authors"]) == (2, 2, "甲")


def test_comments() -> None:
    """A comment is listed with its words and is not in the article."""
    comments = f'<w:comment w:id="4" w:author="乙" w:date="2026-01-02T00:00:00Z">{p("对吗？")}</w:comment>'
    start, end = '<w:commentRangeStart w:id="4"/>', '<w:commentRangeEnd w:id="4"/>'
    content = p("通车", start, "三年", end, r(content='<w:commentReference w:id="4"/>'), "。")
    result = converted(docx(TITLE, content, styles=STYLES, comments=comments))
    (comment,) = result.comments
    assert (comment.author, comment.date, comment.text, comment.words, comment.paragraph) == (
        "乙",
        "2026-01-02",
        "对吗？",
        "三年",
        2,
    )
    assert result.text.endswith("\n通车三年。\n")


# ---- nothing is lost -------------------------------------------------------------------------


def test_left_out_with_reason() -> None:
    """Headers, hidden words, contents and placeholders are listed, each with its reason."""
    placeholder = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处')}</w:sdtContent></w:sdt>"
    contents = p(field('TOC \\o "1-3"', "目录 1"))
    data = docx(TITLE, contents, p("正文。", r("藏", "<w:vanish/>"), placeholder), styles=STYLES, header1=p("内部资料"))
    found = [(item.text, item.reason) for item in converted(data).findings.dropped]
    assert sorted(found) == [
        ("内部资料", "header"),
        ("单击此处", "placeholder"),
        ("目录 1", "contents"),
        ("藏", "hidden"),
    ]


def test_note_that_nothing_calls() -> None:
    """A note without a call is listed, not lost."""
    result = converted(docx(TITLE, p("正文。"), styles=STYLES, footnotes=note(9, "孤注。")))
    assert [(d.text, d.reason) for d in result.findings.dropped] == [("孤注。", "uncalled")]


def test_strict_file() -> None:
    """A file of the strict kind has other names for everything and reads the same."""
    data = docx(TITLE, p("正文。"), styles=STYLES).replace(b"", b"")

    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("word/document.xml", "word/styles.xml"):
        parts[name] = parts[name].replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
    assert article(zipped(parts)) == "正文。"


def test_word_by_python_docx(tmp_path: Path) -> None:
    """A file with the styles that Word itself ships: title, headings, lists, table, picture, break."""
    document = python_docx.Document()
    document.add_heading("大桥通车", 0)
    document.add_heading("一、概况", 1)
    paragraph = document.add_paragraph("正文")
    paragraph.add_run("重点").bold = True
    paragraph.add_run("。")
    document.add_paragraph("第一", style="List Number")
    document.add_paragraph("第二", style="List Number")
    document.add_paragraph("圆点", style="List Bullet")
    document.add_paragraph("引文。", style="Quote")
    grid = document.add_table(2, 2)
    for cell, text in zip((c for row in grid.rows for c in row.cells), ("甲", "乙", "丙", "丁"), strict=True):
        cell.text = text
    document.add_picture(BytesIO(png(size=(40, 30))), Mm(20))
    document.add_paragraph("图1 大桥", style="Caption")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    buffer = BytesIO()
    document.save(buffer)
    result = converted(buffer.getvalue())
    assert result.draft.head.title == ("大桥通车",)
    blocks = result.text.split("\n\n")
    assert blocks[1:7] == [
        "## 一、概况",
        "正文**重点**。",
        "1. 第一\n2. 第二",
        "- 圆点",
        "> 引文。",
        "/// 表 | 待补表题",
    ]
    assert "/// 图 | 大桥" in result.text


# ---- into the issue --------------------------------------------------------------------------

WHOLE = (
    p("工程纪事", style="t"),
    p("概况", style="1"),
    p("正文", r("重点", BOLD), "，", r("着重", '<w:em w:val="dot"/>'), "。", call(1)),
    p("第一步", properties=numbered()),
    p("第二步", properties=numbered()),
    p("插一句话。"),
    p("第三步", properties=numbered()),
    p("表1 时间"),
    table(("站", "分"), ("甲", "30")),
    p(picture("m1", "一列火车")),
    p("图1 车过大桥（张三 摄）"),
    p("结尾。"),
    p("（作者系某校教师）"),
)


def whole() -> bytes:
    numbering = levels(("decimal", "%1."))
    return docx(
        *WHOLE, styles=STYLES, numbering=numbering, footnotes=note(1, "注文。"), media={"m1.png": png(size=(40, 30))}
    )


def test_article_builds(issue: IssueTest) -> None:
    """The article passes the check, and an EPUB with all of it is made."""
    put(issue, whole(), add=True)
    assert issue.problems() == ()
    text = issue.build("epub").text("p005-gaojian")
    assert all(words in text for words in ("工程纪事", "概况", "注文。", "第三步", "车过大桥", "（作者系某校教师）"))


def test_manifest_keeps_its_comments(issue: IssueTest) -> None:
    """`--add` puts the entry at the section's end and changes no other line."""
    path = issue.root / "manuscript" / "issue.yaml"
    path.write_text(f"# 头\n{path.read_text(encoding='utf-8')}\n# 尾\n", encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    imported = put(issue, whole(), add=True)
    after = path.read_text(encoding="utf-8")
    entry = "".join(f"      {line}\n" for line in imported.entry.splitlines())
    assert imported.listed
    assert after.replace(entry, "", 1) == before


def test_manifest_in_flow_style_is_left_alone(issue: IssueTest) -> None:
    """Where lines alone cannot do it the entry is printed and the manifest is as it was."""
    text = (issue.root / "manuscript" / "issue.yaml").read_text(encoding="utf-8")
    start = text.index("    articles:")
    issue.with_manifest((text[start:], "    articles: [{file: p001-kaipian.md, page: 1, title: [一]}]\n"))
    before = (issue.root / "manuscript" / "issue.yaml").read_bytes()
    assert not put(issue, whole(), add=True).listed
    assert (issue.root / "manuscript" / "issue.yaml").read_bytes() == before


def test_not_over_an_article(issue: IssueTest) -> None:
    """What is there is written over with `force` only, and never listed twice."""
    put(issue, whole(), add=True)
    file = issue.root / "manuscript" / "lead" / "p005-gaojian.md"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(Failure):
        put(issue, whole(), add=True)
    assert file.read_text(encoding="utf-8") == "mine"
    put(issue, whole(), add=True, force=True)
    assert issue.problems() == ()


def test_whole_or_not_at_all(issue: IssueTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails in the middle leaves the issue as it was."""
    before = {path: path.read_bytes() for path in issue.root.rglob("*") if path.is_file()}
    real, done = os.replace, list[Path]()

    def failing(source: Path, target: Path) -> None:
        done.append(target)
        if len(done) == 3:
            raise OSError("disk full")
        real(source, target)

    monkeypatch.setattr("zbsh_pub.importing.word.placing.os.replace", failing)
    with pytest.raises(OSError, match="disk full"):
        put(issue, whole(), add=True)
    assert {path: path.read_bytes() for path in issue.root.rglob("*") if path.is_file()} == before
    assert not (issue.root / "assets" / "p005-gaojian").exists()


def test_into_a_section(issue: IssueTest) -> None:
    """`--into` may be the section's folder; the file's name is the article's."""
    file = issue.root.parent / "p007-yuan.docx"
    file.write_bytes(docx(TITLE, p("正文。"), styles=STYLES))
    imported = import_word(file, Options(issue.root / "manuscript" / "lead"))
    assert imported.article == issue.root / "manuscript" / "lead" / "p007-yuan.md"
    assert imported.entry == "- file: p007-yuan.md\n  page: 7\n  title: [题目]\n"


def test_nothing_is_written_on_failure(issue: IssueTest) -> None:
    """A file that is refused leaves no trace."""
    before = sorted(issue.root.rglob("*"))
    assert [found.code for found in refused(issue.root, "p009-x.docx", b"no docx")] == ["W01"]
    assert sorted(issue.root.rglob("*")) == before


def run(*arguments: object) -> Result:
    return CliRunner().invoke(zbsh_pub.cli.main, ["import", *map(str, arguments)])


def test_command(issue: IssueTest, tmp_path: Path) -> None:
    """The command prints the entry, tells doubts and comments on stderr, and writes the report."""
    file, report = tmp_path / "p005-gaojian.docx", tmp_path / "r.html"
    file.write_bytes(docx(p("大桥", properties=CENTRED), p("这是", r("<要点>", '<w:u w:val="single"/>'), "。")))
    result = run(file, "--into", issue.root, "--report", report)
    assert result.exit_code == 0
    assert "- file: p005-gaojian.md\n  page: 5\n  title: [大桥]\n" in result.stdout
    assert [line.split()[1] for line in result.stderr.splitlines()[:2]] == ["W20", "W35"]
    page = report.read_text(encoding="utf-8")
    assert "W35" in page
    assert "&lt;要点&gt;" in page
    assert "<要点>" not in page


def test_command_with_problems(issue: IssueTest, tmp_path: Path) -> None:
    """Exit code 1 and a line a problem."""
    file = tmp_path / "x.docx"
    file.write_bytes(b"")
    result = run(file, "--into", issue.root)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[0].startswith("x.docx W01 ")


# ---- size and trust --------------------------------------------------------------------------


def test_five_thousand_paragraphs() -> None:
    """A long document is read in reasonable time."""
    start = time.perf_counter()
    text = article(docx(TITLE, *(p(f"第{n}段", r("重点", BOLD), "。") for n in range(5000)), styles=STYLES))
    assert text.count("\n\n") == 4999
    assert time.perf_counter() - start < 60


def test_bomb_is_not_unpacked() -> None:
    """Ten thousand million zeros are refused by the zip's own directory."""
    import tracemalloc

    data = docx(p("正文。"), files={f"word/media/{n}.png": b"\0" * 50_000_000 for n in range(9)})
    tracemalloc.start()
    assert codes_of(data) == ["W05"]
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("cut", [0, 1, 4, 50, 400, -40])
def test_cut_short(cut: int) -> None:
    """A file that did not come over whole is a problem, not a crash."""
    assert {code[0] for code in codes_of(whole()[:cut])} == {"W"}


def test_start_does_not_load_mammoth() -> None:
    """The command line starts without what only the import needs."""
    script = "import sys, zbsh_pub.cli; sys.exit('mammoth' in sys.modules or 'zbsh_pub.importing' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# ---- drawn things ----------------------------------------------------------------------------


def test_pictures_of_old_and_grouped_drawings() -> None:
    """VML pictures, pictures in a group and the preview of an embedded object are pictures all the same."""
    old = r(content='<w:pict><v:shape alt="旧图"><v:imagedata r:id="m1"/></v:shape></w:pict>')
    inner = '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="n" descr="{}"/></pic:nvPicPr><pic:blipFill>'
    inner += '<a:blip r:embed="m1"/></pic:blipFill></pic:pic>'
    group = f"<a:graphic><a:graphicData>{inner.format('甲图')}{inner.format('乙图')}</a:graphicData></a:graphic>"
    drawing = r(content=f"<w:drawing><wp:anchor>{group}</wp:anchor></w:drawing>")
    preview = '<w:object><v:shape alt="表格"><v:imagedata r:id="m1"/></v:shape><o:OLEObject/></w:object>'
    data = docx(TITLE, p(old), p(drawing), p(r(content=preview)), styles=STYLES, media={"m1.png": png()})
    result = converted(data)
    assert [line.split("]")[0] for line in result.text.splitlines() if line[:2] == "!["] == [
        "![旧图",
        "![甲图",
        "![乙图",
        "![表格",
    ]
    assert [found.code for found in result.findings.doubts].count("W28") == 1


def test_words_of_a_diagram_are_listed() -> None:
    """Words that only a diagram has are listed as left out."""
    diagram = "<w:drawing><wp:inline><a:graphic><a:graphicData><dgm:relIds/><a:t>流程</a:t></a:graphicData></a:graphic>"
    result = converted(docx(TITLE, p("正文。", r(content=diagram + "</wp:inline></w:drawing>")), styles=STYLES))
    assert [(item.text, item.reason) for item in result.findings.dropped] == [("流程", "object")]


def test_text_box_in_a_cell() -> None:
    """A text box that hangs on a paragraph of a cell stays in the cell."""
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('框话')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    text = body(p("表1 题"), table(("甲", "乙"), ("丙", tc(p("丁", r(content=box))))))
    assert "| 丙 | 丁　框话 |" in text


ADDRESS = "https://example.org/a_(b)"


@pytest.mark.parametrize(
    ("link", "written"),
    [
        (field(f'HYPERLINK "{ADDRESS}"', "本站"), "[本站](https://example.org/a_%28b%29)"),
        (f'<w:hyperlink r:id="h">{r("本站")}</w:hyperlink>', "[本站](https://example.org/a_%28b%29)"),
        (f'<w:hyperlink r:id="f">{r("本站")}</w:hyperlink>', "本站"),
        (f'<w:hyperlink w:anchor="_Toc1">{r("上文")}</w:hyperlink>', "上文"),
    ],
)
def test_links(link: str, written: str) -> None:
    """A link to the web is one in each way that Word has to write it; all others keep their words."""
    links = {"h": ("hyperlink", ADDRESS), "f": ("hyperlink", "file:///C:/a.doc")}
    assert body(p("见", link, "。"), links=links) == f"见{written}。"
