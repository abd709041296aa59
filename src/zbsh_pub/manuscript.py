"""Read the articles and pictures that the manifest names: the last reader of the source tree."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from zbsh_pub.manifest import NAME, picture_places, read_manifest
from zbsh_pub.model import Article, Entry, Issue, Manifest, Picture
from zbsh_pub.pictures import narrow_name, read_picture, references, resolve
from zbsh_pub.problems import Place, Problem, problem
from zbsh_pub.queries import lift_queries
from zbsh_pub.schemas import check_schema
from zbsh_pub.textfile import read_text
from zbsh_pub.yamltext import parse_yaml

FOLDER = "manuscript"
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)
_ELSEWHERE = re.compile(r"(?:https?:)?//|data:|file:", re.I)


def read_issue(root: Path) -> tuple[Issue | None, list[Problem]]:
    """Manifest, articles and pictures of the issue under `root`, with every problem met."""
    manifest, problems = read_manifest(root)
    if manifest is None:
        return None, problems
    problems += list(_check_tree(root, manifest))
    articles: list[Article] = []
    for entry in manifest.entries:
        article, found = read_article(root, entry, manifest.drop_cap)
        problems += found
        if article:
            articles.append(article)
    pictures, found = _read_pictures(root, manifest, articles)
    return Issue(root, manifest, tuple(articles), pictures), problems + found


def read_article(root: Path, entry: Entry, drop_cap: bool = False) -> tuple[Article | None, list[Problem]]:
    """One article file: front matter checked against its schema, body as text; `drop_cap` is the house's habit.

    Where only the front matter is wrong there is an article all the same, so that its body can be checked.
    """
    name = f"{FOLDER}/{entry.section}/{entry.file}"
    path = root / name
    if not os.path.isfile(path):
        return None, [problem("T01", NAME, entry.line, file=name)]
    if not path.resolve().is_relative_to(root.resolve()):
        return None, [problem("T08", NAME, entry.line, file=name)]
    text, problems = read_text(path, name)
    if problems and not text:
        return None, problems
    front = _FRONT.match(text)
    if not front:
        return None, [*problems, problem("T05", name, 1)]
    data, drop_cap_line, found = _front_matter(front[1], name)
    problems += found
    written, first_line = text[front.end() :], text.count("\n", 0, front.end()) + 1
    lifted, found = lift_queries(written, name, first_line)
    problems += found
    if not lifted.text.strip():
        problems.append(problem("T07", name, first_line))
    article = Article(
        entry=entry,
        path=name,
        kind=data["kind"],
        summary=data.get("summary", ""),
        keywords=tuple(data.get("keywords", [])),
        end_mark=data.get("end-mark", True),
        body=lifted.text,
        first_line=first_line,
        drop_cap=data.get("drop-cap", drop_cap),
        drop_cap_line=drop_cap_line,
        queries=lifted.queries,
        cuts=lifted.cuts,
        written=written,
    )
    return article, problems


def _front_matter(text: str, name: str) -> tuple[dict[str, Any], int, list[Problem]]:
    """The facts above an article, and the line that asks for a drop cap; where they are wrong, the least it needs."""
    document, problems = parse_yaml(text, name, first_line=2)
    if document:
        problems += check_schema(document, "article", name)
    data: Any = document.data if document and not problems else {"kind": "full"}
    line = document.place(("drop-cap",))[0] if document and data.get("drop-cap") else 0
    return data, line, problems


def _check_tree(root: Path, manifest: Manifest) -> Iterator[Problem]:
    """Files that no entry lists, and folders that no section owns."""
    listed = {f"{FOLDER}/{entry.section}/{entry.file}" for entry in manifest.entries}
    sections = {section.id for section in manifest.sections}
    for path in sorted((root / FOLDER).rglob("*")):
        if path.suffix.lower() != ".md" or path.name.startswith("."):
            continue
        name = path.relative_to(root).as_posix()
        folder = path.relative_to(root / FOLDER).parts[0]
        if folder not in sections and len(path.relative_to(root / FOLDER).parts) > 1:
            yield problem("T06", name, folder=folder, known="、".join(sorted(sections)))
        elif name not in listed:
            yield problem("T02", name, file=path.name)


def _read_pictures(root: Path, manifest: Manifest, articles: list[Article]) -> tuple[dict[str, Picture], list[Problem]]:
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    bad: dict[str, list[Problem]] = {}
    for base, reference, place in _references(manifest, articles):
        name = resolve(base, reference)
        if name is None:
            problems.append(Problem("A05", place, {"file": reference}))
        elif name in bad:
            problems += [replace(found, place=place) for found in bad[name]]
        elif name not in pictures:
            picture, wrong = read_picture(root, name, place)
            problems += wrong
            if picture:
                pictures[name] = picture
                problems += _read_narrow(root, name, place, pictures)
            else:
                bad[name] = wrong
    return pictures, problems


def _read_narrow(root: Path, name: str, place: Place, pictures: dict[str, Picture]) -> list[Problem]:
    """The narrow twin of a wide drawing (`x.narrow.svg` beside `x.svg`), for screens."""
    twin = narrow_name(name)
    if not twin or not os.path.isfile(root / twin):
        return []
    picture, problems = read_picture(root, twin, place)
    if picture:
        pictures[twin] = picture
    return problems


def picture_names(manifest: Manifest, articles: Iterable[Article]) -> tuple[str, ...]:
    """Every file that reading an issue looks for as a picture, there or not, narrow twins too; names from the root."""
    names = [resolve(base, reference) for base, reference, _ in _references(manifest, articles)]
    found = {name for name in names if name}
    return tuple(sorted(found | {narrow_name(name) for name in found} - {""}))


def find_pictures(root: Path) -> tuple[str, ...]:
    """`picture_names` of the issue under `root`, as far as it can be read; no picture is opened."""
    manifest, _ = read_manifest(root)
    if manifest is None:
        return ()
    articles = [read_article(root, entry)[0] for entry in manifest.entries]
    return picture_names(manifest, [article for article in articles if article])


def _references(manifest: Manifest, articles: Iterable[Article]) -> Iterator[tuple[str, str, Place]]:
    """Each picture that is used: the file that names it, the name as written, the place."""
    for reference, place in picture_places(manifest):
        yield "issue.yaml", reference, place
    for article in articles:
        for number, line in enumerate(article.body.split("\n"), article.first_line):
            for reference, column in references(line):
                if not _ELSEWHERE.match(reference):  # D13 is reported by the dialect
                    yield article.path, reference, Place(article.path, number, column)
