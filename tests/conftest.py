"""Fixtures of all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

import richissue
from issuetest import Built, IssueTest
from verapdf import VeraPdf

hypothesis.settings.register_profile("zbsh", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("zbsh")

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is found into the expected files")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "last: waits for a program that runs beside the other tests")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits for another program comes last, so that the waiting is done by then."""
    items.sort(key=lambda item: "last" in item.keywords)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with the file that holds what is expected, or renews that file."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(actual, encoding="utf-8")
        assert actual == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or fills the user's cache, and none depends on the user's language or clock."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("ZBSH_LANG", "zh")
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture(scope="session")
def verapdf() -> Iterator[VeraPdf]:
    """The validator of PDF/UA and PDF/A, in one JVM for all tests."""
    validator = VeraPdf()
    yield validator
    validator.close()


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An article of several pages in which pages turn in all kinds of text, as EPUB and as PDF."""
    return richissue.of(tmp_path_factory.mktemp("rich") / "issue").build()


@pytest.fixture
def issue(tmp_path: Path) -> IssueTest:
    """A fresh skeleton issue."""
    return IssueTest.new(tmp_path / "issue")


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The skeleton issue for the screen and for the press, sixteen pages of thick paper."""
    issue = IssueTest.new(tmp_path_factory.mktemp("printed") / "issue")
    issue.with_manifest(("cover:\n", "print:\n  paper: {caliper: 0.5}\n  signature: {pages: 16}\ncover:\n"))
    return issue.build("screen", "print")
