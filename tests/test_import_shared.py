"""The import of a whole printed issue, where its text and gold lines stand beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from issuetest import REPO
from zbsh_pub.build import build, load
from zbsh_pub.importing.pipeline import Imported, Options, import_issue

SHARED = REPO.parent / "shared"
TEXT = SHARED / "source" / "issue-1129-1130.txt"
GOLD = SHARED / "gold"

pytestmark = pytest.mark.skipif(not TEXT.is_file(), reason="the printed issue's text is not beside the checkout")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Imported, Path]:
    """The issue imported once, with its trace."""
    folder = tmp_path_factory.mktemp("import")
    return import_issue(TEXT, folder / "tree", Options(trace=folder / "trace.jsonl")), folder


def test_all_articles_are_found(imported: tuple[Imported, Path]) -> None:
    """31 articles, each with text of its own."""
    articles = imported[0].draft.articles
    assert len(articles) == 31
    assert all(any(block.kind == "p" for block in article.blocks) for article in articles)


def test_the_name_that_print_spells_in_two_ways_is_reported(imported: tuple[Imported, Path]) -> None:
    """One author differs between contents and byline."""
    assert [p.place.line for p in imported[0].problems if p.code == "N07"] == [658]


@pytest.mark.skipif(not (GOLD / "score.py").is_file(), reason="the gold lines are not beside the checkout")
def test_gold(imported: tuple[Imported, Path]) -> None:
    """The shared gold lines are met as the issue asks."""
    command = [sys.executable, str(GOLD / "score.py"), str(imported[1] / "trace.jsonl")]
    score = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert score["article"] == 1.0
    assert score["paragraph_start_f1"] >= 0.99
    assert score["continuation_f1"] >= 0.97
    assert score["structure_f1"] >= 0.97


def test_the_tree_is_sound(imported: tuple[Imported, Path]) -> None:
    """The tree can be built: no error, no warning."""
    loaded, warnings = load(imported[1] / "tree")
    assert (len(loaded.issue.articles), warnings) == (31, [])


def test_the_epub_holds_every_character(imported: tuple[Imported, Path], tmp_path: Path) -> None:
    """The build, which reads the EPUB back, finds nothing missing."""
    assert build(imported[1] / "tree", tmp_path / "dist", ("epub",)).problems == ()
