"""CSS as the rules ask for it: declarations with their selectors, faces, addresses, mistakes.

From files, `style` elements and `style` attributes alike; syntax by CSS Syntax Level 3 (tinycss2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from zbsh_pub.checks.epub.addresses import Target, resolve

_NESTING = {"media", "supports", "layer", "container", "document"}


@dataclass(frozen=True, slots=True)
class Declaration:
    """`selector` is empty in a `style` attribute; `under` names the conditional rule around it."""

    selector: str
    name: str
    value: str
    important: bool
    line: int
    under: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


@dataclass(frozen=True, slots=True)
class Face:
    """An @font-face: the family and the files that it is in; `local` names are not files of the book."""

    family: str
    targets: tuple[Target, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Address:
    """An address in a sheet, with the line on which it stands."""

    target: Target
    line: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The CSS of one place: a file, or a part of a page (`inline`)."""

    path: str
    inline: bool
    declarations: tuple[Declaration, ...] = field(repr=False)
    faces: tuple[Face, ...] = ()
    addresses: tuple[Address, ...] = ()
    mistakes: tuple[tuple[int, str], ...] = ()


def read_sheet(path: str, text: str, line: int = 1, inline: bool = False) -> Sheet:
    """The sheet `text`, which begins on `line` of the file."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    reader = _Reader(path, line - 1)
    reader.rules(rules, "")
    return reader.sheet(inline)


def read_style(path: str, text: str, line: int) -> Sheet:
    """The declarations of a `style` attribute that stands on `line`."""
    reader = _Reader(path, line - 1)
    reader.declare("", tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True), "")
    return reader.sheet(inline=True)


class _Reader:
    """Walks the rules of one sheet once."""

    def __init__(self, path: str, before: int):
        self.path, self.before = path, before
        self.declarations: list[Declaration] = []
        self.faces: list[Face] = []
        self.addresses: list[Address] = []
        self.mistakes: list[tuple[int, str]] = []

    def sheet(self, inline: bool) -> Sheet:
        lists = (self.declarations, self.faces, self.addresses, self.mistakes)
        return Sheet(self.path, inline, *(tuple(found) for found in lists))  # type: ignore[arg-type]

    def line(self, node: Any) -> int:
        return int(node.source_line) + self.before

    def rules(self, rules: list[Any], under: str) -> None:
        for rule in rules:
            if rule.type == "error":
                self.mistakes.append((self.line(rule), rule.message.rstrip(".")))
            elif rule.type == "at-rule":
                self.at_rule(rule)
            elif rule.type == "qualified-rule":
                selector = " ".join(tinycss2.serialize(rule.prelude).split())
                if not selector or any(token.type == "error" for token in rule.prelude):
                    self.mistakes.append((self.line(rule), f"no selector: {selector[:30]}"))
                content = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
                self.declare(selector, content, under)

    def at_rule(self, rule: Any) -> None:
        name = rule.lower_at_keyword
        self.addresses += self.found_addresses(rule.prelude, strings=name == "import")
        if rule.content is None:
            return
        if name in _NESTING:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            self.rules(inner, f"@{name} {tinycss2.serialize(rule.prelude).strip()}")
            return
        content = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        if name == "font-face":
            self.face(content, self.line(rule))
        elif name in ("page", "keyframes", "-webkit-keyframes"):
            self.addresses += self.found_addresses(rule.content)
        else:
            self.declare(f"@{name}", content, "")

    def face(self, content: list[Any], line: int) -> None:
        values = {node.lower_name: node.value for node in content if node.type == "declaration"}
        addresses = self.found_addresses(values.get("src", []))
        self.addresses += addresses
        family = families(tinycss2.serialize(values.get("font-family", [])))
        self.faces.append(Face(family[0] if family else "", tuple(found.target for found in addresses), line))

    def declare(self, selector: str, content: list[Any], under: str) -> None:
        for node in content:
            if node.type == "error":
                self.mistakes.append((self.line(node), node.message.rstrip(".")))
            elif node.type == "declaration":
                value = " ".join(tinycss2.serialize(node.value).split())
                name = node.name if node.name.startswith("--") else node.lower_name
                self.declarations.append(Declaration(selector, name, value, node.important, self.line(node), under))
                self.addresses += self.found_addresses(node.value)

    def found_addresses(self, tokens: list[Any], strings: bool = False) -> list[Address]:
        return [Address(resolve(self.path, text), self.line(node)) for node, text in _urls(tokens, strings)]


def _urls(tokens: list[Any], strings: bool) -> Iterator[tuple[Any, str]]:
    """Each url() among tokens, however deep; in an @import a string is one too."""
    for node in tokens:
        if node.type == "url" or (strings and node.type == "string"):
            yield node, node.value
        elif node.type == "function" and node.lower_name == "url":
            for argument in node.arguments:
                if argument.type == "string":
                    yield node, argument.value
        elif node.type == "function":
            yield from _urls(node.arguments, False)
        elif node.type in ("() block", "[] block", "{} block"):
            yield from _urls(node.content, False)


def families(value: str) -> list[str]:
    """The names in a value of font-family, without quotes."""
    return [name.strip().strip("\"'").strip() for name in re.split(r",(?![^()]*\))", value) if name.strip()]
