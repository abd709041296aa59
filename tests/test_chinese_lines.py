"""Chinese lines: the planner on its own, then set by WeasyPrint and read back from the PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from printed import job_of_blocks, pdf_of
from zbsh_pub.markdown.trees import element
from zbsh_pub.typeset import Engine
from zbsh_pub.typeset.chinese import House
from zbsh_pub.typeset.chinese.breaks import break_paragraph
from zbsh_pub.typeset.chinese.characters import (
    CLOSING,
    INSEPARABLE,
    MARKS,
    NO_END,
    NO_START,
    OPENING,
    PAUSES,
    STOPS,
    is_western,
    is_wide,
    may_break,
)
from zbsh_pub.typeset.chinese.paragraph import Glyph, Measure, fit
from zbsh_pub.typeset.job import Setup

EM = 13.0
PLAIN = House()
HAN = "京津冀协同发展规划纲要铁路公里里程创新北天河"
MIXED = st.text(alphabet=HAN + "，。、；：？！“”《》（）—…·％%" + "ABcd 0123456789", min_size=30, max_size=160)


def glyphs(text: str) -> list[Glyph]:
    """Characters as a plain face would shape them: full-width ones 1 em, others half."""
    return [Glyph(c, EM if is_wide(c) or c in "—…·" else EM / 2, EM) for c in text]


def lines_of(text: str, zi: int = 20, house: House = PLAIN) -> list[str]:
    return [text[line.start : line.end] for line in break_paragraph(glyphs(text), [zi * EM], True, house)]


class TestPlanner:
    @given(MIXED)
    def test_lines_are_the_paragraph(self, text: str) -> None:
        """The lines joined are the text: nothing lost, nothing twice."""
        assert "".join(lines_of(text)) == text

    @given(MIXED)
    def test_no_line_breaks_a_rule_that_another_break_could_keep(self, text: str) -> None:
        """Every break is one that the prohibition rules allow."""
        lines = lines_of(text)
        for left, right in zip(lines, lines[1:], strict=False):
            assert may_break(left[-1], right[0])

    @pytest.mark.parametrize("mark", sorted(NO_START - set("…·")))
    def test_no_mark_that_closes_starts_a_line(self, mark: str) -> None:
        """A closing or stop mark stays with the character before it."""
        assert not may_break("京", mark)

    @pytest.mark.parametrize("mark", sorted(NO_END))
    def test_no_mark_that_opens_ends_a_line(self, mark: str) -> None:
        """An opening mark stays with the character after it."""
        assert not may_break(mark, "津")

    @pytest.mark.parametrize("mark", sorted(INSEPARABLE))
    def test_dashes_and_ellipses_are_whole(self, mark: str) -> None:
        """—— and …… are never parted."""
        assert not may_break(mark, mark)

    def test_quotes_may_break_outside_the_pair(self) -> None:
        """A line may end before “ and after ”."""
        assert may_break("说", "“")
        assert may_break("”", "京")

    def test_strict_level_keeps_dashes_off_line_starts(self) -> None:
        """The strict level of clreq 3.1.4 is a house option."""
        assert may_break("京", "—")
        assert not may_break("京", "—", True)

    def test_a_mark_is_pulled_in_before_a_character_is_pushed_out(self) -> None:
        """Squeezing one inner comma lets the last character stay (先挤进，后推出)."""
        text = "京津冀协同发展，京津冀协同发展京津冀，同发展规划纲要铁路公里里程"
        assert lines_of(text)[0][-2:] == "，同" or len(lines_of(text)[0]) >= 20

    def test_no_last_line_of_one_character(self) -> None:
        """A paragraph one character too long is broken so that two or more stand on its last line."""
        text = "京津冀协同发展规划纲要" * 4 + "。"
        for zi in range(14, 24):
            last = lines_of(text, zi)[-1]
            assert len(re.sub("[，。]", "", last)) != 1

    def test_western_words_stay_whole(self) -> None:
        """A Western word is not broken where the line can do without."""
        lines = lines_of("京津冀协同发展规划纲要铁路公里WeasyPrint里程创新北天河京津冀协同发展规划纲要")
        assert any("WeasyPrint" in line for line in lines)

    @given(MIXED, st.integers(15, 28))
    def test_a_fitted_line_has_the_measure(self, text: str, zi: int) -> None:
        """The changes of `fit` bring a line that can be set exactly to its measure."""
        content = glyphs(text)
        measure = Measure(content, House(gap=0))
        for line in break_paragraph(content, [zi * EM], True, House(gap=0))[:-1]:
            end = measure.content[line.end]
            inner = content[line.start : end]
            if measure.cost(line.start, line.end, zi * EM, False, True) is None or len(inner) < 5:
                continue
            inner = trimmed(inner)
            changes = fit(inner, zi * EM, [0.0] * len(inner))
            assert sum(g.width for g in inner) + sum(changes) == pytest.approx(zi * EM, abs=0.01)
            assert changes[-1] == pytest.approx(0, abs=EM / 2)

    def test_a_word_wider_than_the_line_still_ends(self) -> None:
        """Nothing hangs on a word that fits no line."""
        assert "".join(lines_of("京" + "W" * 200 + "津")) == "京" + "W" * 200 + "津"

    def test_hanging_lets_a_stop_stand_outside(self) -> None:
        """With `hang`, 20 characters and a comma make a line of 20 zi."""
        text = "京津冀协同发展规划纲要铁路公里里程创新北，天河京津冀协同发展规划纲要铁路"
        assert lines_of(text, 20, House(hang=True))[0].endswith("北，")


def trimmed(line: list[Glyph]) -> list[Glyph]:
    """A line with half-width marks at its edges, as the seam hands it to `fit`."""
    first, last = line[0], line[-1]
    if first.char in OPENING:
        line = [replace(first, width=EM / 2), *line[1:]]
    if last.char in CLOSING | PAUSES | STOPS:
        line = [*line[:-1], replace(last, width=EM / 2)]
    return line


SHEET = """@page { size: 400px 2000px; margin: 20px }
body { margin: 0; font: 13px/21px "ZB Song"; font-feature-settings: "chws" }
p { margin: 0; text-indent: 2em; text-align: justify; orphans: 1; widows: 1 }
b { font-family: "ZB Hei"; line-height: 0 }"""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(Setup((SHEET,))) as engine:
        yield engine


def set_text(engine: Engine, *content: object) -> tuple[str, list[tuple[str, float]]]:
    """The text layer of a paragraph, and each of its lines with the place of its last character's edge."""
    paragraph = element("p", "", *content)  # type: ignore[arg-type]
    laid_out = engine.lay_out(job_of_blocks(paragraph))
    data = pdf_of(engine, laid_out)
    lines: list[tuple[str, float]] = []
    for box in laid_out.boxes[0].descendants():
        if type(box).__name__ == "LineBox" and box.element_tag == "p":
            lines.append(("".join(t.text for t in box.descendants() if hasattr(t, "text")), box.position_x + box.width))
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    return re.sub(r"\s", "", text), lines


