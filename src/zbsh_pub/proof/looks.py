"""The looks of the proof, read from `proof.yaml`: text as values, colours as operands; measures in px."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

PROOF_LOOKS = "proof.yaml"
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set: face and weight, size and distance of lines in px, colour."""

    face: str
    weight: int
    size: float
    line: float
    colour: Colour


@dataclass(frozen=True)
class Looks:
    """All of them: `looks["notes", "width"]` is a measure, `looks.style("note")` a style."""

    data: Mapping[str, Any]

    def __getitem__(self, path: tuple[str, ...] | str) -> Any:
        found: Any = self.data
        for name in (path,) if isinstance(path, str) else path:
            found = found[name]
        return found

    def colour(self, name: str) -> Colour:
        """A colour by its name, its parts from 0 to 1."""
        return _colour(self.data["colours"][name])

    def style(self, name: str) -> Style:
        """A style of text by its name."""
        given = self.data["text"][name]
        return Style(given["face"], given["weight"], given["size"], given["line"], self.colour(given["colour"]))


@cache
def read_looks(text: str) -> Looks:
    """The looks that the sheet `text` describes."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Looks(yaml.load(text, loader))


@cache
def _colour(code: str) -> Colour:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue
