"""The EPUBCheck that stays alive says what the command line says, of good books and of bad ones, in both versions."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from epubbook import ONE, OPF, TWO, good_book
from epubcheck import JAVA, EpubCheck, Message, current, faults, kobo, read_messages

CHECKERS = (current(), kobo())


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A good book, one with faults in three of its files, and one that is no zip; the names are Chinese."""
    folder = tmp_path_factory.mktemp("epubcheck")
    bad = good_book().with_text(ONE, "<p", '<p align="left"').with_text(OPF, "<dc:language>zh-Hans</dc:language>", "")
    bad = bad.with_text(TWO, "../images/photo.png", "../images/没有.png")
    data = {"好书": good_book().packed(), "坏书": bad.packed(), "非书": b"no zip"}
    for name, content in data.items():
        (folder / f"{name}.epub").write_bytes(content)
    return {name: folder / f"{name}.epub" for name in data}


@pytest.fixture(scope="module")
def said(books: dict[str, Path]) -> dict[tuple[str, str], list[Message]]:
    """The messages of the ordinary command line, by version and book; all JVMs run at once."""
    running = {
        (checker.version, name): subprocess.Popen(
            [*JAVA, "-jar", str(checker.jar), str(book), "--json", "-", "-u", "-q"],
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for checker in CHECKERS
        for name, book in books.items()
        if checker.version.startswith("5") or name == "坏书"
    }
    return {key: list(read_messages(process.communicate()[0].decode())) for key, process in running.items()}


def test_same_words_as_the_command_line(books: dict[str, Path], said: dict[tuple[str, str], list[Message]]) -> None:
    """Whichever book was asked for before, each gets the very messages that it gets alone."""
    for _ in range(2):
        for checker in CHECKERS:
            for name in books:
                if (checker.version, name) in said:
                    assert checker.run(books[name]) == said[checker.version, name], name


def test_good_and_bad(books: dict[str, Path]) -> None:
    """The good book has no fault; the bad one has those that were planted."""
    assert faults(books["好书"]) == []
    for checker in CHECKERS:
        codes = {fault.split()[1] for fault in faults(books["坏书"], checker)}
        assert codes >= {"RSC-005", "RSC-007"}, checker.version


def test_page_breaks_for_kobo(books: dict[str, Path], tmp_path: Path) -> None:
    """4.2.6 knows where page numbers come from in the words of EPUB 3.2 alone; 5.3 takes those, too."""
    new = '<meta property="pageBreakSource">urn:issn:1234-5679</meta>'
    old = '<dc:source id="paper">urn:issn:1234-5679</dc:source>'
    old += '<meta property="source-of" refines="#paper">pagination</meta>'
    (tmp_path / "old.epub").write_bytes(good_book().with_text(OPF, new, old).packed())
    assert [faults(tmp_path / "old.epub", checker) for checker in CHECKERS] == [[], []]
    assert [fault.split()[1] for fault in faults(books["好书"], kobo())] == ["OPF-027"]


def test_versions() -> None:
    """The two are of the generations that they are kept for."""
    assert [checker.version.split(".")[0] for checker in CHECKERS] == ["5", "4"]


def test_absent_file(tmp_path: Path) -> None:
    """A file that is not there is no clean book."""
    with pytest.raises(FileNotFoundError):
        current().run(tmp_path / "none.epub")


def test_lost_checker(books: dict[str, Path], tmp_path: Path) -> None:
    """A checker that does not start is an error, not a clean book."""
    with pytest.raises(RuntimeError, match="ended"):
        EpubCheck(tmp_path / "none.jar").run(books["好书"])
