"""The proof: the pages of the screen edition, unmoved, on larger sheets with all that is asked about them."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from issuetest import REPO, IssueTest
from pdfreader import Pdf
from test_cli import zbsh
from zbsh_pub.build import Options, build, load
from zbsh_pub.cache import Store, default_store
from zbsh_pub.copyedit.text import markdown_text
from zbsh_pub.markdown.trace import Spot, trace
from zbsh_pub.pdf import lay_out_issue
from zbsh_pub.proof.ink import width
from zbsh_pub.proof.looks import read_looks
from zbsh_pub.proof.notes import Wish, pushed_apart
from zbsh_pub.proof.wrap import wrapped
from zbsh_pub.typeset.setlines import is_seen
from zbsh_pub.work import compose, open_press

FIRST, SECOND = "p001-kaipian", "p003-xiezuo"
LOOKS = read_looks((REPO / "styles" / "proof.yaml").read_text(encoding="utf-8"))
LONG = "这一段写得长，好让它从左栏走到右栏，再走到下一页。" * 70
BODY = (
    "第一段，引文{==有待核对==}{>>编辑→作者：请核原文<<}，写法,不对。\n\n"
    "## 第一{==节名==}{>>换一个？<<}\n\n"
    f"{LONG}\n\n"
    "/// 原图 | 一张没有到的照片\n    credit: 某人／摄\n///\n\n"
    "最后一段{>>此处缺一句<<}完。注[^a]。\n\n[^a]: 注文{==出处==}{>>哪年？<<}。\n"
)
PROOF = "proof: {stage: 2, date: 2026-01-05, reviewers: {first: 赵一, proofreader: 钱二}}\ncover:\n"
POINT = 1.5  # how far a line under words may be from them


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> IssueTest:
    issue = IssueTest.new(tmp_path_factory.mktemp("proof") / "issue").with_article(BODY)
    return issue.with_manifest(("cover:\n", PROOF))


@pytest.fixture(scope="module")
def screen(asked: IssueTest) -> Pdf:
    return Pdf(asked.build("screen", out=asked.root / "screen").pdf)


@pytest.fixture(scope="module")
def proof(asked: IssueTest) -> Pdf:
    return Pdf(asked.build("proof", out=asked.root / "proof").pdf)


def sheet(proof: Pdf, label: str) -> str:
    """All text of the sheet with this page label."""
    return proof.text(proof.labels.index(label))


def commands(page: pikepdf.Page) -> list[tuple[str, ...]]:
    """The operators of a page's content that set text, with the matrices that they stand under."""
    wanted = {"Tm", "Tj", "TJ", "cm", "Tf", "Td"}
    return [
        (str(command.operator), *map(str, command.operands))
        for command in pikepdf.parse_content_stream(page)
        if str(command.operator) in wanted
    ]


def test_pages_are_those_of_the_screen_edition(screen: Pdf, proof: Pdf) -> None:
    """Each page's own text stands under the same matrices, and the trim box is the finished page."""
    assert proof.labels[: len(screen)] == screen.labels
    for index, page in enumerate(screen.pike.pages):
        own, dressed = commands(page), commands(proof.pike.pages[index])
        assert dressed[: len(own)] == own
        assert [float(v) for v in proof.pike.pages[index].trimbox] == [float(v) for v in page.mediabox]


def test_sheets_are_280_by_297_mm(proof: Pdf) -> None:
    """Every sheet, those of the list too."""
    assert {(round(w / 72 * 25.4), round(h / 72 * 25.4)) for w, h in proof.sizes} == {(280, 297)}


def test_a_proof_claims_no_standard(screen: Pdf, proof: Pdf) -> None:
    """What is drawn round the pages is not tagged: the screen edition says PDF/UA and PDF/A, the proof does not."""
    claims = [b"pdfuaid:part>" in pdf.pike.Root.Metadata.read_bytes() for pdf in (screen, proof)]
    assert claims == [True, False]


def test_each_sheet_says_what_it_is(proof: Pdf) -> None:
    """Stage, date, issue, page, article, file, and who signs for what."""
    text = sheet(proof, "2")
    for words in ("二校", "2026年1月5日", "2026年第1期", "第2页", "图、表、注", f"{SECOND}.md"):
        assert words in text
    for words in ("初审", "赵一", "复审", "终审", "校对", "钱二", "行号为版心网格行，一栏42行"):
        assert words in text


