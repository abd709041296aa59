"""What stands finished is not made again; whatever changed is."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from issuetest import ARTICLE, FIRST, MANIFEST, REPO, IssueTest
from zbsh_pub import program
from zbsh_pub.build import build
from zbsh_pub.cache import Store
from zbsh_pub.house import house_folder
from zbsh_pub.inputs import FOLDERS, input_names
from zbsh_pub.manuscript import find_pictures
from zbsh_pub.output import SUMS, publish, staging
from zbsh_pub.problems import bilingual, problem
from zbsh_pub.up_to_date import Result, once, wanted_now

EDITIONS = ("epub", "screen")
WARNING = problem("L01", ARTICLE, 5, 1, message=bilingual("pair-crossed"))


@dataclass
class Maker:
    """`once` with a stand-in for the build, which counts."""

    issue: IssueTest
    store: Store
    made: int = 0
    meanwhile: Callable[[], object] = field(default=lambda: None)

    @property
    def out(self) -> Path:
        return self.issue.root / "dist"

    def __call__(self, editions: tuple[str, ...] = EDITIONS) -> Result:
        return once(wanted_now(self.issue.root, self.out, editions), self.store, lambda: self._make(editions))

    def _make(self, editions: tuple[str, ...]) -> Result:
        self.made += 1
        self.meanwhile()
        with staging(self.out) as stage:
            for edition in editions:
                (stage / f"a-1.{edition}").write_text(f"{edition} {self.made}")
            return Result(publish(stage, self.out, "a-1"), (WARNING,), 3, stem="a-1")

    def makes_anew(self, change: Callable[[], object]) -> bool:
        """Is a second build one more after `change`, and none more before?"""
        self()
        self()
        assert self.made == 1
        change()
        self()
        return self.made == 2


@pytest.fixture
def maker(issue: IssueTest, tmp_path: Path) -> Maker:
    issue.with_file("styles/print.css", "p { color: black }").with_link("assets/link.svg", "cover.svg")
    issue.with_article("![图](../../assets/link.svg)\n\n![图](../../assets/none.svg)\n")
    return Maker(issue, Store(tmp_path / "store"))


def test_told_again(maker: Maker) -> None:
    """What stands is told as it was when it was made: files, warnings in both languages, findings."""
    first, second = maker(), maker()
    assert maker.made == 1
    assert (second.files, second.copy_findings) == (first.files, first.copy_findings)
    assert [found.render(language) for found in second.problems for language in ("zh", "en")] == [
        WARNING.render("zh"),
        WARNING.render("en"),
    ]
    assert (first.made, second.made) == (True, False)


@pytest.mark.parametrize("name", [MANIFEST, FIRST, ARTICLE, "styles/print.css", "assets/cover.svg"])
def test_one_byte(maker: Maker, name: str) -> None:
    """One byte of any input, even with the times and the size as they were."""
    path = maker.issue.root / name

    def change() -> None:
        stat, data = path.stat(), path.read_bytes()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    assert maker.makes_anew(change)


@pytest.mark.parametrize("name", ["manuscript/new.txt", "manuscript/lead/p009-neu.md", "styles/epub.css"])
def test_a_new_file(maker: Maker, name: str) -> None:
    """A file more in manuscript/ or styles/."""
    assert maker.makes_anew(lambda: maker.issue.with_file(name, ""))


@pytest.mark.parametrize("name", ["assets/none.svg", "assets/cover.narrow.svg", "assets/link.narrow.svg"])
def test_a_picture_that_was_not_there(maker: Maker, name: str) -> None:
    """A picture that was looked for in vain, the narrow twin of one too."""
    assert maker.makes_anew(lambda: maker.issue.with_file(name, "<svg/>"))


@pytest.mark.parametrize("name", [FIRST, "styles/print.css", "assets/cover.svg"])
def test_a_file_less(maker: Maker, name: str) -> None:
    """An input that is gone."""
    assert maker.makes_anew(lambda: maker.issue.without(name))


def _damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"x")


@pytest.mark.parametrize("name", ["a-1.epub", "a-1.screen", SUMS])
@pytest.mark.parametrize("spoil", [Path.unlink, _damaged])
def test_finished_files_are_put_back(maker: Maker, name: str, spoil: Callable[[Path], None]) -> None:
    """A finished file that is gone or is not what was made comes from the store; nothing is made anew."""
    first = maker()
    before = {path.name: path.read_bytes() for path in maker.out.iterdir()}
    spoil(maker.out / name)
    again = maker()
    assert {path.name: path.read_bytes() for path in maker.out.iterdir()} == before
    assert (maker.made, again.made, again.files) == (1, True, first.files)


def test_what_the_store_has_lost_is_made_anew(maker: Maker) -> None:
    """Where one finished file is gone and the store has dropped it, all are made."""

    def change() -> None:
        (maker.out / "a-1.epub").unlink()
        for entry in maker.store.entries():
            if entry.kind == "file":
                entry.path.unlink()

    assert maker.makes_anew(change)


def test_a_file_of_another_name(maker: Maker) -> None:
    """The same bytes under another name."""
    root = maker.issue.root
    assert maker.makes_anew(lambda: (root / FIRST).rename(root / "manuscript/lead/p002-x.md"))


def test_a_link_that_leads_elsewhere(maker: Maker, tmp_path: Path) -> None:
    """The same bytes, but outside the tree."""
    (tmp_path / "far.svg").write_bytes((maker.issue.root / "assets/cover.svg").read_bytes())
    assert maker.makes_anew(lambda: maker.issue.with_link("assets/link.svg", tmp_path / "far.svg"))


def test_another_date(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is an input."""
    assert maker.makes_anew(lambda: monkeypatch.setenv("SOURCE_DATE_EPOCH", "1"))