class TestSetLines:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(MIXED, MIXED, MIXED)
    def test_flush_and_whole(self, engine: Engine, before: str, bold: str, after: str) -> None:
        """Any mixture, across inline elements: no exception, all characters, every full line flush."""
        before, bold, after = (re.sub(r"\s+", " ", part).strip() or "京" for part in (before, bold, after))
        text, lines = set_text(engine, before, element("b", "", bold), after)
        assert sorted(text) == sorted(re.sub(r"\s", "", before + bold + after))
        for content, edge in lines[:-1]:
            if any(is_western(c) for c in content[-12:]):
                continue  # a long word may leave no way to fill the line
            assert edge == pytest.approx(380, abs=1.3), content

    def test_gap_is_layout_not_text(self, engine: Engine) -> None:
        """中西文间距 widens the line and leaves no blank in the text layer."""
        text, _ = set_text(engine, "铁路10848公里")
        assert text == "铁路10848公里"

    def test_no_line_starts_with_a_mark(self, engine: Engine) -> None:
        """Prohibited starts stay away over many measures of text."""
        _, lines = set_text(engine, "京津冀，协同。发展、规划；纲要：铁路！公里？里程》创新”北京）" * 12)
        assert not [line for line, _ in lines if line[0] in NO_START | (MARKS - OPENING)]
