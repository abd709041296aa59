"""Drop caps, readings, lines under names and vertical titles, set by the house's sheets and read back from the PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issuetest import IssueTest
from pdfreader import Glyph, Pdf
from test_markdown import article
from zbsh_pub.compose.print_text import PrintSetting, print_body
from zbsh_pub.compose.unit import Unit
from zbsh_pub.fonts import cut_faces
from zbsh_pub.house import read_sheet
from zbsh_pub.markdown import convert
from zbsh_pub.markdown.trees import element
from zbsh_pub.pdf import SHEETS
from zbsh_pub.typeset import Engine, PdfFacts
from zbsh_pub.xhtml import Page

PT = 0.75  # points in a px
LINE, ZI = 21 * PT, 13 * PT
HAN = "国土图因围田由申甲电冒目口品晶旦早亘回固"
LONG = "国土图因围，田由申甲电，冒目口品晶，旦早亘回固。" * 5
SYLLABLES = ("zhuāng", "shuāng", "chuāng", "ā", "jì", "nǚ", "qióng")
FACTS = PdfFacts("x", (), "", (), "zh-Hans", "2024-01-01")


@dataclass(frozen=True)
class Set:
    """A set text: its glyphs in the order of the text layer, and its lines as (text, left, right) in px."""

    glyphs: list[Glyph]
    lines: list[tuple[str, float, float]]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    def of_size(self, px: float) -> list[Glyph]:
        return [glyph for glyph in self.glyphs if abs(glyph.size - px * PT) < 0.1]


Setter = Callable[..., Set]


@pytest.fixture(scope="module")
def set_text(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setter]:
    """Sets an article's text in columns of 23 zi, without head and furniture."""
    root = IssueTest.new(tmp_path_factory.mktemp("set") / "issue").root
    sheets = [read_sheet(root, name) for name in SHEETS]
    file = tmp_path_factory.mktemp("pdf") / "x.pdf"
    faces = cut_faces(HAN + "到去装双霜窗，。：；“”《》、" + "".join(SYLLABLES))

    def run(body: str, drop_cap: bool = False) -> Set:
        fragment, problems = convert(replace(article(body), drop_cap=drop_cap), frozenset())
        assert not problems
        setting = PrintSetting({})
        _, boxes, _ = print_body(fragment, setting)
        page = Page("x.html", "x", "zh-Hans", (element("section", "article", *boxes),))
        laid_out = engine.lay_out(Unit("x", page, "\n".join(setting.rules)), 1)
        file.write_bytes(engine.pdf([laid_out], FACTS))
        return Set(Pdf(file).glyphs[0], list(_lines(laid_out.pages[0]._page_box)))

    with Engine(sheets, faces, {}) as engine:
        yield run
        assert engine.problems == []


def _lines(page: object) -> Iterator[tuple[str, float, float]]:
    """The lines of paragraphs: text, and both edges from the left of their column."""
    for box in page.descendants():  # type: ignore[attr-defined]
        if type(box).__name__ == "LineBox" and box.element_tag == "p":
            text = "".join(t.text for t in box.descendants() if hasattr(t, "text"))
            column = 75 if box.position_x < 380 else 75 + 299.5 + 26
            yield text, box.position_x - column, box.position_x + box.width - column


def capped(set_text: Setter, body: str) -> Set:
    return set_text(body, True)