@pytest.mark.parametrize("part", ["CODE", "house_folder", "fonts_folder", "engine_versions", "version"])
def test_another_program(maker: Maker, part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other code, sheets, faces, libraries or packages make other files."""
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "x.py").write_text("pass")
    values = {
        "CODE": tmp_path / "code",
        "house_folder": lambda _: tmp_path / "code",
        "fonts_folder": lambda: tmp_path / "code",
        "engine_versions": lambda: ("libpango-1.0.so.0 9.9",),
        "version": lambda _: "9.9",
    }
    assert maker.makes_anew(lambda: monkeypatch.setattr(program, part, values[part]))


def test_every_package_is_named() -> None:
    """What the program depends on is part of what it is, but for packages that have no say in what comes out."""
    lines = (REPO / "tools" / "requirements" / "runtime.in").read_text(encoding="utf-8").splitlines()
    wanted = {re.split(r"[^\w-]", line)[0] for line in lines if line and line[0] not in "#-"}
    silent = {"click", "editables", "hatchling", "mammoth", "rich"}
    assert wanted - silent <= set(program.program())


def test_editions(maker: Maker) -> None:
    """Each set of editions is wanted for itself; in any order it is the same set."""
    maker(("epub",))
    maker()
    assert maker.made == 2
    maker(("screen", "epub"))
    assert maker.made == 2


def test_nothing_kept(maker: Maker) -> None:
    """With the store off all is made, and nothing remembered."""
    kept, maker.store = maker.store, replace(maker.store, on=False)
    maker()
    maker()
    maker.store = kept
    maker()
    assert maker.made == 3


def test_a_change_while_it_is_made(maker: Maker) -> None:
    """What was made from a tree that changed meanwhile is not taken for the changed tree's."""
    maker.meanwhile = lambda: maker.issue.with_file("assets/cover.svg", f"<svg>{maker.made}</svg>")
    maker()
    maker.meanwhile = lambda: None
    maker()
    assert maker.made == 2


def test_nothing_else_is_read(issue: IssueTest, tmp_path: Path) -> None:
    """A build opens no file of the tree but those whose state is known: else something could be stale."""
    issue.with_file("styles/print.css", (house_folder("styles") / "print.css").read_bytes())
    issue.with_file("other/x.txt", "")
    opened: set[str] = set()
    listening = [True]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event == "open" and str(arguments[0]).startswith(f"{issue.root}/"):
            opened.add(str(Path(str(arguments[0])).relative_to(issue.root)))

    sys.addaudithook(hook)
    build(issue.root, tmp_path / "out", EDITIONS)
    listening.clear()
    known = set(input_names(issue.root, find_pictures(issue.root)))
    assert {MANIFEST, ARTICLE, "assets/cover.svg", "styles/print.css"} <= opened <= known


def test_links_in_a_circle(issue: IssueTest) -> None:
    """A folder that leads back into the tree is told once."""
    issue.with_link("manuscript/lead/again", "..")
    names = input_names(issue.root, ())
    assert "manuscript/lead/again" in names
    assert len(names) < 20
    assert {name.split("/")[0] for name in names} == set(FOLDERS)
