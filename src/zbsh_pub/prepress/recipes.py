"""`inks.yaml` as recipes: which ink the house prints for which colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zbsh_pub.prepress.ink import RGB, Ink, ink_of, rgb_of_hex
from zbsh_pub.problems import Problem, problem
from zbsh_pub.schemas import check_schema
from zbsh_pub.yamltext import Document, parse_yaml

FILE = "styles/inks.yaml"
NEUTRAL, SMALL_TEXT = 8, 9.0


@dataclass(frozen=True, slots=True)
class Recipes:
    """Inks by the sRGB value of the colour; `neutral` is how far R, G and B of a grey may differ.

    Text below `small_text` points takes, in the place of an ink, that of `small`, which registers better.
    """

    inks: Mapping[RGB, Ink]
    neutral: int = NEUTRAL
    small: Mapping[Ink, Ink] = field(default_factory=dict)
    small_text: float = SMALL_TEXT

    def is_grey(self, rgb: RGB) -> bool:
        return max(rgb) - min(rgb) <= self.neutral

    def has(self, rgb: RGB) -> bool:
        """Is it known what the house prints for this colour?"""
        return rgb in self.inks or self.is_grey(rgb)


NONE = Recipes({})


def read_recipes(text: str, limit: float) -> tuple[Recipes, list[Problem]]:
    """The recipes of a sheet of inks; R09 where one takes more ink than `limit` per cent."""
    document, problems = parse_yaml(text, FILE)
    if document is None:
        return NONE, problems
    problems += check_schema(document, "inks", FILE)
    if problems:
        return NONE, problems
    data: Any = document.data
    return _recipes(data), list(_check_totals(document, limit))


def _recipes(data: dict[str, Any]) -> Recipes:
    drawn = {rgb_of_hex(rgb): ink_of(cmyk) for rgb, cmyk in data.get("drawings", {}).items()}
    named = {rgb_of_hex(entry["rgb"]): ink_of(entry["cmyk"]) for entry in data["inks"].values()}
    small = {ink_of(entry["cmyk"]): ink_of(entry["small"]) for entry in data["inks"].values() if "small" in entry}
    neutral, small_text = data.get("neutral", NEUTRAL), data.get("small-text", SMALL_TEXT)
    return Recipes({**drawn, **named}, neutral, small, small_text)


def _check_totals(document: Document, limit: float) -> Iterator[Problem]:
    data: Any = document.data
    entries: list[tuple[tuple[str, ...], list[float]]] = [
        *((("inks", name), entry["cmyk"]) for name, entry in data["inks"].items()),
        *((("inks", name, "small"), entry["small"]) for name, entry in data["inks"].items() if "small" in entry),
        *((("drawings", rgb), cmyk) for rgb, cmyk in data.get("drawings", {}).items()),
    ]
    for path, cmyk in entries:
        if sum(cmyk) > limit:
            place = document.place(path)
            yield problem("R09", FILE, *place, colour=path[1], total=f"{sum(cmyk):g}", limit=f"{limit:g}")
