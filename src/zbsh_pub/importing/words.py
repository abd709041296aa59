"""The words that the import goes by, from `words.yaml`, as patterns."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _data() -> dict[str, Any]:
    text = files("zbsh_pub").joinpath("importing", "words.yaml").read_bytes()
    data: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


@cache
def one_of(name: str) -> str:
    """The list `name` as a pattern group of alternatives, longest first."""
    words = sorted(map(str, _data()[name]), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, words))})"


@cache
def characters_of(name: str) -> frozenset[str]:
    """The single characters that `name` lists."""
    return frozenset(_data()[name])


@cache
def masthead_fields() -> dict[str, str]:
    """Printed name of a masthead fact → key of issue.yaml, or `role.` and a MARC code."""
    return dict(_data()["masthead"])


@cache
def variants() -> dict[str, str]:
    """Traditional character → the simplified one, for what recognition misreads."""
    pairs = files("zbsh_pub").joinpath("importing", "variants.txt").read_text(encoding="utf-8").split()
    return {pair[0]: pair[1] for pair in pairs}


def is_name(text: str) -> bool:
    """Whether `text` can be a person's name: a surname and one or two characters more (two, a double surname)."""
    double = re.match(one_of("double-surnames"), text)
    if double:
        return re.fullmatch(r"[\u4e00-\u9fff]{3,4}", text) is not None
    return bool(re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", text)) and text[0] in characters_of("surnames") and len(text) < 4


def is_institution(text: str) -> bool:
    """Whether `text` can be the name of an institution that signs an article."""
    return re.fullmatch(rf"[\u4e00-\u9fff（）()·]{{2,28}}{one_of('institutions')}", text) is not None
