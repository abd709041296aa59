"""The command line: words, files and exit codes."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import zbsh_pub.cli
from issuetest import ARTICLE, IssueTest
from zbsh_pub import __version__

BAD = "# 一级标题\n\n/// 抽闻\n\n话。\n///\n"


def zbsh(*arguments: object) -> Result:
    return CliRunner().invoke(zbsh_pub.cli.main, [str(argument) for argument in arguments])


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The command line as it starts under each ZBSH_LANG."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZBSH_LANG", request.param)
        importlib.reload(zbsh_pub.cli)
        yield request.param
    importlib.reload(zbsh_pub.cli)


def test_build(issue: IssueTest, language: str) -> None:
    """A good issue: exit code 0, the files named with their sizes, nothing on stderr."""
    result = zbsh("build", issue.root, "--edition", "epub")
    assert (result.exit_code, result.stderr) == (0, "")
    file = issue.root / "dist" / "yangkan-1.epub"
    size = f"{file.stat().st_size / 1e3:.0f} kB"
    assert result.stdout == {"zh": f"完成：{file}（{size}）\n", "en": f"made {file} ({size})\n"}[language]


def test_build_with_problems(issue: IssueTest, language: str) -> None:
    """A bad issue: exit code 1, all problems on stderr in the user's language, nothing on stdout, dist as it was."""
    zbsh("build", issue.root, "--edition", "epub")
    before = {path.name: path.read_bytes() for path in (issue.root / "dist").iterdir()}
    result = zbsh("build", issue.with_article(BAD).root)
    assert (result.exit_code, result.stdout) == (1, "")
    *problems, summary = result.stderr.splitlines()
    assert [line.split()[:2] for line in problems] == [[f"{ARTICLE}:4", "D07"], [f"{ARTICLE}:6", "D01"]]
    assert [("改法：" in line, "Cure: " in line) for line in problems] == [(language == "zh", language == "en")] * 2
    out = issue.root / "dist"
    assert summary == {"zh": f"发现2个问题，没有动{out}。", "en": f"2 problems; {out} is unchanged."}[language]
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_check(issue: IssueTest, language: str) -> None:
    """A check says that all is well, and how much that is."""
    result = zbsh("check", issue.root)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == {"zh": "没有发现问题：2篇文章，1幅图。\n", "en": "no problems: 2 articles, 1 pictures.\n"}[language]
    )


def test_check_with_problems(issue: IssueTest, language: str) -> None:
    """A check with findings: exit code 1 and their number."""
    result = zbsh("check", issue.with_article(BAD).root)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1] == {"zh": "发现2个问题。", "en": "2 problems."}[language]


def test_new(tmp_path: Path, language: str) -> None:
    """A new issue is made and the next step named."""
    result = zbsh("new", tmp_path / "新刊")
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"zbsh build {tmp_path / '新刊'}" in result.stdout


def test_help(language: str) -> None:
    """Help speaks the user's language on every level, for -h as for --help."""
    words = {"zh": "骨架", "en": "skeleton"}[language]
    assert words in zbsh("new", "-h").stdout
    assert {"zh": "EPUB和PDF", "en": "EPUB and PDF"}[language] in zbsh("--help").stdout
    default = {"zh": "默认epub和screen", "en": "default: epub and screen"}[language]
    assert default in zbsh("build", "--help").stdout.replace("\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "{tmp}/nix"],
        ["build", "{tmp}"],
        ["check", "{tmp}"],
        ["build", "{issue}", "--edition", "mobi"],
        ["build", "{issue}", "--out", "{issue}/assets/cover.svg"],
        ["build", "{issue}", "extra"],
        ["new"],
        ["new", "{issue}"],
        ["new", "{issue}/assets/cover.svg"],
        ["nix"],
        ["--nix"],
    ],
)
def test_usage(issue: IssueTest, tmp_path: Path, arguments: list[str]) -> None:
    """A command that cannot be meant: exit code 2, a sentence on stderr, nothing made."""
    before = sorted(tmp_path.rglob("*"))
    result = zbsh(*(argument.format(tmp=tmp_path, issue=issue.root) for argument in arguments))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) >= 1
    assert sorted(tmp_path.rglob("*")) == before


def test_editions_and_out(issue: IssueTest, tmp_path: Path) -> None:
    """Only the editions asked for are made, once each, where they are wanted."""
    out = tmp_path / "far" / "out"
    result = zbsh("build", issue.root, "--edition", "epub", "--edition", "epub", "--out", out)
    assert result.exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["SHA256SUMS", "yangkan-1.epub"]
    assert not (issue.root / "dist").exists()


def test_here_is_the_default(issue: IssueTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder the issue is the one in which the user stands."""
    monkeypatch.chdir(issue.root)
    assert zbsh("build", "--edition", "epub").exit_code == 0
    assert (issue.root / "dist" / "yangkan-1.epub").is_file()


def test_version() -> None:
    """`zbsh --version` names program and version."""
    assert zbsh("--version").stdout == f"zbsh, version {__version__}\n"


def test_bug_keeps_its_traceback(issue: IssueTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the program is not dressed up as a problem of the manuscript."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("zbsh_pub.build.load", broken)
    assert isinstance(zbsh("check", issue.root).exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("variables", "word"), [({"LC_ALL": "zh_CN.UTF-8"}, "没有发现问题"), ({"LC_ALL": "C"}, "no problems")]
)
def test_as_a_program(issue: IssueTest, variables: dict[str, str], word: str) -> None:
    """`python -m zbsh_pub` is the same program; its language follows the locale, and so does no encoding."""
    environment = {name: value for name, value in os.environ.items() if name not in ("ZBSH_LANG", "LANG", "LC_ALL")}
    done = subprocess.run(
        [sys.executable, "-m", "zbsh_pub", "check", str(issue.root)],
        env={**environment, **variables},
        capture_output=True,
        check=True,
    )
    assert word in done.stdout.decode()


def test_typography(issue: IssueTest, tmp_path: Path) -> None:
    """A finished PDF is measured: a table, JSON, and a page for people that needs nothing else."""
    zbsh("build", issue.root, "--edition", "screen", "--out", tmp_path)
    pdf, page = next(tmp_path.glob("*.pdf")), tmp_path / "report.html"
    table = zbsh("check", pdf, "--typography", "--html", page)
    assert table.exit_code == 0
    figures = json.loads(zbsh("check", pdf, "--typography", "--json").stdout)
    assert figures
    assert "http" not in page.read_text(encoding="utf-8").replace("http://www.w3.org", "")


def test_typography_of_what_is_no_pdf(issue: IssueTest) -> None:
    """Another file is wrong usage, said without a traceback."""
    result = zbsh("check", issue.root / "manuscript" / "issue.yaml", "--typography")
    assert result.exit_code == 2
