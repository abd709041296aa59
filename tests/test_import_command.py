"""`zbsh import`: the command, the editor's corrections, and what happens to a tree that is there already."""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from printedissue import NAME, PrintedIssue, annotated, problems_of
from zbsh_pub.cli import main
from zbsh_pub.importing.pipeline import Options
from zbsh_pub.importing.source import MAX_BYTES, read_source
from zbsh_pub.problems import Failure, Language

SECOND = "manuscript/s02/p003.md"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder by name."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_command(tmp_path: Path) -> None:
    """Tree, trace and report are written, and the warnings said."""
    text, out, trace = PrintedIssue.new().save(tmp_path), tmp_path / "tree", tmp_path / "trace.jsonl"
    result = run(text, "--out", out, "--trace", trace)
    assert result.exit_code == 0
    assert "N11" in result.stderr
    assert {"manuscript/issue.yaml", SECOND, "import-report/index.html", "assets/cover.svg"} <= set(files(out))
    rows = [json.loads(row) for row in trace.read_text(encoding="utf-8").splitlines()]
    assert [(row["line"], row["label"]) for row in rows] == [(line.number, line.label) for line in annotated()]


def test_fix(tmp_path: Path) -> None:
    """With --fix the mechanical copy rules are applied to every text, and nothing is lost by it."""
    assert run(PrintedIssue.new().save(tmp_path), "--out", tmp_path / "tree", "--fix").exit_code == 0
    text = (tmp_path / "tree" / SECOND).read_text(encoding="utf-8")
    assert "会议开在打谷场上，来的人搬着自家的板凳。" in text
    assert "," not in text


def test_an_error_leaves_nothing(tmp_path: Path) -> None:
    """Where the text cannot be imported there is neither tree nor trace nor report."""
    text = PrintedIssue.new().without("contents").save(tmp_path)
    result = run(text, "--out", tmp_path / "tree", "--trace", tmp_path / "t", "--report", tmp_path / "r.html")
    assert result.exit_code == 1
    assert "N05" in result.stderr
    assert os.listdir(tmp_path) == [NAME]


def test_the_same_text_gives_the_same_tree(tmp_path: Path) -> None:
    """Two imports of one text are equal byte for byte, the second over the first."""
    PrintedIssue.new().run(tmp_path)
    first = files(tmp_path / "tree")
    PrintedIssue.new().run(tmp_path)
    assert files(tmp_path / "tree") == first


def test_an_edited_article_is_not_overwritten(tmp_path: Path) -> None:
    """An editor's work stays; other files follow the text; --force takes the import's."""
    issue = PrintedIssue.new()
    issue.run(tmp_path)
    path = tmp_path / "tree" / SECOND
    path.write_text("编辑改过。", encoding="utf-8")
    changed = issue.with_text(("修路和办食堂", "修路和办学堂"))
    assert [p.code for p in changed.run(tmp_path).problems if p.code != "N11"] == ["N14"]
    assert path.read_text(encoding="utf-8") == "编辑改过。"
    assert "办学堂" in (tmp_path / "tree" / "manuscript/s01/p001.md").read_text(encoding="utf-8")
    assert [p.code for p in changed.run(tmp_path).problems if p.code != "N11"] == ["N14"]
    changed.run(tmp_path, Options(force=True))
    assert "会议开在打谷场上" in path.read_text(encoding="utf-8")


def test_files_of_an_earlier_import_go(tmp_path: Path) -> None:
    """A file that the text no longer makes is removed, unless an editor changed it."""
    issue = PrintedIssue.new()
    issue.run(tmp_path)
    issue.with_text(("- 09 山村", "- 08 山村")).run(tmp_path)
    assert {"p008.md", "p006.md"} == {p.name for p in (tmp_path / "tree/manuscript/s02").iterdir()} - {"p003.md"}


def test_a_renamed_article_does_not_come_back(tmp_path: Path) -> None:
    """An editor gave a file another name in tree and manifest: the import leaves both alone."""
    issue = PrintedIssue.new()
    issue.run(tmp_path)
    manifest, old = tmp_path / "tree" / "manuscript" / "issue.yaml", tmp_path / "tree" / SECOND
    old.rename(old.with_name("p003-dagu.md"))
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("p003.md", "p003-dagu.md"), encoding="utf-8")
    assert [p.code for p in issue.run(tmp_path).problems] == ["N11", "N14"]
    assert not old.exists()


