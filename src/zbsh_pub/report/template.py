"""Fill a page whose places for values are attributes: markup is never handled as a string.

| attribute | what it does |
|---|---|
| `data-each="name"` | the element once for each mapping of the list `name`, which is then looked in first |
| `data-if="name"` | the element only where `name` is neither empty nor false; `!name` the other way |
| `data-text="name"` | the value as the element's text |
| `data-word="key"` | the phrase `key` of words.yaml as the element's text, its braces filled from the values |
| `data-set="attribute:name …"` | the value as an attribute; none where it is empty |
| `data-say="attribute:key …"` | a phrase as an attribute, or as `text` of an element that can hold no other |

A value in two languages becomes two spans, of which the page shows one. An attribute has one language: it begins
with Chinese, and `data-zh-…` and `data-en-…` keep both for the script.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.markdown.trees import append_text, element
from zbsh_pub.problems import Bilingual, Language
from zbsh_pub.report.wording import phrase

Values = Mapping[str, Any]
_OWN = frozenset({"data-each", "data-if", "data-text", "data-word", "data-set", "data-say"})
_LANGUAGES: tuple[tuple[Language, str], ...] = (("zh", "zh-Hans"), ("en", "en"))


def fill_page(template: str, values: Values, embedded: Mapping[str, str]) -> str:
    """The page of a template, which is XML, as HTML; `embedded` is put into the elements of these ids as it is."""
    root = _filled(etree.fromstring(template.encode()), values)[0]
    for name, text in embedded.items():
        root.find(f".//*[@id='{name}']").text = text  # type: ignore[union-attr]
    html: str = etree.tostring(root, encoding="unicode", method="html", doctype="<!DOCTYPE html>")
    return html + "\n"


def _filled(source: _Element, values: Values) -> list[_Element]:
    """What becomes of an element of the template: none, one, or many."""
    each = source.get("data-each")
    if each is None:
        return [_one(source, values)] if _is_wanted(source, values) else []
    scopes = [ChainMap(item, values) for item in values[each]]  # type: ignore[arg-type]
    return [_one(source, scope) for scope in scopes if _is_wanted(source, scope)]


def _is_wanted(source: _Element, values: Values) -> bool:
    name = source.get("data-if", "")
    return not name or bool(values[name.removeprefix("!")]) != name.startswith("!")


def _one(source: _Element, values: Values) -> _Element:
    new = etree.Element(source.tag)
    for name, value in source.attrib.items():
        if name not in _OWN:
            new.set(name, value)
    for attribute, name in _pairs(source, "data-set"):
        if values[name] is not None and values[name] != "":
            new.set(attribute, _sound(str(values[name])))
    for attribute, key in _pairs(source, "data-say"):
        _say(new, attribute, phrase(key, **_flat(values)))
    if "data-text" in source.attrib:
        _put(new, values[str(source.get("data-text"))])
    elif "data-word" in source.attrib:
        _put(new, phrase(str(source.get("data-word")), **_flat(values)))
    else:
        _fill_children(new, source, values)
    return new


def _fill_children(new: _Element, source: _Element, values: Values) -> None:
    append_text(new, _written(source.text))
    for child in source:
        if isinstance(child.tag, str):
            for filled in _filled(child, values):
                new.append(filled)
        append_text(new, _written(child.tail))


def _written(text: str | None) -> str:
    """Text of the template; line ends with their blanks only set it out."""
    return "" if text is None or (not text.strip() and "\n" in text) else text


def _flat(values: Values) -> dict[str, Any]:
    return {name: values[name] for name in values if isinstance(values[name], str | int)}


def _pairs(source: _Element, attribute: str) -> Iterator[tuple[str, str]]:
    for pair in str(source.get(attribute, "")).split():
        name, _, value = pair.partition(":")
        yield name, value


def _put(node: _Element, value: object) -> None:
    if not isinstance(value, Bilingual):
        node.text = _sound(str(value))
        return
    for language, tag in _LANGUAGES:
        text = _sound(value.in_language(language))
        if text:
            node.append(element("span", "l", text, lang=tag))


def _say(node: _Element, attribute: str, said: Bilingual) -> None:
    if attribute == "text":
        node.text = said.zh
    else:
        node.set(attribute, said.zh)
    node.set(f"data-zh-{attribute}", said.zh)
    node.set(f"data-en-{attribute}", said.en)


_UNSOUND = re.compile("[^\\t\\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _sound(text: str) -> str:
    """Text without the characters that no markup can hold (XML 1.0, 2.2)."""
    return _UNSOUND.sub("\ufffd", text)
