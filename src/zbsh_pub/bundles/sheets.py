"""Sheets with declarations taken out or changed; whatever else they hold stays as it was written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import tinycss2

from zbsh_pub.bundles.parts import Parts, Source
from zbsh_pub.checks.epub.rules.styles import unknown_families
from zbsh_pub.checks.epub.sheets import families
from zbsh_pub.checks.epub.vocabulary import names
from zbsh_pub.stores.limits import breaches
from zbsh_pub.stores.pack import load_pack
from zbsh_pub.stores.vocabulary import MEASURES

# A declaration's name, value and line in the file → its new value, or none where it goes.
Change = Callable[[str, str, int], str | None]
_NESTING = {"media", "supports", "layer", "container", "document"}


def changed(text: str, change: Change) -> str:
    """The sheet with each declaration as `change` wants it."""
    rules = tinycss2.parse_stylesheet(text)
    _change_rules(rules, change)
    return str(tinycss2.serialize(rules))


def _change_rules(rules: list[Any], change: Change) -> None:
    for rule in rules:
        if rule.type == "qualified-rule":
            rule.content = _change_block(rule.content, change)
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in _NESTING:
            inner = tinycss2.parse_rule_list(rule.content)
            _change_rules(inner, change)
            rule.content = tinycss2.parse_component_value_list(tinycss2.serialize(inner))


def _change_block(content: list[Any], change: Change) -> list[Any]:
    """The inside of a rule; untouched where no declaration changes."""
    nodes = tinycss2.parse_blocks_contents(content)
    if any(node.type == "error" for node in nodes):
        return content
    written: list[str] = []
    for node in nodes:
        if node.type != "declaration":
            written.append(node.serialize())
            continue
        value = tinycss2.serialize(node.value)
        wanted = change(node.lower_name if not node.name.startswith("--") else node.name, value, node.source_line)
        if wanted is not None:
            important = " !important" if node.important else ""
            written.append(f"{node.name}:{wanted.rstrip()}{important};")
    new: list[Any] = tinycss2.parse_component_value_list("".join(written))
    return new


def _with_changes(parts: Parts, source: Source, change_of: Callable[[str], Change]) -> Parts:
    """All sheets of the book, each changed in its way."""
    paths = [sheet.path for sheet in source.book.sheets if not sheet.inline]
    return parts.with_files({path: changed(parts.files[path].decode(), change_of(path)).encode() for path in paths})


def without_what_breaks(store: str, rules: Collection[str]) -> Callable[[Parts, Source], Parts]:
    """A step that takes out each declaration that breaks one of these rules of the store's pack."""

    def step(parts: Parts, source: Source) -> Parts:
        broken: set[tuple[str, int, str]] = set()
        for rule in load_pack(store).rules:
            if rule.id in rules:
                measure, unit = MEASURES[rule.measure]
                found = breaches(rule.measure, unit, measure(source.book), rule.limits)
                broken |= {(one.reading.file, one.reading.line, str(one.reading.value)) for one in found}

        def change_of(path: str) -> Change:
            def change(name: str, value: str, line: int) -> str | None:
                return None if (path, line, f"{name}: {' '.join(value.split())}") in broken else value

            return change

        return _with_changes(parts, source, change_of)

    return step


def with_families(beside: Mapping[str, str]) -> Callable[[Parts, Source], Parts]:
    """A step that leaves in lists of fonts what is embedded or generic, and puts the store's own name beside."""

    def step(parts: Parts, source: Source) -> Parts:
        known = {face.family.lower() for sheet in source.book.sheets for face in sheet.faces} | names(
            "generic-families"
        )

        def change(name: str, value: str, _: int) -> str | None:
            found = families(value)
            is_list = name == "font-family" or (name.startswith("--") and any(f.lower() in known for f in found))
            return f" {_listed(source, found, beside)}" if is_list and found else value

        return _with_changes(parts, source, lambda _: change)

    return step


def _listed(source: Source, found: list[str], beside: Mapping[str, str]) -> str:
    unknown = unknown_families(source.book, found)
    kept = [name for family in found if family not in unknown for name in (family, beside.get(family, ""))]
    return ", ".join(f'"{name}"' if " " in name and "(" not in name else name for name in dict.fromkeys(kept) if name)


def with_sheet(parts: Parts, source: Source, name: str) -> Parts:
    """The book's last sheet with another one at its end; a book without sheets stays as it is."""
    paths = [sheet.path for sheet in source.book.sheets if not sheet.inline]
    more = {path: parts.files[path] + b"\n" + source.sheets[name].encode() for path in paths[-1:]}
    return parts.with_files(more)


def extra_sheet(name: str) -> Callable[[Parts, Source], Parts]:
    """A step that adds a sheet of this name."""
    return lambda parts, source: with_sheet(parts, source, name)