def numbers_beside(proof: Pdf, index: int) -> list[tuple[float, list[str]]]:
    """Numbers of the grid by the edges at which they stand: 6 points high, in two rows outside the text."""
    found: dict[float, dict[float, str]] = {}
    area = (75 * 0.75, (75 + 625) * 0.75) if proof.labels[index] in "1357" else (93.7 * 0.75, (93.7 + 625) * 0.75)
    for glyph in proof.glyphs[index]:
        left, low, right, _ = glyph.box
        if glyph.text.isdigit() and abs(glyph.size - 6) < 0.1:
            side = 0.0 if right < area[0] else 1.0 if left > area[1] else -1.0
            row = found.setdefault(side, {})
            row[round(low / 3)] = row.get(round(low / 3), "") + glyph.text
    return [(side, [rows[y] for y in sorted(rows, reverse=True)]) for side, rows in sorted(found.items())]


def test_lines_are_numbered_on_both_sides(proof: Pdf) -> None:
    """1 to 42 at the outer side of each column."""
    wanted = [str(number) for number in range(1, 43)]
    sides = dict(numbers_beside(proof, proof.labels.index("2")))
    assert (sides[0.0], sides[1.0]) == (wanted, wanted)


def test_a_cover_has_no_line_numbers(proof: Pdf) -> None:
    """A page without margins has no grid."""
    assert numbers_beside(proof, 0) == []
    assert "二校" in proof.text(0)


def test_each_paragraph_says_where_it_comes_from(asked: IssueTest, proof: Pdf) -> None:
    """Beside its first line in each column stand file and line; it goes on with 续."""
    line = asked.line_of("这一段写得长", f"manuscript/lead/{SECOND}.md")
    text = "".join(proof.text(index) for index in range(len(proof)))
    assert f"p003:{line}" in text
    assert text.count(f"p003:{line}续") >= 2  # right column, next page


def test_sources_are_destinations(asked: IssueTest, proof: Pdf) -> None:
    """`…-proof.pdf#p003-xiezuo:4` leads to the head of the paragraph that this line of the file begins."""
    names = proof._names()
    line = asked.line_of("这一段写得长", f"manuscript/lead/{SECOND}.md")
    target = names[f"{SECOND}:{line}"]
    index, y = proof.page_indices[target[0].objgen], float(target[3])
    assert proof.labels[index] == "2"
    assert any(g.text == "这" and y - 16 < g.box[1] < y for g in proof.glyphs[index])


def test_links_of_sheets_lead_somewhere(proof: Pdf) -> None:
    """Rings lead to the rows of the list, rows to the places."""
    listing = proof.labels.index("A")
    on_page = [target for _, target in proof.links(proof.labels.index("2"))]
    assert listing in on_page
    assert proof.labels.index("2") in [target for _, target in proof.links(listing)]


def dashes(proof: Pdf, index: int) -> list[tuple[float, float, float]]:
    """The same for doubts."""
    return strokes(proof, index, DOUBT, 0.7)


def strokes(proof: Pdf, index: int, colour: str, least: float = 1.0) -> list[tuple[float, float, float]]:
    """(left, right, y) of each level line of this colour that is as thick as one under a query."""
    found, pen, thick, point = [], "", 0.0, (0.0, 0.0)
    for command in pikepdf.parse_content_stream(proof.pike.pages[index]):
        values = [float(v) for v in command.operands if not isinstance(v, pikepdf.Object)]
        match str(command.operator):
            case "RG":
                pen = " ".join(f"{v:g}" for v in values)
            case "w":
                thick = values[0]
            case "m":
                point = (values[0], values[1])
            case "l" if pen == colour and thick > least and values[1] == point[1]:
                found.append((point[0], values[0], point[1]))
    return found


DOUBT = " ".join(f"{round(v, 3):g}" for v in LOOKS.colour("doubt"))
QUERY = " ".join(f"{round(v, 3):g}" for v in LOOKS.colour("query"))


def box_of(proof: Pdf, index: int, words: str) -> tuple[float, float, float, float]:
    """The box of words in the text of a page."""
    glyphs = proof.glyphs[index]
    text = "".join(g.text[0] for g in glyphs)
    at = text.index(words)
    boxes = [g.box for g in glyphs[at : at + len(words)]]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


