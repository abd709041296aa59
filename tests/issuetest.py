"""An issue under test, in words that read as a sentence.

    issue.with_article("正文。").with_file("assets/a.png", data).build("epub").page("p003-xiezuo")

Each issue starts as the skeleton of `zbsh new`: two articles in the section `lead`.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.build import build, check
from zbsh_pub.problems import Failure, Problem
from zbsh_pub.skeleton import create

REPO = Path(__file__).resolve().parent.parent
MANIFEST = "manuscript/issue.yaml"
FIRST = "manuscript/lead/p001-kaipian.md"
ARTICLE = "manuscript/lead/p003-xiezuo.md"
X = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Built:
    """Finished files, read back by the tests' own means."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()

    def file(self, suffix: str) -> Path:
        return next(path for path in self.files if path.suffix == suffix)

    @property
    def epub(self) -> Path:
        return self.file(".epub")

    @property
    def pdf(self) -> Path:
        return self.file(".pdf")

    def named(self, end: str) -> Path:
        """The file whose name ends so."""
        return next(path for path in self.files if path.name.endswith(end))

    @cached_property
    def package(self) -> dict[str, bytes]:
        """The files of the EPUB below its package folder, by name."""
        with zipfile.ZipFile(self.epub) as archive:
            return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}

    def page(self, name: str) -> _Element:
        """The tree of an article's page, or of another page by its full name."""
        return etree.fromstring(self.package[name if name.endswith(".xhtml") else f"text/{name}.xhtml"])

    def text(self, name: str = "p003-xiezuo") -> str:
        """The text of a page as it stands, one line a block."""
        return "".join(str(text) for text in self.page(name).itertext())

    def markup(self, name: str = "p003-xiezuo") -> str:
        return etree.tostring(self.page(name), encoding="unicode")


@dataclass(frozen=True)
class IssueTest:
    """A skeleton issue in a folder of its own; every `with_…` changes it and gives it back."""

    root: Path

    @classmethod
    def new(cls, root: Path) -> IssueTest:
        create(root)
        return cls(root)

    def with_file(self, name: str, content: str | bytes) -> IssueTest:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def with_article(self, body: str, front: str = "kind: full", name: str = ARTICLE) -> IssueTest:
        """`body` begins on line 4 of the file."""
        return self.with_file(name, f"---\n{front}\n---\n{body}")

    def with_manifest(self, *changes: tuple[str, str]) -> IssueTest:
        """The manifest with each (old, new) text replaced; the old text must be there."""
        text = (self.root / MANIFEST).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"{MANIFEST} holds no {old!r}"
            text = text.replace(old, new)
        return self.with_file(MANIFEST, text)

    def with_title(self, title: str) -> IssueTest:
        """The first article's title, as YAML."""
        return self.with_manifest(("title: [一篇文章的样子]", f"title: {title}"))

    def with_name(self, name: str) -> IssueTest:
        """The second article under another file name, without .md."""
        (self.root / ARTICLE).rename(self.root / f"manuscript/lead/{name}.md")
        return self.with_manifest(("p003-xiezuo", name))

    def with_link(self, name: str, target: str | Path) -> IssueTest:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        os.symlink(target, path)
        return self

    def with_tree(self, folder: Path) -> IssueTest:
        """The files of `folder` laid over the issue."""
        shutil.copytree(folder, self.root, dirs_exist_ok=True)
        return self

    def without(self, *names: str) -> IssueTest:
        for name in names:
            (self.root / name).unlink()
        return self

    def line_of(self, text: str, name: str = MANIFEST) -> int:
        """The number of the first line that holds `text`."""
        lines = (self.root / name).read_text(encoding="utf-8").split("\n")
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def problems(self, full: bool = False) -> tuple[Problem, ...]:
        """What `zbsh check` finds; with `full` what a whole build finds."""
        try:
            return check(self.root, full)[1]
        except Failure as failure:
            return failure.problems

    def codes(self, full: bool = False) -> list[str]:
        return [found.code for found in self.problems(full)]

    def build(self, *editions: str, out: Path | None = None) -> Built:
        """The finished files of the editions, by default of all."""
        result = build(self.root, out or self.root / "dist", editions or ("epub", "screen"))
        return Built(result.files, result.problems)


def xpath(node: _Element, path: str) -> list[Any]:
    """What an XPath finds, attributes and text as plain strings."""
    found: Any = node.xpath(path)
    return [str(item) if isinstance(item, str) else item for item in found]


def lines(problems: Iterable[Problem]) -> list[str]:
    """`code file:line:column` of each problem, to be compared."""
    return [f"{found.code} {found.place}" for found in problems]


def figure(path: str, text: str = "段。") -> str:
    """An article's body with one figure."""
    return f"{text}\n\n/// 图 | 图题\n\n![替代文字]({path})\n///\n"


def svg(inner: str = '<rect width="5" height="5"/>', attributes: str = 'viewBox="0 0 10 10"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>'
