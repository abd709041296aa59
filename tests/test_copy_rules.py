"""The copy rules: each with its examples, and what all of them promise."""

from __future__ import annotations

import importlib
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from issuetest import REPO
from zbsh_pub.copyedit.findings import apply, lint, normalise
from zbsh_pub.copyedit.rule import Rule
from zbsh_pub.copyedit.rules import IDS, RULES, chosen, nearest
from zbsh_pub.problems import copy_reason

EVERY = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
COPY = st.text(
    st.sampled_from(
        "京津冀一二三十年类约多天第○学學，。、；：？！“”‘’（）《》【】—…·～①％Ⅴ,.;:?!\"'()<>-~ 　\u200b\u00a0"
        "AVIXkm0129%/@\n"
    ),
    max_size=24,
)
ATOMS = (
    "https://example.org/a,b?c=(1)",
    "www.example.org",
    "editor@example.org",
    "10.1000/xyz(1).2",
    "a-b_c.md",
    "`a,b`",
)


def suggested(text: str, rule: Rule) -> str:
    """The text with all that the rule proposes, whether mechanical or not."""
    for _ in range(6):
        text = apply(text, [edit for finding in lint(text, rules=[rule]) for edit in finding.edits])
    return text


@EVERY
def test_examples(rule: Rule) -> None:
    """A rule makes of each `before` its `after`, finds nothing more in it, and proposes nothing where there is none."""
    for before, after in rule.changes:
        findings = lint(before, rules=[rule])
        assert findings, before
        if after is None:
            assert {finding.suggestion for finding in findings} == {None}
        else:
            assert suggested(before, rule) == after
            assert lint(after, rules=[rule]) == ()


@EVERY
def test_what_a_rule_leaves_alone(rule: Rule) -> None:
    """A rule finds nothing in the texts that it keeps."""
    assert [finding.found for text in rule.keeps for finding in lint(text, rules=[rule])] == []


@EVERY
def test_rule_is_whole(rule: Rule) -> None:
    """A rule has two examples or more, one of what it keeps, a source, a reason; a mechanical one proposes."""
    reason = copy_reason(rule.id)
    assert len(rule.changes) >= 2
    assert len(rule.keeps) >= 1
    assert rule.source
    assert reason.zh
    assert reason.en
    assert rule.severity == "warn" or all(after is not None for _, after in rule.changes)


def test_ids() -> None:
    """Ids are in kebab case, each once, and the catalogue gives reasons for them and no others, in their order."""
    catalogue = yaml.safe_load((REPO / "src" / "zbsh_pub" / "catalogue.yaml").read_text(encoding="utf-8"))
    assert list(catalogue["copy"]) == list(IDS)
    assert len(set(IDS)) == len(IDS)
    assert all(name == name.lower().strip("-") and " " not in name and "_" not in name for name in IDS)


def test_whole_table_agrees_with_itself() -> None:
    """No rule has anything mechanical to say against what another rule proposes or keeps."""
    right = [after for rule in RULES for _, after in rule.changes if after]
    assert [
        (text, normalise(text)[0]) for text in right if normalise(normalise(text)[0])[0] != normalise(text)[0]
    ] == []


@given(COPY)
def test_mending_twice_is_mending_once(text: str) -> None:
    """What has been mended has nothing left to mend."""
    once, _ = normalise(text)
    assert normalise(once) == (once, ())


@given(COPY)
def test_lines_stay(text: str) -> None:
    """No rule adds a line or takes one."""
    assert normalise(text)[0].count("\n") == text.count("\n")


@given(st.lists(st.one_of(COPY, st.sampled_from(ATOMS)), min_size=1, max_size=6))
def test_protected_text_stays(parts: list[str]) -> None:
    """URLs, addresses, DOIs, file names and code come through as they are, between whatever text."""
    text = "京".join(parts)
    mended, _ = normalise(text)
    for atom in {part for part in parts if part in ATOMS}:
        assert mended.count(atom) >= text.count(f"京{atom}京")


def test_findings_know_their_place() -> None:
    """Line, column and length are those of the source; the shown text has a little context."""
    (finding,) = lint("第一行。\n京津冀协同,发展十年", rules=chosen(frozenset({"comma"})))
    assert (finding.line, finding.column, finding.length, finding.offset) == (2, 6, 1, 10)
    assert (finding.found, finding.suggestion) == ("津冀协同,发展十年", "津冀协同，发展十年")


def test_earlier_rule_claims_a_place() -> None:
    """`...` is one finding, an ellipsis, not three full stops."""
    assert [finding.rule.id for finding in lint("先调查...")] == ["ellipsis"]


def test_chosen() -> None:
    """Rules are switched off by their ids; one that is asked for by name is on."""
    assert "comma" not in {rule.id for rule in chosen(off=frozenset({"comma"}))}
    assert len(chosen(off=frozenset({"comma"}))) == len(RULES) - 1
    assert [rule.id for rule in chosen(frozenset({"comma"}), frozenset({"comma"}))] == ["comma"]
    assert nearest("komma") == "comma"
    assert nearest("完全不像").split("、") == list(IDS)


def test_normalise_speaks_of_what_it_did() -> None:
    """The mended text comes with the changes; an editor's matters stay."""
    text, changes = normalise("(一)、水质由劣V类升到III类,用了三、四年,见https://example.org/a,b。")
    assert text == "（一）水质由劣Ⅴ类升到Ⅲ类，用了三、四年，见https://example.org/a,b。"
    assert sorted({change.rule.id for change in changes}) == ["bracket", "comma", "numbering-bracket", "roman"]


def test_speed() -> None:
    """An issue of 120,000 characters is read in well under a second; several times the measured time fails."""
    text = "三地在2024 年签署协议,“一核”、“两翼”格局(初步)形成。浓度从107微克降到37微克，下降65.4 %。\n" * 2400
    assert len(text) > 120_000
    lint("甲")
    started = time.process_time()
    lint(text)
    assert time.process_time() - started < 1.5


def test_page_is_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/copy-rules.md is what the rules say today."""
    monkeypatch.syspath_prepend(REPO / "tools")
    assert (REPO / "docs" / "copy-rules.md").read_text(encoding="utf-8") == importlib.import_module(
        "docs_text"
    ).copy_rules()