@pytest.mark.parametrize("words", ["有待核对", "节名", "出处"])
def test_a_query_is_underlined_exactly(proof: Pdf, words: str) -> None:
    """The line under the words begins and ends with them, a little below their feet."""
    index = next(i for i in range(len(proof)) if words in proof.text(i) and proof.labels[i].isdigit())
    left, foot, right, _ = box_of(proof, index, words)
    near = [s for s in strokes(proof, index, QUERY) if abs(s[0] - left) < POINT and abs(s[1] - right) < POINT]
    assert [0 < foot - y < 4 for _, _, y in near] == [True]


def test_a_query_across_lines_is_underlined_on_each(tmp_path: Path) -> None:
    """A mark that begins on one line and ends on the next but one has three strokes."""
    marked = LONG[:20] + "{==" + LONG[20:60] + "==}{>>核<<}" + LONG[60:100]
    issue = IssueTest.new(tmp_path / "issue").with_article(f"{marked}\n")
    proof = Pdf(issue.build("proof").pdf)
    index = proof.labels.index("2")
    assert len({y for left, right, y in strokes(proof, index, QUERY) if right - left < 300}) == 3


def test_notes_stand_beside_what_they_ask(proof: Pdf) -> None:
    """The note is right of the trimmed page, at the height of its words, with its route."""
    index = proof.labels.index("2")
    glyphs = [g for g in proof.glyphs[index] if g.box[0] > 600 and g.size > 7]
    note = "".join(g.text for g in glyphs)
    assert "请核原文" in note
    y = next(g.box[1] for g in glyphs if g.text == "请")
    assert abs(y - box_of(proof, index, "有待核对")[1]) < 8
    assert "编辑→作者" in proof.text(index)


def test_everything_asked_is_listed(proof: Pdf) -> None:
    """The list counts by kind, and says page, column, line, file and line of each."""
    text = sheet(proof, "A")
    middle = sum(box_of(proof, proof.labels.index("2"), "有待核对")[1::2]) / 2
    row = int((1077.2 - 105 - middle / 0.75) / 21) + 1
    for words in (
        "问题清单",
        "4询问",
        "1缺图",
        "标点、用字C01",
        f"2页左{row}行",
        f"{SECOND}.md:4",
        "有待核对",
        "请核原文（编辑→作者）",
    ):
        assert words in re.sub(r"\s", "", text), words
    assert proof.marks[-1].title == "问题清单"


def test_a_missing_picture_says_its_size(proof: Pdf) -> None:
    """The caption that stands alone is framed, and the note says how large the picture has to be."""
    assert "一栏宽79毫米、高约53毫米，位图至少936×624像素" in "".join(proof.text(i) for i in range(len(proof)))


def test_a_doubt_is_shown_at_its_place(proof: Pdf) -> None:
    """The code stands over the character that the rule means."""
    index = proof.labels.index("2")
    comma = box_of(proof, index, ",不对")
    code = [g.box for g in proof.glyphs[index] if g.text == "C" and abs(g.size - 4.2) < 0.1]
    assert any(abs(box[0] - comma[0]) < 4 and 0 < box[1] - comma[1] < 16 for box in code)


def test_a_loose_line_is_shown_whole(tmp_path: Path) -> None:
    """L02 stands over the line, and dashes go under all of it; what has no place in the article is listed too."""
    word = "ultramicroscopically"
    text = f"第一段。\n\n京津冀三地携手同行{word}协同发展十年之后{word}再看一看{word}和{word}。"
    issue = IssueTest.new(tmp_path / "issue").with_article(text).with_manifest(("[图、表、注|都在这里]", '["图,表"]'))
    proof = Pdf(issue.build("proof").pdf)
    index = proof.labels.index("2")
    line = box_of(proof, index, f"京津冀三地携手同行{word}")
    assert any(abs(left - line[0]) < POINT and abs(right - line[2]) < POINT for left, right, _ in dashes(proof, index))
    listed = sheet(proof, "A")
    assert all(words in listed for words in ("1行太松L02", "1标点、用字C01", "issue.yaml:", "2页左"))


