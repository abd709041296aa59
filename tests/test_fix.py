"""`zbsh fix`: what is changed, and that nothing else is."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from issuetest import ARTICLE, FIRST, MANIFEST, IssueTest
from zbsh_pub.cli import main

BODY = "先调查,后动手。\n\n水质由劣V类升到III类。\n"
MENDED = "先调查，后动手。\n\n水质由劣Ⅴ类升到Ⅲ类。\n"


def fix(issue: IssueTest, *options: str) -> Result:
    return CliRunner().invoke(main, ["fix", str(issue.root), *options])


def snapshot(issue: IssueTest) -> dict[Path, tuple[bytes, int]]:
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in issue.root.rglob("*") if path.is_file()}


def body(issue: IssueTest) -> str:
    return (issue.root / ARTICLE).read_bytes().decode().split("---\n", 2)[2]


def test_fix(issue: IssueTest) -> None:
    """The article is mended, its front matter and every other file stay as they are, and the sum is told."""
    before = snapshot(issue.with_article(BODY, "kind: full\nsummary: 先调查,后动手"))
    result = fix(issue)
    assert result.exit_code == 0
    assert body(issue) == MENDED
    assert (
        (issue.root / ARTICLE).read_text(encoding="utf-8").startswith("---\nkind: full\nsummary: 先调查,后动手\n---\n")
    )
    changed = {path for path, state in snapshot(issue).items() if before.get(path) != state}
    assert changed == {issue.root / ARTICLE}
    assert f"{ARTICLE}" in result.stdout
    assert "comma 1, roman 2" in result.stdout


def test_second_fix_does_nothing(issue: IssueTest) -> None:
    """What has been mended is not touched again."""
    fix(issue.with_article(BODY))
    before = snapshot(issue)
    assert fix(issue).exit_code == 0
    assert snapshot(issue) == before


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(issue: IssueTest, end: str, mark: str) -> None:
    """Only the characters of the findings change, whatever ends the lines."""
    text = f"{mark}---\nkind: full\n---\n{BODY}末行,无换行".replace("\n", end)
    fix(issue.with_file(ARTICLE, text.encode()))
    expected = f"{mark}---\nkind: full\n---\n{MENDED}末行，无换行".replace("\n", end)
    assert (issue.root / ARTICLE).read_bytes().decode() == expected


def test_mode_and_link_stay(issue: IssueTest) -> None:
    """A file keeps its permissions, and a link within the tree stays a link."""
    issue.with_article(BODY, name="texts/a.md").without(ARTICLE).with_link(ARTICLE, "../../texts/a.md")
    real = issue.root / "texts" / "a.md"
    real.chmod(0o640)
    fix(issue)
    assert (issue.root / ARTICLE).is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert MENDED in real.read_text(encoding="utf-8")
    assert os.listdir(real.parent) == ["a.md"]


def test_one_rule(issue: IssueTest) -> None:
    """--rule mends by that rule alone, though the house has it off."""
    issue.with_article(BODY).with_manifest(("copy: {off: []}", "copy: {off: [roman, comma]}"))
    assert fix(issue).exit_code == 0
    assert body(issue) == BODY
    fix(issue, "--rule", "roman")
    assert body(issue) == MENDED.replace("，", ",")


def test_dry_run(issue: IssueTest, tmp_path: Path) -> None:
    """--dry-run changes nothing and prints a diff, which git can apply."""
    before = snapshot(issue.with_article(BODY + "末行,无换行"))
    result = fix(issue, "--dry-run")
    assert snapshot(issue) == before
    assert f"--- a/{ARTICLE}\n+++ b/{ARTICLE}\n" in result.stdout
    assert "-先调查,后动手。\n+先调查，后动手。\n" in result.stdout
    patch = tmp_path / "fix.patch"
    patch.write_text(result.stdout.rpartition("\n")[0].rpartition("\n")[0] + "\n", encoding="utf-8")
    subprocess.run(["git", "apply", str(patch)], cwd=issue.root, check=True)
    assert body(issue) == MENDED + "末行，无换行"


def test_nothing_to_fix(issue: IssueTest) -> None:
    """A sound issue is left alone, in words."""
    before = snapshot(issue)
    result = fix(issue)
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
    assert snapshot(issue) == before


@pytest.mark.parametrize("rule", ["komma", "traditional"])
def test_wrong_rule(issue: IssueTest, rule: str) -> None:
    """A rule that there is not, or that asks an editor, is a fault of usage."""
    before = snapshot(issue.with_article(BODY))
    result = fix(issue, "--rule", rule)
    assert result.exit_code == 2
    assert rule in result.stderr
    assert snapshot(issue) == before


@pytest.mark.parametrize("damage", ["missing", "encoding", "manifest", "front"])
def test_all_or_nothing(issue: IssueTest, damage: str) -> None:
    """Where a file cannot be read nothing is changed and the problem is told."""
    issue.with_article(BODY)
    if damage == "missing":
        issue.without(FIRST)
    elif damage == "encoding":
        issue.with_file(FIRST, "---\nkind: full\n---\n中文".encode("gb18030"))
    elif damage == "front":
        issue.with_file(FIRST, "没有文件头。")
    else:
        issue.with_file(MANIFEST, "a: [")
    before = snapshot(issue)
    result = fix(issue)
    assert result.exit_code == 1
    assert snapshot(issue) == before


def test_other_faults_do_not_hinder(issue: IssueTest) -> None:
    """An article with a fault of the dialect is mended all the same."""
    fix(issue.with_article("# 题,目\n\n/// 抽闻\n\n话,语。\n///\n"))
    assert body(issue) == "# 题，目\n\n/// 抽闻\n\n话，语。\n///\n"


def test_no_issue(tmp_path: Path) -> None:
    """A folder without a manifest is a fault of usage."""
    assert CliRunner().invoke(main, ["fix", str(tmp_path)]).exit_code == 2
