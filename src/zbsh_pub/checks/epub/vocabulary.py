"""The words of the standards from `vocabulary.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def vocabulary() -> dict[str, Any]:
    """The whole file as plain data."""
    text = files("zbsh_pub").joinpath("checks", "epub", "vocabulary.yaml").read_bytes()
    data: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


@cache
def names(key: str) -> frozenset[str]:
    """A list of the file as a set, or the words of a text."""
    value = vocabulary()[key]
    return frozenset(value.split() if isinstance(value, str) else value)


def limit(key: str) -> int:
    """A number of `limits`."""
    return int(vocabulary()["limits"][key])
