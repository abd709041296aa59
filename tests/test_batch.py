"""Many issues at once: found, built apart, told apart; one that fails, or is killed, stops no other."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import zbsh_pub.cli
from issuetest import ARTICLE, IssueTest
from zbsh_pub.batch.find import find_issues
from zbsh_pub.batch.local import run_local
from zbsh_pub.batch.process import Hands, run_apart
from zbsh_pub.batch.shipping import pack_input, pack_outcome, unpack_input, unpack_outcome
from zbsh_pub.batch.summary import table
from zbsh_pub.batch.task import FAILED, MADE, UNCHANGED, Outcome, Task, outcome_from_plain
from zbsh_pub.problems import problem, words

BAD = "# 一级标题\n"


def issues(folder: Path, *names: str) -> Path:
    for name in names:
        IssueTest.new(folder / name)
    return folder


def task(folder: Path, name: str = "1") -> Task:
    root = folder / name
    return Task(name, str(root), str(root / "dist"), ("epub",), keep=False)


def batch(*arguments: object) -> Result:
    return CliRunner().invoke(zbsh_pub.cli.main, ["batch", "--edition", "epub", *map(str, arguments)])


def summary(result: Result) -> str:
    return result.stdout.splitlines()[-1]


def said(made: int, unchanged: int, failed: int) -> str:
    return words("batch-summary", zbsh_pub.cli.LANGUAGE, made=made, unchanged=unchanged, failed=failed)


def left_over(folder: Path) -> list[Path]:
    return list(folder.rglob(".dist-*"))


def test_find(tmp_path: Path) -> None:
    """Issues in and below the folders, each once, by their names; not hidden ones, not finished ones, not in loops."""
    issues(tmp_path, "2024/01", "2024/02", "2025/01", ".hidden/01", "2024/02/dist/03", "2024/02/inner")
    (tmp_path / "2025" / "loop").symlink_to(tmp_path)
    (tmp_path / "2025" / "twice").symlink_to(tmp_path / "2025" / "01")
    assert [found.name for found in find_issues([tmp_path])] == ["2024/01", "2024/02", "2025/01"]
    assert [found.name for found in find_issues([tmp_path / "2024" / "01", tmp_path / "2025" / "01"])] == ["01", "01"]
    assert [found.name for found in find_issues([tmp_path], depth=1)] == []


def test_batch(tmp_path: Path) -> None:
    """Good issues are made, a bad one is told with file and line, the exit code is 1; again: only the bad one."""
    issues(tmp_path, "甲", "乙", "丙")
    IssueTest(tmp_path / "乙").with_article(BAD)
    first, second = batch(tmp_path, "--jobs", 2), batch(tmp_path)
    assert (first.exit_code, second.exit_code) == (1, 1)
    assert f"{tmp_path}/乙/{ARTICLE}:4 D07" in first.stderr
    assert summary(first) == said(2, 0, 1)
    assert summary(second) == said(0, 2, 1)
    assert [(tmp_path / name / "dist" / "yangkan-1.epub").is_file() for name in "甲乙丙"] == [True, False, True]
    IssueTest(tmp_path / "乙").with_article("改好了。\n")
    third = batch(tmp_path)
    assert (third.exit_code, summary(third)) == (0, said(1, 2, 0))


def test_out(tmp_path: Path) -> None:
    """With --out each issue has a folder of its name; two of one name are refused."""
    issues(tmp_path / "in", "a/1", "b/1")
    result = batch(tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.epub")) == [
        "a/1/yangkan-1.epub",
        "b/1/yangkan-1.epub",
    ]
    twice = batch(tmp_path / "in" / "a", tmp_path / "in" / "b", "--out", tmp_path / "other")
    assert (twice.exit_code, (tmp_path / "other").exists()) == (2, False)


@pytest.mark.parametrize("arguments", [[], ["{tmp}"], ["{tmp}/nix"], ["{tmp}", "--jobs", "-1"]])
def test_usage(tmp_path: Path, arguments: list[str]) -> None:
    """Nothing to do: exit code 2 and a sentence."""
    result = batch(*(word.format(tmp=tmp_path) for word in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@dataclass(slots=True)
class Killing(Hands):
    """Processes of which the first ones are killed at once, with a half-written folder left behind."""

    kills: int = 1
    out: Path = field(default_factory=Path)

    def start(self, command: list[str], environment: dict[str, str], errors: Path) -> subprocess.Popen[bytes]:
        process = Hands.start(self, command, environment, errors)
        if self.kills:
            self.kills -= 1
            process.kill()
            (self.out.parent / f".dist-{process.pid}-x").mkdir()
        return process


def test_a_killed_process_is_started_once_more(tmp_path: Path) -> None:
    """One kill is made good; what it left is gone."""
    issues(tmp_path, "1")
    hands = Killing(out=tmp_path / "1" / "dist")
    outcome = run_apart(task(tmp_path), hands)
    assert (outcome.state, outcome.files, hands.kills) == (MADE, ("yangkan-1.epub",), 0)
    assert outcome.memory > 20e6
    assert left_over(tmp_path) == []


def test_a_process_that_is_killed_twice(tmp_path: Path) -> None:
    """Two kills are a failure with its reason."""
    issues(tmp_path, "1")
    outcome = run_apart(task(tmp_path), Killing(kills=2, out=tmp_path / "1" / "dist"))
    assert outcome.state == FAILED
    assert [(found.code, found.details["reason"]) for found in outcome.problems] == [("B01", "SIGKILL")]
    assert left_over(tmp_path) == []


def test_others_go_on(tmp_path: Path) -> None:
    """Beside an issue whose process fails the others are built."""
    issues(tmp_path, "1", "2")
    broken = Task("x", str(tmp_path / "1"), str(tmp_path / "out"), ("nix",), keep=False)
    outcomes = list(run_local([broken, task(tmp_path), task(tmp_path, "2")], 2, "program"))
    assert sorted((o.task.name, o.state) for o in outcomes) == [("1", MADE), ("2", MADE), ("x", FAILED)]


def test_a_process_ends_with_who_started_it(tmp_path: Path) -> None:
    """When its input closes the process stops and leaves nothing."""
    issues(tmp_path, "1")
    given = tmp_path / "task.json"
    given.write_text(json.dumps(task(tmp_path).to_plain()))
    command = [sys.executable, "-m", "zbsh_pub.batch.child", str(given), str(tmp_path / "outcome.json")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert process.stdin
    process.stdin.close()
    assert process.wait(30) == 128 + signal.SIGTERM
    assert left_over(tmp_path) == []
    assert not (tmp_path / "outcome.json").exists()


def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C: nothing half-written, what is done is told, and the next run goes on from there."""
    issues(tmp_path, *"1234567")
    command = [sys.executable, "-m", "zbsh_pub", "batch", str(tmp_path), "--edition", "epub", "--jobs", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline().startswith("[1/7]")
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, "中断了" in errors) == (130, True)
    assert "Traceback" not in errors
    assert left_over(tmp_path) == []
    done = re.search(r"完成(\d)期", out)
    assert done
    finished = [path for path in tmp_path.glob("*/dist/*.epub") if (path.parent / "SHA256SUMS").is_file()]
    assert len(list(tmp_path.glob("*/dist/*"))) == 2 * len(finished)
    assert summary(batch(tmp_path)) == said(7 - len(finished), len(finished), 0)
    assert 1 <= int(done[1]) <= len(finished) < 7


