"""The Traditional edition: characters, marks, faces, identity, and the report on what was chosen."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
import yaml
from lxml import etree

from epubcheck import faults
from issuetest import REPO, Built, IssueTest, figure, svg, xpath
from zbsh_pub.build import load
from zbsh_pub.fonts import coverage, cut_faces, house_faces
from zbsh_pub.labels import labels
from zbsh_pub.markdown.trees import element, text_of
from zbsh_pub.model import Variant
from zbsh_pub.traditional import to_traditional
from zbsh_pub.traditional.converter import Converter, by_word, converter_of, forms
from zbsh_pub.traditional.quotes import turned
from zbsh_pub.traditional.report import Choice, choices, to_text
from zbsh_pub.traditional.trees import converted, converted_drawing

TAIWAN = Converter("s2tw")
BODY = """“里面有**头**发，”他说，“叫‘后**发制**人’。”[^z]

[^z]: 见第一篇[所说](p001-kaipian.md)的皇后。
"""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The skeleton issue with quotations, a note, a chart, a person and a term, as the Traditional edition."""
    issue = IssueTest.new(tmp_path_factory.mktemp("traditional") / "issue")
    issue.with_article(BODY + figure("../../assets/a.svg"))
    issue.with_file("assets/a.svg", svg('<text x="1" y="9">产<tspan>业</tspan>“链”</text><title>图里的题</title>'))
    issue.with_manifest(
        ("people: [张三]", "people: [范丽]"),
        ("cover:\n", "traditional:\n  terms: [{from: 编辑部, to: 編輯室}]\ncover:\n"),
    )
    return issue.build("zh-Hant")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他说：“甲说‘乙’。”", "他说：「甲说『乙』。」"),
        ("“一“二”三”", "「一『二』三」"),
        ("“一‘二“三”二’一”", "「一『二「三」二』一」"),
        ("‘外面单引号’", "「外面单引号」"),
        ("“下一段才完", "「下一段才完"),
        ("上一段开的。”", "上一段开的。」"),
        ("上一段的‘里面’。”", "上一段的『里面』。」"),
        ("上一段里面的’外面的”", "上一段里面的』外面的」"),
        ("“甲”，“叫‘乙’丙’。”", "「甲」，「叫『乙』丙」。」"),
        ("It’s “so”", "It’s “so”"),
        ("他说：“It’s so.”", "他说：「It’s so.」"),
        ("《书》（甲）", "《书》（甲）"),
    ],
)
def test_quotation_marks(text: str, found: str) -> None:
    """Marks turn by their depth, across paragraphs too; an apostrophe and English quotations stay."""
    assert turned(text) == found


@pytest.mark.parametrize(
    ("variant", "found"),
    [
        ("s2tw", "頭髮發展，皇后以後，鼠標裡的軟件在臺灣"),
        ("s2twp", "頭髮發展，皇后以後，滑鼠裡的軟體在臺灣"),
        ("s2hk", "頭髮發展，皇后以後，鼠標裏的軟件在台灣"),
    ],
)
def test_variants(variant: Variant, found: str) -> None:
    """One simplified character becomes what its word asks for; only s2twp changes words."""
    assert Converter(variant).text("头发发展，皇后以后，鼠标里的软件在台湾") == found


@pytest.mark.parametrize("variant", ["s2tw", "s2twp", "s2hk"])
@pytest.mark.parametrize("cut", range(1, 14))
def test_pieces_are_one_text(variant: Variant, cut: int) -> None:
    """Wherever markup parts a text, its pieces together are the text converted as a whole."""
    text, converter = "互联网里的头发，“老挝的软件”", Converter(variant, {"头发": "髮"})
    pieces = [text[:cut], "", text[cut:]]
    assert "".join(converter.pieces(pieces)) == converter.text(text)
    assert len(converter.pieces(pieces)) == 3


def test_word_cut_by_markup() -> None:
    """A word is one word though markup stands in it."""
    assert TAIWAN.pieces(["头", "发", "很长"]) == ("頭", "髮", "很長")
    assert [TAIWAN.text(part) for part in ("头", "发")] == ["頭", "發"]


def test_words_that_are_told() -> None:
    """A term becomes what the house says, a kept word stays, the longest wins."""
    told = Converter("s2tw", {"万里": "万里", "里": "里", "万": "萬"})
    assert told.text("万里、里、万、这里面") == "万里、里、萬、這里面"
    assert told.told("去万里") == (False, True, True)


def test_names_of_people(issue: IssueTest) -> None:
    """A name begins with the form of a surname, in the masthead, as an author, and in the text."""
    issue.with_manifest(("people: [张三]", "people: [范丽, 余永]"), ("authors: [李四]", "authors: [于后]"))
    converter = converter_of(load(issue.root)[0].issue.manifest)
    assert converter.text("范丽说余永和于后来过这个范围") == "范麗說余永和于後來過這個範圍"