def test_a_broken_exchange_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a file cannot be moved, all files are as they were."""
    issue = PrintedIssue.new()
    issue.run(tmp_path)
    before = files(tmp_path / "tree")
    moves = []

    def replace(source: Path, target: Path) -> None:
        moves.append(target)
        if len(moves) == 2:
            raise OSError("no space left")
        os.rename(source, target)

    monkeypatch.setattr("zbsh_pub.importing.publishing.os.replace", replace)
    with pytest.raises(OSError, match="no space"):
        issue.with_text(("打谷场", "晒谷场")).run(tmp_path)
    assert files(tmp_path / "tree") == before


def test_corrections_are_kept_and_found_again(tmp_path: Path) -> None:
    """import.yaml in the tree is read again, and its lines are found where the text has shifted."""
    issue = PrintedIssue.new()
    issue.run(tmp_path)
    number = next(line.number for line in annotated() if line.text == "打谷场上的会议")
    (tmp_path / "tree" / "import.yaml").write_text(
        f"schema: zbsh-import/1\nlines:\n  - {{line: {number}, begins: 打谷场上, label: noise}}\n"
        "  - {line: 1, begins: 修旧的手艺, lead: false}\n",
        encoding="utf-8",
    )
    shifted = issue.with_text(("主编 周正", "\n主编 周正"))
    assert [p.code for p in shifted.run(tmp_path).problems] == ["N11"]
    tree = files(tmp_path / "tree")
    assert "打谷场上的会议" not in tree[SECOND].decode()
    assert "\n修旧的手艺没有丢。老街" in tree["manuscript/s02/p006.md"].decode()
    assert "import.yaml" in tree


def test_wrong_corrections_are_refused_with_their_line(tmp_path: Path) -> None:
    """A label that there is not stops the import, with file and line."""
    path = tmp_path / "mine.yaml"
    path.write_text("schema: zbsh-import/1\nlines:\n  - {line: 2, begins: 守住, label: h9}\n", encoding="utf-8")
    with pytest.raises(Failure) as raised:
        PrintedIssue.new().run(tmp_path, Options(overrides=path))
    assert [(str(p.place), p.code) for p in raised.value.problems if p.is_error] == [("mine.yaml:3:27", "M05")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_that_are_read(tmp_path: Path, encoding: str) -> None:
    """Each gives the same lines."""
    path = tmp_path / NAME
    path.write_bytes(PrintedIssue.new().text.replace("✎", "").encode(encoding))
    source, problems = read_source(path)
    assert source is not None
    assert source.lines == tuple(PrintedIssue.new().text.replace("✎", "").split("\n"))
    assert [p.code for p in problems] == (["N04"] if encoding in ("utf-16", "gb18030") else [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "N03"),
        (b"\n \n", "N03"),
        ("Été à Évian, déjà vu. ".encode("latin-1") * 40, "N02"),
        (("這裡說的是繁體的書,寫給臺灣的讀者。" * 30).encode("big5"), "N02"),
        (b"\xff\xfe\x00", "N02"),
        (bytes(range(256)) * 20, "N02"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, data: bytes, code: str) -> None:
    """Empty files and other encodings are refused, and nothing is written."""
    path = tmp_path / NAME
    path.write_bytes(data)
    assert [p.code for p in problems_of(path, tmp_path / "tree") if p.is_error] == [code]
    assert os.listdir(tmp_path) == [NAME]


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    """50 MB are refused by their size, before a byte is read."""
    path = tmp_path / NAME
    with path.open("wb") as file:
        file.truncate(50_000_000)
    started = time.monotonic()
    assert [p.code for p in problems_of(path, tmp_path / "tree")] == ["N01"]
    assert time.monotonic() - started < 0.5


def test_the_largest_file_that_is_read(tmp_path: Path) -> None:
    """A text of nearly the limit is imported in time that grows with its length only."""
    paragraph = "村里的人把渠道清了一遍,把山坡上的果树修了枝,又在村口种下两行柳树。" * 3 + "\n\n"
    issue = PrintedIssue.new()
    text = issue.text + "\n" + paragraph * (MAX_BYTES // len(paragraph.encode()) - 100)
    started = time.monotonic()
    assert PrintedIssue(text).run(tmp_path).ledger.characters > 900_000
    assert time.monotonic() - started < 60


def test_the_report(tmp_path: Path) -> None:
    """Doubts stand most doubtful first with a correction to copy; nothing is loaded; both languages are whole."""
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        PrintedIssue.new().run(tmp_path, Options(language=language, force=True))
        page = (tmp_path / "tree/import-report/index.html").read_text(encoding="utf-8")
        sure = [float(x) for x in re.findall(r'class="low">\S+ ([\d.]+)<', page)]
        assert sure == sorted(sure)
        assert sure
        assert "begins: &quot;" in page
        assert not re.search(r"(?:src|href)=|@import|url\(", page)
        assert re.search(r">(?:labels|reasons)\.|>[a-z]+-[a-z]+: \d", page) is None
