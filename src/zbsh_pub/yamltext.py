"""YAML text into plain data, with the line and column of each value.

YAML 1.2 core schema: only `true`/`false` are booleans and only plain decimal numbers are
numbers, so `2024-02`, `0412-0892` and `no` stay the strings that an editor typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from zbsh_pub.problems import Problem, problem

Path = tuple[str | int, ...]
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 50
MAX_VALUES = 100_000

_SCALARS = (
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"null|~|"), lambda _: None),
    (re.compile(r"-?(0|[1-9][0-9]{0,999})"), int),
    (re.compile(r"-?(0|[1-9][0-9]{0,999})\.[0-9]+"), float),
)


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data and, for each path in it, the line and column where it stands (from 1)."""

    data: object
    places: Mapping[Path, tuple[int, int]]

    def place(self, path: Path) -> tuple[int, int]:
        """Where the value at `path` stands, or its nearest parent."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def parse_yaml(text: str, file: str, first_line: int = 1) -> tuple[Document | None, list[Problem]]:
    """Parse `text`, which begins on line `first_line` of `file`.

    Gives no document where the text is not YAML or has no bounds (problem M01); a key written twice is M06.
    """
    reader = _Reader(file, first_line)
    try:
        _check_depth(text)
        node = yaml.compose(text, Loader=_Loader)
        data = reader.value(node, ()) if node else None
    except yaml.YAMLError as error:
        return None, [_syntax_problem(error, file, first_line)]
    return Document(data, reader.places), reader.problems


def _check_depth(text: str) -> None:
    """Refuse deep nesting before anything descends into it: libyaml's own descent would break the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _refusal("nested too deep", event)


def _refusal(reason: str, at: yaml.Event | yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=reason, problem_mark=at.start_mark)  # type: ignore[arg-type]


def _syntax_problem(error: yaml.YAMLError, file: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = first_line + (mark.line if mark else 0)
    column = mark.column + 1 if mark else 0
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    return problem("M01", file, line, column, reason=reason)


class _Reader:
    """Walks the nodes of one document once, and those that an alias repeats once more for each alias."""

    def __init__(self, file: str, first_line: int):
        self.file, self.first_line = file, first_line
        self.places: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, path: Path) -> object:
        if len(path) > MAX_DEPTH or len(self.places) > MAX_VALUES:
            raise _refusal("an alias repeats itself or too much", node)
        self.places.setdefault(path, self._mark(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, i)) for i, child in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _refusal("a key must be text", key_node)
            key = str(key_node.value)
            line, column = self._mark(key_node)
            if key in result:
                self.problems.append(problem("M06", self.file, line, column, key=key))
                continue
            self.places[(*path, key)] = (line, column)
            result[key] = self.value(value_node, (*path, key))
        return result

    def _mark(self, node: yaml.Node) -> tuple[int, int]:
        return self.first_line + node.start_mark.line, node.start_mark.column + 1


def _scalar(node: yaml.Node) -> object:
    if not getattr(node, "style", None):  # plain, as opposed to quoted or a block
        for pattern, convert in _SCALARS:
            if pattern.fullmatch(node.value):
                return convert(node.value)
    return str(node.value)