def test_tree() -> None:
    """Text is converted a paragraph as a whole, a note for itself; ids, classes, addresses stay; nothing is shared."""
    note = element("span", "note", "“里”", id="发")
    link = element("a", "后", "发", href="#发")
    source = element("p", "发", "“头", link, "很", note, "长”", id="里")
    new = converted(source, TAIWAN)
    assert text_of(new) == "「頭髮很「裡」長」"
    assert [(node.get("id"), node.get("class")) for node in new.iter()] == [
        ("里", "发"),
        (None, "后"),
        ("发", "note"),
    ]
    assert new[0].get("href") == "#发"
    assert text_of(source) == "“头发很“里”长”"


def test_what_is_read_aloud() -> None:
    """Alternative texts and labels are converted as texts of their own."""
    new = converted(element("div", "", element("img", alt="“头发”", src="发.png"), aria_label="图里"), TAIWAN)
    assert (new.get("aria-label"), new[0].get("alt"), new[0].get("src")) == ("圖裡", "「頭髮」", "发.png")


def test_drawing() -> None:
    """Words of a drawing are converted across its spans, sheets are not; one without words is the same file."""
    data = svg("<style>.发{fill:red}</style><text>头<tspan>发</tspan></text>").encode()
    new = converted_drawing(data, TAIWAN).decode()
    assert "头" not in new
    assert "<tspan>髮</tspan>" in new
    assert ".发{" in new
    assert converted_drawing(svg().encode(), TAIWAN) == svg().encode()


def test_words_of_the_house() -> None:
    """The printed words of both scripts have the same names and fields, and none of ours is simplified."""
    data = yaml.safe_load((REPO / "src" / "zbsh_pub" / "labels.yaml").read_text(encoding="utf-8"))
    simplified, traditional = data["zh-Hans"], data["zh-Hant"]
    assert list(traditional) == list(simplified)
    assert list(traditional["fields"]) == list(simplified["fields"])
    text = str(traditional)
    assert [char for char in text if TAIWAN.text(char) != char and char not in "准后里余面"] == []
    assert labels("zh-Hant-HK")("contents") == labels("zh-Hant-TW")("contents") == "目錄"


def test_faces_have_traditional_forms() -> None:
    """The edition's faces cover what can come out of a conversion, and draw shared characters in their own forms."""
    assert [face.file for face in cut_faces("骨", None, "tc")] == [f.path.name for f in house_faces("tc")]
    needed = {char for several in forms("s2tw").values() for char in several}
    assert len(needed - coverage("tc")) / len(needed) < 0.03
    assert set("「」『』，。、；：？！《》—…") <= coverage("tc")
    pairs = {(f.role, f.weight): f.path for f in house_faces()}
    for face in house_faces("tc"):
        assert outline(face.path, "骨") != outline(pairs[face.role, face.weight], "骨") or face.role == "kai"
        centre = sum(extents(face.path, "，")) / 2
        assert 400 < centre < 600, face.path
        assert sum(extents(pairs[face.role, face.weight], "，")) / 2 < 400


def outline(path: Path, char: str) -> list[Any]:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    found: list[Any] = []
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, data: found.append((x, y)))
    pen.set_line_to_func(lambda x, y, data: found.append((x, y)))
    font.draw_glyph(font.get_nominal_glyph(ord(char)) or 0, pen)
    return found


def extents(path: Path, char: str) -> tuple[int, int]:
    """Left and right end of a glyph, in 1/1000 em."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    box = font.get_glyph_extents(font.get_nominal_glyph(ord(char)) or 0)
    return box.x_bearing, box.x_bearing + box.width


def test_text_of_the_edition(edition: Built) -> None:
    """Paragraph, note and heading are converted across markup, with marks by depth."""
    text = edition.text()
    assert "「裡面有頭髮，」他說，「叫『後發制人』。」" in text
    assert "見第一篇所說的皇后。" in text
    assert "圖1" in text


def test_nothing_simplified_is_left(edition: Built) -> None:
    """Nowhere in the package is a character that has only a traditional form."""
    shared = set("后里余面准台只干丑云于几斗谷松系才出千卷志采致表范")
    for name, data in edition.package.items():
        if name.endswith((".xhtml", ".ncx", ".opf")):
            text = "".join(map(str, etree.fromstring(data).itertext())) + " ".join(spoken(data))
            assert [char for char in text if TAIWAN.text(char) != char and char not in shared] == [], name


def spoken(data: bytes) -> list[str]:
    return xpath(etree.fromstring(data), "//@alt | //@aria-label | //@title | //@content")


def test_language_and_identity(edition: Built, tmp_path: Path) -> None:
    """Every document says zh-Hant-TW; identifier and NCX have one of their own that stays, and name the original."""
    original = "urn:uuid:00000000-0000-4000-8000-000000000001"
    pages = [data for name, data in edition.package.items() if name.endswith((".xhtml", ".ncx", ".opf"))]
    languages = {etree.fromstring(data).get("{http://www.w3.org/XML/1998/namespace}lang") for data in pages}
    assert languages == {"zh-Hant-TW"}
    opf = etree.fromstring(edition.package["content.opf"])
    (own,) = xpath(opf, "//*[local-name()='identifier']/text()")
    assert own == "urn:uuid:48d0f270-33f0-5fbf-8579-7f8cd8ae061b" != original
    assert original in xpath(opf, "//*[local-name()='source']/text()")
    assert xpath(opf, "//*[@property='dcterms:isVersionOf']/text()") == [original]
    assert xpath(etree.fromstring(edition.package["toc.ncx"]), "//*[@name='dtb:uid']/@content") == [own]
    assert xpath(opf, "//*[local-name()='publisher']/text()") == ["樣刊編輯室"]


def test_same_files(edition: Built) -> None:
    """Ids and file names are those of the original."""
    assert {"text/p001-kaipian.xhtml", "text/p003-xiezuo.xhtml", "sections/lead.xhtml"} <= set(edition.package)
    assert edition.epub.name == "yangkan-1-zh-Hant.epub"
    assert xpath(edition.page("p003-xiezuo"), "//*[local-name()='section'][1]/@id")[0] == "p003-xiezuo"


def test_drawing_in_the_page(edition: Built) -> None:
    """The chart's words are converted where it stands in the page."""
    assert "產業「鏈」" in edition.text().replace("\n", "")