def test_the_same_issue_gives_the_same_bytes(asked: IssueTest) -> None:
    """Laid out anew or from the store."""
    again = asked.build("proof", out=asked.root / "again").pdf.read_bytes()
    anew = build(asked.root, asked.root / "anew", ("proof",), options=Options(store=Store(Path("/"), on=False)))
    assert again == anew.files[0].read_bytes() == (asked.root / "proof" / anew.files[0].name).read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_article_alone_has_its_true_pages(asked: IssueTest, proof: Pdf, jobs: int, tmp_path: Path) -> None:
    """From a cold store, by one process or two: the article's sheets are those of the whole proof."""
    options = Options(jobs=jobs, store=Store(tmp_path / "store"), only=(SECOND,))
    result = build(asked.root, tmp_path / "dist", ("proof",), options=options)
    assert [path.name for path in result.files] == [f"yangkan-1-proof-{SECOND}.pdf"]
    alone = Pdf(result.files[0])
    first = proof.labels.index("2")
    assert alone.labels[:-1] == proof.labels[first:-1]
    for index in range(len(alone) - 1):
        assert alone.text(index) == proof.text(first + index)
        assert list(alone.links(index))


def test_a_link_to_an_article_that_is_not_there_leads_nowhere(asked: IssueTest, tmp_path: Path) -> None:
    """A proof of one article may speak of others."""
    issue = IssueTest.new(tmp_path / "issue").with_article(f"见[开篇]({FIRST}.md)。\n")
    pdf = Pdf(build(issue.root, tmp_path / "dist", ("proof",), options=Options(only=(SECOND,))).files[0])
    assert "见开篇" in pdf.text(0)


def test_only_is_for_the_proof(asked: IssueTest) -> None:
    """Another edition, or an article that is not there, is a mistake of the command."""
    wrong = zbsh("build", str(asked.root), "--only", SECOND)
    assert (wrong.exit_code, "--edition proof" in wrong.stderr) == (2, True)
    unknown = zbsh("build", str(asked.root), "--edition", "proof", "--only", "p003")
    assert (unknown.exit_code, SECOND in unknown.stderr) == (2, True)


def test_places_are_found_by_the_parser(asked: IssueTest) -> None:
    """Whatever markup stands between, a place of the source is a place in a paragraph."""
    article = load(asked.root)[0].issue.articles[1]
    found = [article.body.index(words) for words in ("第一段", "节名", "一张没有到", "注文")]
    spots = trace(article, found)
    assert spots[0] == Spot(1, 0)
    assert spots[1] == Spot(2, 2)
    assert [spot.offset if spot else None for spot in spots] == [0, 2, 0, 0]
    assert len({spot.para for spot in spots if spot}) == 4


def test_every_character_of_the_source_is_known_on_the_page(tmp_path: Path) -> None:
    """In whatever construct it stands: where the parser says a character goes, the page has that character."""
    everything = (REPO / "tests" / "fixtures" / "proof" / "everything.md").read_text(encoding="utf-8")
    issue = IssueTest.new(tmp_path / "issue").with_article(everything, "kind: full\ndrop-cap: true")
    publication = compose(load(issue.root)[0])
    with open_press(publication, default_store()) as press:
        layout = lay_out_issue(press, publication.issue, publication.units, lambda _: None)
    article, unit = publication.issue.articles[1], layout.articles[1]
    running = markdown_text(article.body)
    places = zip(running.text, running.offsets, strict=True)
    unset = {*range(article.body.index("!["), article.body.index("](../../assets")), article.body.index("：累计")}
    source = [(c, at) for c, at in places if is_seen(c) and c not in "\u2029\n" and at not in unset]
    printed = {
        Spot(line.para, line.offset + number): char
        for line in unit.lines
        for number, char in enumerate(filter(is_seen, line.text))
    }
    spots = trace(article, [at for _, at in source])
    assert "".join(char for char, _ in source) == "".join(printed.get(spot, "?") if spot else "!" for spot in spots)
    assert all(len(line.xs) == len([*filter(is_seen, line.text)]) + 1 for line in unit.lines if line.para)


def test_notes_are_pushed_apart() -> None:
    """None meets another; all stay in the column as long as they can."""
    wishes = [Wish(10, 20), Wish(12, 20), Wish(95, 20)]
    assert pushed_apart(wishes, 0, 100, 5) == (10, 35, 80)


def test_lines_of_notes_keep_the_rules() -> None:
    """No line begins with a mark that closes; what is too long for its lines ends with an ellipsis."""
    style = LOOKS.style("note")
    rows = wrapped("甲乙丙丁戊，己庚辛壬癸。" * 4, 55, style)
    assert all(width(row, style) <= 55 and row[0] not in "，。" for row in rows)
    assert wrapped("甲乙丙丁戊己庚辛壬癸", 55, style, 1) == ("甲乙丙……",)
