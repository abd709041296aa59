"""The articles of an issue with their mechanical faults mended: planned first, then written file by file."""

from __future__ import annotations

import difflib
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from zbsh_pub.copyedit.findings import mend
from zbsh_pub.copyedit.rule import Rule
from zbsh_pub.copyedit.rules import chosen
from zbsh_pub.copyedit.text import markdown_text
from zbsh_pub.manifest import read_manifest
from zbsh_pub.manuscript import read_article
from zbsh_pub.model import Article, Manifest
from zbsh_pub.problems import Problem

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Change:
    """A file of the tree (`name` from its root) with its text before and after, and the number of changes by rule."""

    path: Path
    name: str
    before: str = field(repr=False)
    after: str = field(repr=False)
    counts: Counter[str]

    def diff(self) -> str:
        """The change as a unified diff that `git apply` understands."""
        before, after = (_lines(text) for text in (self.before, self.after))
        return "".join(difflib.unified_diff(before, after, f"a/{self.name}", f"b/{self.name}"))


def plan_fixes(root: Path, only: frozenset[str] = frozenset()) -> tuple[tuple[Change, ...], list[Problem]]:
    """What the mechanical rules (those `only`, or all that the house has on) would change in the articles.

    Files without a change do not occur. Where the manifest or an article cannot be read there are problems and
    no changes; other faults of the manuscript are no hindrance.
    """
    manifest, problems = read_manifest(root)
    if manifest is None or any(found.is_error for found in problems):
        return (), problems
    articles, problems = _readable(root, manifest)
    if problems:
        return (), problems
    rules = chosen(only, frozenset(manifest.copy.off))
    changes = (_change(root, article, rules) for article in articles)
    return tuple(change for change in changes if change.before != change.after), []


def _readable(root: Path, manifest: Manifest) -> tuple[list[Article], list[Problem]]:
    articles: list[Article] = []
    problems: list[Problem] = []
    for entry in manifest.entries:
        article, found = read_article(root, entry)
        if article:
            articles.append(article)
        else:
            problems += found
    return articles, problems


def _change(root: Path, article: Article, rules: tuple[Rule, ...]) -> Change:
    path = (root / article.path).resolve()
    text = path.read_bytes().decode("utf-8")
    ends = [*_LINE_END.findall(text), ""]
    lines = _LINE_END.split(text)
    head, body = lines[: article.first_line - 1], "\n".join(lines[article.first_line - 1 :])
    mended, findings = mend(body, markdown_text, rules)
    after = zip([*head, *mended.split("\n")], ends, strict=True)  # no rule adds or takes a line
    counts = Counter(finding.rule.id for finding in findings)
    return Change(path, article.path, text, "".join(line + end for line, end in after), counts)


def _lines(text: str) -> list[str]:
    r"""Lines with their ends, cut at \n alone, as diffs are."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, f"{last}\n\\ No newline at end of file\n"] if last else lines


def write_fixes(changes: Iterable[Change]) -> None:
    """Put the changed files in the place of the old ones: each is whole at any moment, with its mode."""
    for change in changes:
        handle, name = tempfile.mkstemp(prefix=f".{change.path.name}-", dir=change.path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(change.after.encode("utf-8"))
            shutil.copymode(change.path, name)
            Path(name).replace(change.path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
