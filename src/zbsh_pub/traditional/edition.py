"""An issue and its fragments in traditional characters: the same ids and files, another language and identifier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import singledispatch
from typing import Any

from zbsh_pub.derived import derived_from
from zbsh_pub.markdown import Fragment
from zbsh_pub.model import Article, Cover, Derived, Entry, Issue, Line, Magazine, Manifest, Picture, Section, Title
from zbsh_pub.problems import Problem
from zbsh_pub.traditional.converter import Converter, converter_of
from zbsh_pub.traditional.sources import passages, place_of_word
from zbsh_pub.traditional.trees import converted, converted_drawing

# Fields that name things for the program: addresses, ids, what the house does.
_NAMES: Mapping[type, frozenset[str]] = {
    Manifest: frozenset({"path", "house", "copy", "drop_cap", "traditional", "sample", "derived", "text"}),
    Magazine: frozenset({"slug", "sort_title", "language"}),
    Cover: frozenset({"art", "lead", "lines"}),
    Section: frozenset({"id", "theme", "ornament"}),
    Entry: frozenset({"id", "file", "section"}),
    Article: frozenset({"path", "kind", "body"}),
}


def to_traditional(
    issue: Issue, fragments: tuple[Fragment, ...]
) -> tuple[Issue, tuple[Fragment, ...], tuple[Problem, ...]]:
    """The issue and its fragments converted, and H02 for each word of the manifest that is found nowhere."""
    converter = converter_of(issue.manifest)
    manifest = _identified(_converted(issue.manifest, converter), issue.manifest)
    entries = {entry.id: entry for entry in manifest.entries}
    articles = tuple(
        replace(_converted(article, converter), entry=entries[article.entry.id]) for article in issue.articles
    )
    pictures = {name: _picture(picture, converter) for name, picture in issue.pictures.items()}
    new = Issue(issue.root, manifest, articles, pictures)
    return new, tuple(_fragment(fragment, converter) for fragment in fragments), tuple(_idle_words(issue))


def _identified(manifest: Manifest, original: Manifest) -> Manifest:
    language = original.traditional.language
    spoken = replace(manifest, magazine=replace(manifest.magazine, language=language))
    return derived_from(original, spoken, language, Derived(original.issue.identifier, "isVersionOf"))


def _idle_words(issue: Issue) -> Iterator[Problem]:
    wanted = issue.manifest.traditional
    words = [*wanted.keep, *(word for word, _ in wanted.terms)]
    texts = [passage.text for passage in passages(issue)] if words else []
    for word in words:
        if not any(word in text for text in texts):
            yield Problem("H02", place_of_word(issue.manifest, word), {"word": word})


def _picture(picture: Picture, converter: Converter) -> Picture:
    return replace(picture, data=converted_drawing(picture.data, converter)) if picture.is_drawing else picture


def _fragment(fragment: Fragment, converter: Converter) -> Fragment:
    head = tuple(converted(node, converter) for node in fragment.head)
    tail = tuple(converted(node, converter) for node in fragment.tail)
    return Fragment(fragment.article, head, converted(fragment.body, converter), tail)


@singledispatch
def _converted(value: Any, converter: Converter) -> Any:
    """A value with all its text converted, but for names of things."""
    if not is_dataclass(value) or isinstance(value, type):
        return value
    names = _NAMES.get(type(value), frozenset())
    changed = {f.name: getattr(value, f.name) for f in fields(value) if f.init and f.name not in names}
    return replace(value, **{name: _converted(part, converter) for name, part in changed.items()})


@_converted.register
def _(value: str, converter: Converter) -> str:
    return converter.text(value)


@_converted.register
def _(value: tuple, converter: Converter) -> Any:  # type: ignore[type-arg]
    return tuple(_converted(part, converter) for part in value)


@_converted.register
def _(value: Title, converter: Converter) -> Title:
    return Title(_lines(value.lines, converter), _lines(value.kicker, converter), converter.text(value.subtitle))


def _lines(lines: tuple[Line, ...], converter: Converter) -> tuple[Line, ...]:
    """A title is one text: a quotation may run over its lines, no word does."""
    pieces = [piece for line in lines for piece in (*line.groups, "\n")]
    found = iter(converter.pieces(pieces))
    made = []
    for line in lines:
        made.append(Line(tuple(next(found) for _ in line.groups)))
        next(found)
    return tuple(made)
