"""Read the articles and pictures that the manifest names: the last reader of the source tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zbsh_pub.manifest import NAME, read_manifest
from zbsh_pub.model import Article, Entry, Issue, Manifest, Picture
from zbsh_pub.pictures import narrow_name, read_picture, resolve
from zbsh_pub.problems import Place, Problem, problem
from zbsh_pub.schemas import check_schema
from zbsh_pub.textfile import read_text
from zbsh_pub.yamltext import parse_yaml

FOLDER = "manuscript"
_FRONT = re.compile(r"\A---\n(.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)
_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")


def read_issue(root: Path) -> tuple[Issue | None, list[Problem]]:
    """Manifest, articles and pictures of the issue under `root`, with every problem met."""
    manifest, problems = read_manifest(root)
    if manifest is None:
        return None, problems
    problems += list(_check_tree(root, manifest))
    articles: list[Article] = []
    for entry in manifest.entries:
        article, found = read_article(root, entry)
        problems += found
        if article:
            articles.append(article)
    pictures, found = _read_pictures(root, manifest, articles)
    return Issue(root, manifest, tuple(articles), pictures), problems + found


def read_article(root: Path, entry: Entry) -> tuple[Article | None, list[Problem]]:
    """One article file: front matter checked against its schema, body as text."""
    name = f"{FOLDER}/{entry.section}/{entry.file}"
    path = root / name
    if not path.is_file():
        return None, [problem("T01", NAME, entry.line, file=name)]
    if not path.resolve().is_relative_to(root.resolve()):
        return None, [problem("T08", NAME, entry.line, file=name)]
    text, problems = read_text(path, name)
    if problems:
        return None, problems
    front = _FRONT.match(text)
    if not front:
        return None, [problem("T05", name, 1)]
    document, problems = parse_yaml(front[1], name, first_line=2)
    if document is None:
        return None, problems
    problems += check_schema(document, "article", name)
    body = text[front.end() :]
    if not body.strip():
        problems.append(problem("T07", name, text.count("\n", 0, front.end()) + 1))
    if any(p.is_error for p in problems):
        return None, problems
    data: Any = document.data
    article = Article(
        entry=entry,
        path=name,
        kind=data["kind"],
        summary=data.get("summary", ""),
        keywords=tuple(data.get("keywords", [])),
        end_mark=data.get("end-mark", True),
        body=body,
        first_line=text.count("\n", 0, front.end()) + 1,
    )
    return article, problems


def _check_tree(root: Path, manifest: Manifest) -> Iterator[Problem]:
    """Files that no entry lists, and folders that no section owns."""
    listed = {f"{FOLDER}/{entry.section}/{entry.file}" for entry in manifest.entries}
    sections = {section.id for section in manifest.sections}
    for path in sorted((root / FOLDER).rglob("*.md")):
        name = path.relative_to(root).as_posix()
        folder = path.relative_to(root / FOLDER).parts[0]
        if folder not in sections and len(path.relative_to(root / FOLDER).parts) > 1:
            yield problem("T06", name, folder=folder, known="、".join(sorted(sections)))
        elif name not in listed:
            yield problem("T02", name, file=path.name)


def _read_pictures(root: Path, manifest: Manifest, articles: list[Article]) -> tuple[dict[str, Picture], list[Problem]]:
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    bad: set[str] = set()
    for base, reference, place in _references(manifest, articles):
        name = resolve(base, reference)
        if name is None:
            problems.append(Problem("A05", place, {"file": reference}))
        elif name not in pictures and name not in bad:
            picture, found = read_picture(root, name, place)
            problems += found
            if picture:
                pictures[name] = picture
                problems += _read_narrow(root, name, place, pictures)
            else:
                bad.add(name)
    return pictures, problems


def _read_narrow(root: Path, name: str, place: Place, pictures: dict[str, Picture]) -> list[Problem]:
    """The narrow twin of a wide drawing (`x.narrow.svg` beside `x.svg`), for screens."""
    twin = narrow_name(name)
    if not twin or not (root / twin).is_file():
        return []
    picture, problems = read_picture(root, twin, place)
    if picture:
        pictures[twin] = picture
    return problems


def _references(manifest: Manifest, articles: list[Article]) -> Iterator[tuple[str, str, Place]]:
    """Each picture that is used: the file that names it, the name as written, the place."""
    manifest_place = Place(NAME)
    yield "issue.yaml", manifest.cover.art, manifest_place
    for section in manifest.sections:
        if section.ornament:
            yield "issue.yaml", section.ornament, manifest_place
    for article in articles:
        for number, line in enumerate(article.body.split("\n"), article.first_line):
            for match in _IMAGE.finditer(line):
                if not match[1].lower().startswith(("http:", "https:", "//")):
                    yield article.path, match[1], Place(article.path, number, match.start() + 1)
