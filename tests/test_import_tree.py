"""The imported tree: what is written, that nothing is lost, and that it builds."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from printedissue import NAME, PrintedIssue, annotated
from zbsh_pub.build import load
from zbsh_pub.checks.source_text import source_pieces, squeeze
from zbsh_pub.importing.draft import Block, Span
from zbsh_pub.importing.leads import find_leads
from zbsh_pub.importing.markdown_writer import escape, write_block
from zbsh_pub.importing.overrides import Overrides
from zbsh_pub.importing.pipeline import as_it_is, read_and_compose, write_tree
from zbsh_pub.importing.source import Source
from zbsh_pub.markdown.escapes import hide
from zbsh_pub.markdown.scan import scan
from zbsh_pub.problems import Failure


def test_a_paragraph_cut_by_a_caption_is_one() -> None:
    """The pieces stand joined, and the picture below them."""
    text = PrintedIssue.new().written()[0]["manuscript/s02/p003.md"]
    assert "说到水的时候,种菜的人站起来" in text
    assert text.index("/// 原图 | 打谷场上的会议") > text.index("桥面塌陷")


def test_an_article_in_the_dialect() -> None:
    """Abstract, headings, leads, picture and notes have the house's forms."""
    text = PrintedIssue.new().written()[0]["manuscript/s02/p006.md"]
    parts = (
        "/// 编者按\n\n小城不大",
        "## 一、慢下来的街道",
        "### (一)留住老店",
        "**修旧的手艺没有丢。**老街",
        "/// 原图 | 东门老街\n    credit: 周正/摄\n///",
        "/// 作者简介\n\n作者分别系柳树大学教授,柳树大学讲师\n///",
    )
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "■" not in text


def test_headings_in_two_lines_are_one() -> None:
    """The second line of a heading stands behind the first, with a blank between."""
    assert "## 先住下来 把旧学校收拾成新家园\n" in PrintedIssue.new().written()[0]["manuscript/s02/p009.md"]


def test_the_manifest() -> None:
    """Title rows, authors and the displaced subtitle reach the manifest."""
    manifest = PrintedIssue.new().written()[0]["manuscript/issue.yaml"]
    assert "        kicker: [某市召开基层工作会议时强调]\n        title: [把会议开到田间地头]\n" in manifest
    assert "subtitle: ——写在柳树村清渠之后" in manifest
    assert "authors: [李文秀, 赵青]" in manifest
    assert 'price: {amount: "8.00", currency: CNY}' in manifest


def test_nothing_is_lost() -> None:
    """Every character of the source is kept or listed, and the lists are short."""
    ledger = PrintedIssue.new().written()[1]
    assert ledger.characters == sum(len(squeeze(line.text)) for line in annotated())
    dropped = sum(len(squeeze(PrintedIssue.new().source.lines[d.line - 1][d.start : d.end])) for d in ledger.drops)
    assert ledger.kept + dropped == ledger.characters
    assert {drop.reason for drop in ledger.drops} >= {"end-mark", "qr", "block-name", "brackets", "field-name"}


def test_the_tree_can_be_built(tmp_path: Path) -> None:
    """The dialect and the manifest's schema accept all of it."""
    PrintedIssue.new().run(tmp_path)
    loaded, warnings = load(tmp_path / "tree")
    assert (len(loaded.issue.articles), warnings) == (4, [])


def test_a_normaliser_reaches_every_text() -> None:
    """Copy rules are applied to each piece of text, and the account still holds."""
    issue = PrintedIssue.new()
    reading, composed, _ = issue.read()
    tree, _, faults = write_tree(issue.source, reading, composed, lambda text: text.replace(",", "，"))
    assert faults == []
    assert all("," not in text.removeprefix("---") for name, text in tree.items() if name.endswith(".md"))


@given(st.text(st.sampled_from("水村，。*_[]{}<>|#/=-+1.\\`&~^! “”"), min_size=1, max_size=30).filter(str.strip))
def test_text_means_itself(text: str) -> None:
    """Whatever a paragraph says, its Markdown says the same and the dialect finds no markup in it."""
    text = text.strip()
    written = write_block(Block("p", ((Span(1, 0, len(text), text),),)), as_it_is)
    assert "".join(piece for _, piece in source_pieces(written, 1)) == squeeze(text)
    assert [p.code for p in scan(hide(written), "a.md", 1, frozenset())] == []


@pytest.mark.parametrize(("text", "expected"), [("1. 水", "1\\. 水"), ("# 水", "\\# 水"), ("2025年", "2025年")])
def test_only_what_is_markup_is_escaped(text: str, expected: str) -> None:
    assert escape(text) == expected


def test_leads_come_in_company() -> None:
    """Short first sentences are leads where a section has several, and not where one stands alone."""
    rest = "老街改造的时候,工匠把拆下的砖瓦编了号,一块一块放回原处。"
    assert set(find_leads([f"手艺没有丢。{rest}", f"规矩没有丢。{rest}"], [0, 0])) == {0, 1}
    assert find_leads([f"手艺没有丢。{rest}", rest, rest], [0, 0, 0]) == {}


@given(st.integers(0, 150), st.integers(0, 150), st.randoms(use_true_random=False), st.booleans())
def test_garbage_is_imported_or_refused(start: int, length: int, random: object, shuffled: bool) -> None:
    """Whatever is cut out of the text or put out of order: a clear refusal, or a tree that has lost nothing."""
    lines = PrintedIssue.new().text.split("\n")
    lines = lines[:start] + lines[start + length :]
    if shuffled:
        random.shuffle(lines)  # type: ignore[attr-defined]
    source = Source(NAME, tuple(lines))
    assert faults_of(source) in ([], ["N05"], ["N17"])


def faults_of(source: Source) -> list[str]:
    """The codes of the errors of an import."""
    try:
        reading, composed, _ = read_and_compose(source, Overrides())
    except Failure as failure:
        return [p.code for p in failure.problems if p.is_error]
    return [p.code for p in write_tree(source, reading, composed, as_it_is)[2]]
