"""What a drawing asks for that does not print true: colours without a recipe, effects, raster pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from zbsh_pub.model import Picture
from zbsh_pub.prepress.ink import hex_of
from zbsh_pub.prepress.recipes import Recipes
from zbsh_pub.problems import Problem, problem
from zbsh_pub.typeset.sheets import Declaration, read_css, read_style

_PAINTS = ("fill", "stroke", "stop-color", "flood-color", "lighting-color", "color", "opacity", "mix-blend-mode")
_SVG = "{http://www.w3.org/2000/svg}"
_SHOWN = 6  # colours that a message names


@dataclass(slots=True)
class _Found:
    """Problems of one drawing, and its colours without a recipe as they are written."""

    picture: Picture
    text: str
    problems: list[Problem] = field(default_factory=list)
    strange: dict[str, str] = field(default_factory=dict)

    def add(self, code: str, words: str, **details: object) -> None:
        self.problems.append(problem(code, self.picture.path, *self.place(words), **details))

    def place(self, words: str) -> tuple[int, int]:
        """Line and column where these words first stand."""
        start = max(self.text.find(words), 0)
        return self.text.count("\n", 0, start) + 1, start - (self.text.rfind("\n", 0, start) + 1) + 1


def check_drawing(picture: Picture, recipes: Recipes) -> tuple[list[Problem], frozenset[str]]:
    """R02, R03, R05–R07 of a drawing; and its colours without a recipe as `#rrggbb`."""
    found = _Found(picture, picture.data.decode("utf-8", "replace"))
    for element in etree.fromstring(picture.data).iter(f"{_SVG}*"):
        _element(element, found)
        for declaration in _declarations(element):
            _declaration(declaration, str(element.tag).removeprefix(_SVG), recipes, found)
    if found.strange:
        names = list(found.strange)
        colours = "、".join(names[:_SHOWN]) + ("……" if len(names) > _SHOWN else "")
        found.add("R02", found.strange[names[0]], count=len(names), colours=colours)
    return found.problems, frozenset(found.strange)


def _element(element: etree._Element, found: _Found) -> None:
    if element.tag == f"{_SVG}image":
        found.add("R07", "<image")
    elif element.tag == f"{_SVG}filter":
        found.add("R06", "<filter", feature="filter")


def _declarations(element: etree._Element) -> Iterator[Declaration]:
    """What an element says of its looks: in attributes, in `style`, in a sheet of the drawing."""
    for name in _PAINTS:
        if element.get(name):
            yield from read_style(f"{name}:{element.get(name)}")
    yield from read_style(str(element.get("style", "")))
    if element.tag == f"{_SVG}style":
        yield from read_css(str(element.text or ""))[0]


def _declaration(declaration: Declaration, tag: str, recipes: Recipes, found: _Found) -> None:
    for colour in declaration.colours:
        if colour.rgb is None and declaration.name == "stop-color":
            found.add("R03", colour.text, feature=tag)
        elif colour.rgb is not None and colour.alpha and not recipes.has(colour.rgb):
            found.strange.setdefault(hex_of(colour.rgb), colour.text)
    if declaration.name == "opacity" and tag in {"text", "tspan"} and any(0 < n < 1 for n in declaration.figures):
        found.add("R05", f"<{tag}", feature="opacity")
    if declaration.name == "mix-blend-mode" and not declaration.words <= {"normal"}:
        found.add("R06", "mix-blend-mode", feature="mix-blend-mode")
