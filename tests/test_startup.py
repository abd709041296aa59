"""What is not needed is not imported: commands start at once, and an EPUB needs no layout engine."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from issuetest import IssueTest

SCRIPT = """
import sys
from zbsh_pub.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    assert not ended.code, ended.code
print("imported:", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def imported(*arguments: object) -> set[str]:
    """The top-level modules that a command has imported when it ends."""
    command = [sys.executable, "-c", SCRIPT, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stderr.rpartition("imported:")[2].split())


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["dist", "--help"], ["cache"]])
def test_words_need_no_engine(arguments: list[str]) -> None:
    """Help is shown without lxml, Markdown, ebooklib, pikepdf or WeasyPrint."""
    assert imported(*arguments) & {"lxml", "markdown", "ebooklib", "pikepdf", "weasyprint", "PIL"} == set()


def test_what_stands_finished_is_told_without_reading_it_all(issue: IssueTest) -> None:
    """A second build of an unchanged issue imports neither Markdown nor an engine."""
    imported("build", issue.root, "--edition", "epub")
    assert imported("build", issue.root, "--edition", "epub") & {"markdown", "ebooklib", "weasyprint"} == set()


def test_an_epub_needs_no_layout_engine(issue: IssueTest, tmp_path: Path) -> None:
    """Once cover and pages are laid out, an EPUB is made without WeasyPrint, its printed page numbers included."""
    issue.with_article("这一段别处没有排过。")
    command = ["build", issue.root, "--edition", "epub", "--jobs", "1", "--out"]
    assert "weasyprint" in imported(*command, tmp_path / "a")
    issue.with_file("styles/epub.css", "p { color: #123456; }\n")
    assert "weasyprint" not in imported(*command, tmp_path / "b")
    (book,) = (tmp_path / "b").glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        assert b'epub:type="page-list"' in archive.read("EPUB/nav.xhtml")