def test_faces_in_the_package(edition: Built) -> None:
    """The embedded faces are those of traditional characters, under the names that the sheets know."""
    (face,) = cut_faces(set(), {"hei400"}, "tc")
    font = hb.Face(hb.Blob(edition.package["fonts/ZBHei-400.ttf"]))
    assert {ord(c) for c in "裡發樣"} <= set(font.unicodes)
    assert face.file == "ZBHei-400.ttf"
    assert "Songti TC" in edition.package["style/tokens.css"].decode()


def test_epubcheck(edition: Built) -> None:
    """EPUBCheck finds nothing wrong."""
    assert faults(edition.epub) == []


def test_report_beside_the_book(edition: Built) -> None:
    """The report for programs names place, character, choice and ground; that for editors shows the text."""
    report = json.loads(next(f for f in edition.files if f.name.endswith(".json")).read_text(encoding="utf-8"))
    found = {(c["place"], c["character"]): c for c in report["choices"]}
    hair = found["manuscript/lead/p003-xiezuo.md:4:10", "发"]
    assert (hair["chosen"], hair["others"], hair["ground"]) == ("髮", ["發"], "word")
    name = next(c for c in report["choices"] if c["character"] == "范")
    assert (name["chosen"], name["ground"], name["place"].partition(":")[0]) == ("范", "house", "manuscript/issue.yaml")
    text = next(f for f in edition.files if f.name.endswith(".txt")).read_text(encoding="utf-8")
    assert "manuscript/lead/p003-xiezuo.md:4:10  “里面有头【髮】，”他说" in text


@pytest.mark.parametrize(
    ("text", "ground"), [("出发点", "word"), ("发丝里的发", "table"), ("样刊的发", "table"), ("皇后", "word")]
)
def test_ground_of_a_choice(text: str, ground: str) -> None:
    """A word of the dictionary decides, also where it changes nothing; else only the table does."""
    assert by_word(text)[-1 if text != "出发点" else 1] == (ground == "word")


def test_report_is_about_what_is_printed(issue: IssueTest) -> None:
    """For each choice the page of the edition has the chosen character, as often as the report says."""
    issue.with_article("头发**发**展以后，皇后在里面，公里、余地、干部。\n\n- 表里只有一只台子\n")
    loaded = load(issue.root)[0]
    _, fragments, _ = to_traditional(loaded.issue, loaded.fragments)
    text = text_of(fragments[1].body)
    found = [choice for choice in choices(loaded.issue) if choice.place.file.endswith("xiezuo.md")]
    assert {choice.character for choice in found} >= set("发后里余干只台")
    for form in {choice.chosen for choice in found}:
        assert text.count(form) == sum(choice.chosen == form for choice in found), form


def test_rare_choices_come_first() -> None:
    """What only the table decided comes before what words did, and the rarest form first."""
    place = load_place()
    base = Choice(place, "发", "發", ("髮",), "table", "", "")
    often = [replace(base, character="后", chosen="後", others=("后",))] * 3
    text = to_text([*often, base, replace(base, ground="word", chosen="髮", others=("發",))])
    assert text.index("发 → 發") < text.index("后 → 後") < text.index("发 → 髮")


def load_place() -> Any:
    from zbsh_pub.problems import Place

    return Place("a.md", 1, 1)


def test_same_bytes(issue: IssueTest, tmp_path: Path) -> None:
    """The same issue gives the same book and reports."""
    first, second = (issue.build("zh-Hant", out=tmp_path / name).files for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert len(first) == 3


def test_edition_of_hong_kong(issue: IssueTest) -> None:
    """The variant changes forms, language and identifier."""
    loaded = load(issue.root)[0]
    taiwan = to_traditional(loaded.issue, loaded.fragments)[0].manifest
    issue.with_manifest(("cover:\n", "traditional: {variant: s2hk}\ncover:\n"))
    loaded = load(issue.root)[0]
    hongkong = to_traditional(loaded.issue, loaded.fragments)[0].manifest
    assert hongkong.magazine.language == "zh-Hant-HK"
    assert len({taiwan.issue.identifier, hongkong.issue.identifier, loaded.issue.manifest.issue.identifier}) == 3
