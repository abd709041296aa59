"""The manifest as typed facts, and what no schema can say about them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from issuetest import MANIFEST, IssueTest, lines
from zbsh_pub.manifest import issn_is_valid, read_manifest
from zbsh_pub.model import Manifest


def manifest_of(issue: IssueTest) -> Manifest:
    manifest, problems = read_manifest(issue.root)
    assert problems == []
    assert manifest is not None
    return manifest


def with_check_digit(digits: str) -> str:
    """ISO 3297, written anew: the weighted sum with the check digit is a multiple of 11."""
    rest = sum(int(d) * (8 - i) for i, d in enumerate(digits)) % 11
    check = "0" if not rest else "X" if rest == 1 else str(11 - rest)
    return f"{digits[:4]}-{digits[4:]}{check}"


SEVEN = st.text("0123456789", min_size=7, max_size=7)


@pytest.mark.parametrize("issn", ["0412-0892", "1234-5679", "2434-561X", "0000-0000", "1050-124X"])
def test_issn_valid(issn: str) -> None:
    """Real ISSNs pass, with the check digit X as well."""
    assert issn_is_valid(issn)


@given(SEVEN)
def test_issn_check_digit(digits: str) -> None:
    """The check digit of ISO 3297 passes, and no other does."""
    right = with_check_digit(digits)
    assert [c for c in "0123456789X" if issn_is_valid(right[:-1] + c)] == [right[-1]]


@given(SEVEN, st.integers(0, 5))
def test_issn_swapped_digits(digits: str, place: int) -> None:
    """Two neighbouring digits in the wrong order are found."""
    assume(digits[place] != digits[place + 1])
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    right = with_check_digit(digits)
    assert not issn_is_valid(f"{swapped[:4]}-{swapped[4:]}{right[-1]}")


def test_facts(issue: IssueTest) -> None:
    """The skeleton's manifest becomes typed facts."""
    manifest = manifest_of(issue)
    assert manifest.stem == "yangkan-1"
    assert str(manifest.issue.cover_month) == "2026-01"
    assert manifest.issue.published.isoformat() == "2026-01-15"
    assert [entry.id for entry in manifest.entries] == ["p001-kaipian", "p003-xiezuo"]
    assert [entry.line for entry in manifest.entries] == [
        issue.line_of("p001-kaipian.md"),
        issue.line_of("p003-xiezuo.md"),
    ]
    assert manifest.entries[1].title.lines[0].groups == ("图、表、注", "都在这里")
    assert manifest.entries[1].title.label == "写法举例：图、表、注都在这里——给第一次用的编辑"
    assert [(role.name, role.marc) for role in manifest.staff] == [("主编", "edt")]


def test_combined_issue(issue: IssueTest) -> None:
    """A combined issue is named after its first and last serial number."""
    issue.with_manifest(("serial: {first: 1}", "serial: {first: 1129, last: 1130}\n  combined: true"))
    assert manifest_of(issue).stem == "yangkan-1129-1130"
    assert str(manifest_of(issue).issue.serial) == "1129—1130"


@pytest.mark.parametrize(
    "serial",
    [
        "serial: {first: 1129, last: 1130}",
        "serial: {first: 5, last: 4}",
        "serial: {first: 5, last: 4}\n  combined: true",
        "serial: {first: 5}\n  combined: true",
        "serial: {first: 5, last: 5}\n  combined: true",
    ],
)
def test_serial_and_combined_disagree(issue: IssueTest, serial: str) -> None:
    """A combined issue has two numbers in order, a single one has one."""
    issue.with_manifest(("serial: {first: 1}", serial))
    assert lines(read_manifest(issue.root)[1]) == [f"M08 {MANIFEST}:{issue.line_of('serial:')}:3"]


def test_two_articles_on_one_page(issue: IssueTest) -> None:
    """Two short articles may begin on the same printed page."""
    issue.with_manifest(("page: 3", "page: 1"))
    assert read_manifest(issue.root)[1] == []


@pytest.mark.parametrize("published", ["2026-02-30", "2025-02-29"])
def test_day_that_no_calendar_has(issue: IssueTest, published: str) -> None:
    """A date that the calendar lacks is M05, and the message quotes it."""
    issue.with_manifest(("2026-01-15", published))
    (problem,) = read_manifest(issue.root)[1]
    assert problem.code == "M05"
    assert published in problem.message("zh")


def test_role_without_code(issue: IssueTest) -> None:
    """A role without a MARC code is a contributor."""
    issue.with_manifest(("marc: edt, ", ""))
    assert manifest_of(issue).staff[0].marc == "ctb"


def test_no_manifest(issue: IssueTest) -> None:
    """A tree without a manifest is T01."""
    assert lines(read_manifest(issue.without(MANIFEST).root)[1]) == ["T01 manuscript/issue.yaml"]


def test_facts_do_not_hide_articles(issue: IssueTest) -> None:
    """A wrong fact of the manifest and a wrong article are reported in one run."""
    issue.with_manifest(("1234-5679", "1234-5678")).with_article("# 题\n")
    assert issue.codes() == ["M07", "D07"]


@pytest.mark.parametrize("title", ['["|"]', '["||"]', '["甲", "|"]', '[" | "]'])
def test_title_of_nothing_but_marks(issue: IssueTest, title: str) -> None:
    """A title line without a character to print is a problem of the manifest, not a crash."""
    found = issue.with_title(title).problems()
    assert [p.place.file for p in found] == [MANIFEST]


@pytest.mark.parametrize("escape", ["\\a", "\\0", "\\e", "\\x0b", "\\uFFFF"])
def test_escaped_control_character(issue: IssueTest, escape: str) -> None:
    """A control character that YAML's escapes smuggle in is a problem of the manifest, not a crash."""
    found = issue.with_title(f'["甲{escape}乙"]').problems()
    assert [p.place.file for p in found] == [MANIFEST]


def test_escaped_character_that_no_face_has(issue: IssueTest) -> None:
    """A character that no face has is F01 also when the manifest writes it as an escape."""
    assert issue.with_title('["甲\\U0001F600乙"]').codes() == ["F01"]


def test_missing_cover_names_the_line(issue: IssueTest) -> None:
    """A picture that the manifest names wrongly is reported with the line of the manifest."""
    issue.with_manifest(("art: assets/cover.svg", "art: assets/nix.svg"))
    (problem,) = issue.problems()
    assert (problem.code, problem.place.file) == ("A01", MANIFEST)
    assert problem.place.line == issue.line_of("assets/nix.svg")


def test_missing_ornament_names_the_line(issue: IssueTest) -> None:
    """A section's ornament that is not there is reported with the line of the manifest."""
    issue.with_manifest(("    lead: 从这里开始。", "    ornament: assets/nix.svg"))
    (problem,) = issue.problems()
    assert (problem.code, problem.place.file) == ("A01", MANIFEST)
    assert problem.place.line == issue.line_of("ornament:")