class TestDropCap:
    @pytest.mark.parametrize("mark", ["", "“", "《"])
    def test_two_lines_high(self, set_text: Setter, mark: str) -> None:
        """The cap reaches from the head of the first line's characters to the foot of the second's."""
        found = capped(set_text, f"{mark}国{LONG}")
        (cap,) = found.of_size(34)
        body = [glyph for glyph in found.of_size(13) if glyph.text == "国"]
        first = max(glyph.box[3] for glyph in body)
        assert cap.text == "国"
        assert cap.box[3] == pytest.approx(first, abs=1.2)
        assert cap.box[1] == pytest.approx(first - LINE - (body[0].box[3] - body[0].box[1]), abs=1.2)

    @pytest.mark.parametrize("mark", ["", "“"])
    def test_lines_beside_it_are_flush(self, set_text: Setter, mark: str) -> None:
        """The lines beside it end where all others do."""
        lines = capped(set_text, f"{mark}国{LONG}").lines
        for _, left, right in [line for line in lines if len(line[0]) > 3][:-1]:
            assert (left, right) == pytest.approx((0, 299.5), abs=0.1)

    def test_text_beside_it_begins_at_one_edge(self, set_text: Setter) -> None:
        """The first characters of both lines stand 3 zi from the column's edge, that of the third on it."""
        found = capped(set_text, f"国{LONG}")
        rows: dict[int, float] = {}
        for glyph in found.of_size(13):
            row = round((max(g.box[3] for g in found.of_size(13)) - glyph.box[3] + 3) // LINE)
            rows[row] = min(rows.get(row, 1e9), glyph.box[0])
        assert rows[0] == pytest.approx(rows[1], abs=0.2 * ZI)
        assert rows[0] - rows[2] == pytest.approx(3 * ZI, abs=0.2 * ZI)

    @pytest.mark.parametrize("mark", ["", "“"])
    def test_it_is_read_first_and_once(self, set_text: Setter, mark: str) -> None:
        """The text layer is the text: mark, cap, and the rest in order."""
        assert capped(set_text, f"{mark}国{LONG}").text.startswith(f"{mark}国{LONG}"[:40])

    def test_the_grid_holds_beside_it(self, set_text: Setter) -> None:
        """All body characters stand on one grid of 21 px, with a cap and below it."""
        feet = {round(g.box[1] % LINE, 1) for g in capped(set_text, f"国{LONG}").of_size(13) if g.text == "国"}
        assert max(feet) - min(feet) <= 0.1


class TestRuby:
    LOUD = "{装双霜窗|zhuāng shuāng shuāng chuāng}"

    @pytest.mark.parametrize("count", range(6))
    def test_neighbours_never_touch(self, set_text: Setter, count: int) -> None:
        """Long readings stand apart, within the measure, wherever the lines break."""
        found = set_text(HAN[:count] + self.LOUD * 5 + LONG)
        readings = [glyph for glyph in found.glyphs if glyph.size < 6]
        rows: dict[int, list[Glyph]] = {}
        for glyph in readings:
            rows.setdefault(round(glyph.box[1] / LINE), []).append(glyph)
        for row in rows.values():
            words = sorted((g.box[0], g.box[2]) for g in row)
            wide = [b[0] - a[1] for a, b in pairwise(words)]
            assert min(wide) > -0.6  # letters of one reading may be kerned, but none is over another
            assert sum(gap > 0.12 * ZI for gap in wide) == len(row) // 6 - 1 + (len(row) % 6 > 0)
            assert words[0][0] >= 75 * PT - 0.1
            assert words[-1][1] <= (75 + 299.5) * PT + 0.1

    def test_readings_are_legible_and_near(self, set_text: Setter) -> None:
        """5.25 pt, their letters less than 2 points above the characters."""
        found = set_text("国国{国|ā}国国" + LONG)
        (reading,) = (glyph for glyph in found.glyphs if glyph.text == "ā")
        top = max(glyph.box[3] for glyph in found.of_size(13))
        assert reading.size == pytest.approx(5.25, abs=0.1)
        assert -0.5 < reading.box[1] - top < 2

    def test_the_base_is_not_interrupted(self, set_text: Setter) -> None:
        """What is copied from a line is the line: the readings follow at the page's end."""
        text = set_text(f"到{self.LOUD}去。" + LONG).text
        assert "到装双霜窗去。国土" in text
        assert text.index("zhuāng") > text.index("固。")

    def test_the_grid_holds_under_readings(self, set_text: Setter) -> None:
        """A line with readings is as high as one without."""
        feet = {round(g.box[1] % LINE, 1) for g in set_text(f"国{self.LOUD * 3}国{LONG}").of_size(13) if g.text == "国"}
        assert max(feet) - min(feet) <= 0.1

    def test_a_mark_after_a_reading_stays_near(self, set_text: Setter) -> None:
        """A reading reaches over a comma, which is not pushed away."""
        found = set_text("{双|shuāng}，国国" + LONG)
        base, comma = (next(g for g in found.glyphs if g.text == text) for text in "双，")
        assert comma.box[0] - base.box[2] < 0.4 * ZI


PIECE = st.one_of(
    st.tuples(st.text(alphabet=HAN, min_size=2, max_size=4), st.sampled_from(SYLLABLES)).map(
        lambda group: f"{{{group[0]}|{group[1]}}}"
    ),
    st.text(alphabet=HAN + "，。、；：“”《》", min_size=1, max_size=12),
    st.text(alphabet=HAN, min_size=1, max_size=9).map(lambda text: f"<u>{text}</u>"),
    st.text(alphabet=HAN, min_size=1, max_size=9).map(lambda text: f"<cite>{text}</cite>"),
    st.text(alphabet=HAN, min_size=1, max_size=9).map(lambda text: f"=={text}=="),
    st.lists(st.tuples(st.sampled_from(HAN), st.sampled_from(SYLLABLES)), min_size=1, max_size=4).map(
        lambda pairs: f"{{{''.join(a for a, _ in pairs)}|{' '.join(b for _, b in pairs)}}}"
    ),
)


def plain(pieces: list[str]) -> str:
    """The characters of pieces without their spelling."""
    text = "".join(pieces)
    for spelling in ("<u>", "</u>", "<cite>", "</cite>", "==", "{", "}", "|", " "):
        text = text.replace(spelling, "")
    return text


@settings(max_examples=20, deadline=None)
@given(st.lists(PIECE, min_size=8, max_size=24), st.booleans())
def test_any_mixture_is_whole_and_flush(set_text: Setter, pieces: list[str], drop_cap: bool) -> None:
    """Names, titles, dots, readings in any order, beside a cap or not: every character once, full lines flush."""
    pieces = ["国土图因", *pieces, LONG]
    found = set_text("".join(pieces), drop_cap)
    assert sorted(found.text) == sorted(plain(pieces))
    for text, left, right in found.lines[:-1]:
        if len(text) > 3:
            assert (left, right) == pytest.approx((0, 299.5), abs=1.3), text


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    """An issue whose first article has a vertical title of two rows."""
    issue = IssueTest.new(tmp_path_factory.mktemp("vertical") / "issue")
    issue = issue.with_title("[春到“运河”, 10年以后]\n        title-style: vertical")
    return Pdf(issue.build("screen").pdf)


def title(pdf: Pdf) -> list[Glyph]:
    return [glyph for glyph in pdf.glyphs[pdf.labels.index("1")] if glyph.size > 30]


class TestVerticalTitle:
    def test_read_in_order(self, pdf: Pdf) -> None:
        """The text layer holds the title in its order, and the bookmark the title as one line."""
        assert "".join(glyph.text for glyph in title(pdf)).startswith("春到“运河”10年以后")
        assert "春到“运河” 10年以后" in [mark.title for mark in pdf.marks]

    def test_rows_run_down_and_from_right_to_left(self, pdf: Pdf) -> None:
        """Each character stands below the one before, the second row at the left of the first, figures side by side."""
        glyphs = [glyph for glyph in title(pdf) if glyph.text not in "“”"]
        first, second = glyphs[:4], glyphs[4:9]
        for row in (first, second[1:]):
            middles = [(glyph.box[1] + glyph.box[3]) / 2 for glyph in row]
            assert middles == sorted(middles, reverse=True)
        assert max(glyph.box[2] for glyph in second) < min(glyph.box[0] for glyph in first)
        one, zero = second[:2]
        assert (one.text, zero.text) == ("1", "0")
        assert one.box[2] < zero.box[0]
        assert one.box[1] == pytest.approx(zero.box[1], abs=2)