def test_outcomes_cross_processes() -> None:
    """An outcome comes back from JSON as it went."""
    outcome = Outcome(task(Path("x")), MADE, ("a.epub",), (problem("L01", ARTICLE, 5, 1, message="m"),), 2, 1.5, 7)
    assert outcome_from_plain(json.loads(json.dumps(outcome.to_plain()))) == outcome


def test_shipped_input_is_the_same_issue(issue: IssueTest, tmp_path: Path) -> None:
    """Problems of an issue that was sent are those of the issue itself, links out of the tree and all."""
    (tmp_path / "far.md").write_text("---\nkind: full\n---\n远。\n")
    issue.with_link(ARTICLE, tmp_path / "far.md").with_file("manuscript/other/x.md", "").with_file("big.bin", b"x")
    issue.with_file("styles/print.css", "p {}")
    unpack_input(pack_input(issue.root), tmp_path / "there" / "issue")
    there = IssueTest(tmp_path / "there" / "issue")
    assert there.codes() == issue.codes() == ["T08", "T06"]
    names = {str(path.relative_to(there.root)) for path in there.root.rglob("*") if not path.is_dir()}
    assert "styles/print.css" in names
    assert "big.bin" not in names


def test_files_in_folders_come_back(tmp_path: Path) -> None:
    """What a worker made in folders stands in the same folders here."""
    made = tmp_path / "made"
    (made / "articles").mkdir(parents=True)
    (made / "articles" / "a.pdf").write_bytes(b"a")
    (made / "x.epub").write_bytes(b"x")
    outcome = Outcome(Task("1", "r", str(made), ("epub", "offprints")), MADE, ("articles/a.pdf", "x.epub"))
    (tmp_path / "stage").mkdir()
    assert unpack_outcome(pack_outcome(outcome), tmp_path / "stage").files == outcome.files
    assert (tmp_path / "stage" / "articles" / "a.pdf").read_bytes() == b"a"


@pytest.mark.parametrize("name", ["../x.epub", "a/../../x.epub", "/x.epub", "a/.x", "a//x"])
def test_no_name_leads_out(tmp_path: Path, name: str) -> None:
    """What comes back from a worker stays in the stage and hides nothing."""
    (tmp_path / "dist").mkdir()
    packed = BytesIO()
    outcome = Outcome(Task("1", "r", str(tmp_path / "dist"), ("epub",)), MADE, (name,))
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("outcome.json", json.dumps(outcome.to_plain()))
        archive.writestr(f"files/{name}", b"x")
    with pytest.raises(ValueError, match=re.escape(name)):
        unpack_outcome(packed.getvalue(), tmp_path / "dist")


def test_table() -> None:
    """Columns stand flush, wide characters and all; a failure says why, and how many errors more."""
    errors = tuple(problem("T01", "manuscript/issue.yaml", line, file=f"{line}.md") for line in (3, 4))
    rows = table(
        [
            Outcome(task(Path("x"), "乙"), FAILED, problems=errors, seconds=0.5),
            Outcome(task(Path("x"), "a-long-name"), UNCHANGED, ("articles/1.pdf", "articles/2.pdf", "a.epub", "a.pdf")),
        ],
        "zh",
    )
    assert rows[0] == "a-long-name  没有变化         articles/ (2), a.epub, a.pdf"
    assert rows[1].startswith("乙           失败      0.5 s  manuscript/issue.yaml:3 T01 ")
    assert rows[1].endswith(" (+1)")


def test_the_user_environment_stays(tmp_path: Path) -> None:
    """The date of a task is that of its process, whatever is set here."""
    issues(tmp_path, "1")
    dated = Task("1", str(tmp_path / "1"), str(tmp_path / "out"), ("epub",), keep=False, epoch="86400")
    before = dict(os.environ)
    assert run_apart(dated, Hands()).state == MADE
    assert dict(os.environ) == before
