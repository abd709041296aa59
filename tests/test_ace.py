"""DAISY Ace finds nothing against a book that uses every construct of the dialect, and finds what is wrong."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ace import run_ace
from issuetest import Built, IssueTest
from test_ebook import with_all

pytestmark = pytest.mark.last


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return with_all(IssueTest.new(tmp_path_factory.mktemp("ace") / "issue")).build("epub")


def test_every_construct_is_accessible(everything: Built) -> None:
    """No rule of EPUB Accessibility and none of axe's is broken, not even a minor one."""
    assert run_ace(everything.epub) == []


def test_ace_sees_what_is_wrong(everything: Built, tmp_path: Path) -> None:
    """The same book without its accessibility metadata and without one alternative text is found wanting."""
    damaged = tmp_path / "damaged.epub"
    with zipfile.ZipFile(everything.epub) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            data = source.read(name).replace(b"schema:accessibilityFeature", b"schema:about")
            target.writestr(name, data.replace(' alt="红色方块"'.encode(), b""))
    rules = {one.rule for one in run_ace(damaged)}
    assert rules == {"image-alt", "metadata-accessibilityfeature"}
