"""Where the text of an issue stands in its sources: passages with the place of each character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from zbsh_pub.copyedit.rule import PARAGRAPH
from zbsh_pub.copyedit.text import markdown_text
from zbsh_pub.drawings import line_of
from zbsh_pub.manifest import NAME
from zbsh_pub.markdown.trees import text_of
from zbsh_pub.model import Article, Issue, Manifest, Picture
from zbsh_pub.problems import Place
from zbsh_pub.yamltext import Path, parse_yaml

_CONVERTED = ("magazine", "issue", "staff", "notices", "cover", "sections")
_BREAK = "|"  # in a title: a line may break here


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is converted as one, and for each of its characters the line and column in `file`."""

    file: str
    text: str
    places: tuple[tuple[int, int], ...]

    def place(self, index: int) -> Place:
        return Place(self.file, *self.places[index])


def passages(issue: Issue) -> Iterator[Passage]:
    """All text of an issue: manifest, articles, drawings."""
    yield from _manifest(issue.manifest)
    for article in issue.articles:
        yield from _article(article)
    for picture in issue.pictures.values():
        if picture.is_drawing:
            yield from _drawing(picture)


def place_of_word(manifest: Manifest, word: str) -> Place:
    """Where the block `traditional` of the manifest names a word."""
    document, _ = parse_yaml(manifest.text, NAME)
    assert document, "a manifest was read from YAML"
    data: Any = document.data
    for path, text in _strings(data.get("traditional", {}), ("traditional",)):
        if text == word and path[-1] != "to":
            return Place(NAME, *document.place(path))
    return Place(NAME)


def printed_text(manifest: Manifest) -> str:
    """The text of the manifest that the house's faces have to set: lines of the block `traditional` are blank."""
    if not (manifest.traditional.terms or manifest.traditional.keep):
        return manifest.text
    document, _ = parse_yaml(manifest.text, NAME)
    assert document, "a manifest was read from YAML"
    starts = sorted(document.place(path)[0] for path in document.places if len(path) == 1)
    first = document.place(("traditional",))[0]
    lines = manifest.text.split("\n")
    end = next((line for line in starts if line > first), len(lines) + 1)
    return "\n".join("" if first <= number < end else line for number, line in enumerate(lines, 1))


def _manifest(manifest: Manifest) -> Iterator[Passage]:
    document, _ = parse_yaml(manifest.text, NAME)
    assert document, "a manifest was read from YAML"
    data: Any = document.data
    for key in _CONVERTED:
        for path, text in _strings(data.get(key), (key,)):
            plain = text.replace(_BREAK, "")
            yield Passage(NAME, plain, (document.place(path),) * len(plain))


def _strings(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(child, (*path, key))


def _article(article: Article) -> Iterator[Passage]:
    """Its paragraphs without markup, and the facts of its front matter."""
    for fact in filter(None, (article.summary, *article.keywords)):
        yield Passage(article.path, fact, ((1, 1),) * len(fact))
    running = markdown_text(article.body)
    starts = [0, *(place + 1 for place, char in enumerate(article.body) if char == "\n")]
    start = 0
    for text in running.text.split(PARAGRAPH):
        if text.strip():
            offsets = running.offsets[start : start + len(text)]
            yield Passage(article.path, text, tuple(_place(offset, starts, article.first_line) for offset in offsets))
        start += len(text) + len(PARAGRAPH)


def _place(offset: int, starts: list[int], first_line: int) -> tuple[int, int]:
    line = bisect_right(starts, offset) - 1
    return first_line + line, offset - starts[line] + 1


def _drawing(picture: Picture) -> Iterator[Passage]:
    for node in etree.fromstring(picture.data).iter("{*}text", "{*}title", "{*}desc"):
        text = text_of(node)
        yield Passage(picture.path, text, ((line_of(node), 1),) * len(text))
