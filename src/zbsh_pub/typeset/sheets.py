"""A sheet as its declarations, with the place of each: CSS read as the engine reads it (tinycss2), nothing laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

RGB = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in a sheet, as written; `rgb` is none where it is given in inks."""

    text: str
    rgb: RGB | None
    alpha: float
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Function:
    """A function in a value: its name, and what it holds."""

    name: str
    colours: tuple[Colour, ...]
    variables: frozenset[str]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Declaration:
    """`name: value` in the rule of this number. Numbers, words, variables and colours of the value at any depth."""

    rule: int
    name: str
    line: int
    column: int
    words: frozenset[str]
    figures: tuple[float, ...]
    variables: frozenset[str]
    colours: tuple[Colour, ...]
    functions: tuple[Function, ...]


@dataclass(frozen=True, slots=True)
class AtRule:
    """An at-rule and the names of its own declarations."""

    keyword: str
    line: int
    column: int
    names: frozenset[str]


def read_css(text: str) -> tuple[tuple[Declaration, ...], tuple[AtRule, ...]]:
    """All declarations and at-rules of a sheet, at any depth, in order; what is no CSS is passed over."""
    import tinycss2

    reader = _Reader()
    reader.read(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
    return tuple(reader.declarations), tuple(reader.at_rules)


def read_style(text: str) -> tuple[Declaration, ...]:
    """The declarations of a `style` attribute, or of an attribute of a drawing written as one."""
    import tinycss2

    reader = _Reader()
    reader.read(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))
    return tuple(reader.declarations)


class _Reader:
    def __init__(self) -> None:
        self.declarations: list[Declaration] = []
        self.at_rules: list[AtRule] = []
        self._rules = 0

    def read(self, nodes: Iterable[Any]) -> set[str]:
        """Take in the nodes of one block; gives the names of its own declarations."""
        import tinycss2

        self._rules += 1
        rule, names = self._rules, set()
        for node in nodes:
            if node.type == "declaration":
                names.add(node.lower_name)
                self.declarations.append(_declaration(rule, node))
            elif node.type in {"qualified-rule", "at-rule"} and node.content is not None:
                inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
                own = self.read(inner)
                if node.type == "at-rule":
                    place = (node.source_line, node.source_column)
                    self.at_rules.append(AtRule(node.lower_at_keyword, *place, frozenset(own)))
        return names


def _declaration(rule: int, node: Any) -> Declaration:
    tokens = list(_all(node.value))
    return Declaration(
        rule,
        node.name,
        node.source_line,
        node.source_column,
        frozenset(token.lower_value for token in tokens if token.type == "ident"),
        tuple(token.value for token in tokens if token.type in {"number", "percentage", "dimension"}),
        _variables(node.value),
        tuple(_colours(node.value)),
        tuple(
            Function(
                token.lower_name,
                tuple(_colours(token.arguments)),
                _variables(token.arguments),
                token.source_line,
                token.source_column,
            )
            for token in tokens
            if token.type == "function"
        ),
    )


def _all(tokens: Iterable[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from _all(token.arguments if token.type == "function" else getattr(token, "content", None) or ())


def _variables(tokens: Iterable[Any]) -> frozenset[str]:
    found = [token for token in _all(tokens) if token.type == "function" and token.lower_name == "var"]
    names = [argument.value for token in found for argument in token.arguments if argument.type == "ident"]
    return frozenset(names)


def _colours(tokens: Iterable[Any]) -> Iterator[Colour]:
    """Colours at any depth; not what only looks like one, a name in `var()` or `url()`."""
    from tinycss2.color5 import parse_color

    for token in tokens:
        if token.type == "function" and token.lower_name in {"var", "url", "attr", "counter", "element", "string"}:
            continue
        colour = parse_color(token) if token.type in {"hash", "ident", "function"} else None
        if colour is not None and colour != "currentcolor":
            yield _colour(token, colour)
        elif token.type == "function":
            yield from _colours(token.arguments)


def _colour(token: Any, colour: Any) -> Colour:
    rgb = None
    if colour.space != "device-cmyk":
        red, green, blue = (min(255, max(0, round(part * 255))) for part in colour.to("srgb").coordinates)
        rgb = (red, green, blue)
    return Colour(token.serialize(), rgb, colour.alpha, token.source_line, token.source_column)
