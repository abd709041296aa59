"""What sheets and drawings ask for that breaks layout or does not print true, with file, line and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zbsh_pub.house import read_sheet
from zbsh_pub.model import Issue
from zbsh_pub.prepress.ink import hex_of
from zbsh_pub.prepress.lint_drawing import check_drawing
from zbsh_pub.prepress.recipes import Recipes
from zbsh_pub.problems import Problem, problem
from zbsh_pub.typeset.sheets import AtRule, Colour, Declaration, read_css

SHEETS = ("tokens.css", "base.css", "print.css", "cover.css", "wrap.css")
CARVED = frozenset({"groove", "ridge", "inset", "outset"})
_EFFECTS = frozenset({"text-shadow", "box-shadow", "filter", "backdrop-filter", "mix-blend-mode"})
_NOTHING = frozenset({"none", "normal", "initial", "unset"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the print edition, read."""

    file: str
    declarations: tuple[Declaration, ...]
    at_rules: tuple[AtRule, ...]


def check_sound(issue: Issue) -> list[Problem]:
    """R03 and R04: what would break off the layout of any edition."""
    texts = {name: read_sheet(issue.root, name) for name in SHEETS}
    if not any("device-cmyk" in text or "color-profile" in text for text in map(str.lower, texts.values())):
        return []
    sheets = _read(texts)
    inks = _ink_variables(sheets)
    return [found for sheet in sheets for found in (*_breaking(sheet, inks), *_profiles(sheet))]


def check_for_print(issue: Issue, recipes: Recipes) -> tuple[list[Problem], frozenset[str]]:
    """R01, R02, R05–R07 of the sheets and drawings; and the colours that were told of, as `#rrggbb`."""
    sheets = _read({name: read_sheet(issue.root, name) for name in SHEETS})
    used = frozenset().union(*(d.variables for sheet in sheets for d in sheet.declarations))
    problems: list[Problem] = []
    told: set[str] = set()
    for sheet in sheets:
        problems += _effects(sheet)
        for colour in _strange(sheet, recipes, used):
            told.add(hex_of(colour.rgb) if colour.rgb else "")
            problems.append(problem("R01", sheet.file, colour.line, colour.column, colour=colour.text))
    for picture in issue.pictures.values():
        if picture.is_drawing and not picture.path.endswith(".narrow.svg"):
            found, colours = check_drawing(picture, recipes)
            problems += found
            told |= colours
    return problems, frozenset(told)


def _read(texts: Mapping[str, str]) -> tuple[Sheet, ...]:
    return tuple(Sheet(f"styles/{name}", *read_css(text)) for name, text in texts.items())


def _ink_variables(sheets: Iterable[Sheet]) -> frozenset[str]:
    """Custom properties that hold inks, their own or those of another one."""
    customs = [d for sheet in sheets for d in sheet.declarations if d.name.startswith("--")]
    found = {d.name for d in customs if _holds_ink(d.colours)}
    while more := {d.name for d in customs if d.variables & found} - found:
        found |= more
    return frozenset(found)


def _holds_ink(colours: Iterable[Colour]) -> bool:
    return any(colour.rgb is None for colour in colours)


def _breaking(sheet: Sheet, inks: frozenset[str]) -> Iterator[Problem]:
    """Inks where WeasyPrint 70 cannot have them: gradients, shadows of boxes, carved borders."""
    carved = {d.rule for d in sheet.declarations if d.name.startswith("border") and d.words & CARVED}
    for declaration in sheet.declarations:
        in_inks = _holds_ink(declaration.colours) or bool(declaration.variables & inks)
        for function in declaration.functions:
            if function.name.endswith("gradient") and (_holds_ink(function.colours) or function.variables & inks):
                yield problem("R03", sheet.file, function.line, function.column, feature=function.name)
        if not in_inks:
            continue
        place = (declaration.line, declaration.column)
        if declaration.name == "box-shadow":
            yield problem("R03", sheet.file, *place, feature="box-shadow")
        elif declaration.rule in carved and (declaration.name.startswith("border") or declaration.name == "color"):
            yield problem("R03", sheet.file, *place, feature="border-style: groove/ridge/inset/outset")


def _profiles(sheet: Sheet) -> Iterator[Problem]:
    for rule in sheet.at_rules:
        if rule.keyword == "color-profile" and "components" not in rule.names:
            yield problem("R04", sheet.file, rule.line, rule.column)


def _effects(sheet: Sheet) -> Iterator[Problem]:
    for declaration in sheet.declarations:
        place = (sheet.file, declaration.line, declaration.column)
        if declaration.name in _EFFECTS and (not declaration.words or declaration.words - _NOTHING):
            yield problem("R06", *place, feature=declaration.name)
        elif declaration.name == "opacity" and any(0 < figure < 1 for figure in declaration.figures):
            yield problem("R05", *place, feature="opacity")
        elif declaration.name == "color" and any(0 < colour.alpha < 1 for colour in declaration.colours):
            yield problem("R05", *place, feature="color")
        elif declaration.name.startswith(("border", "outline")) and declaration.words & CARVED:
            yield problem("R06", *place, feature=sorted(declaration.words & CARVED)[0])


def _strange(sheet: Sheet, recipes: Recipes, used: frozenset[str]) -> Iterator[Colour]:
    """Colours without a recipe, each once; not those of custom properties that no sheet of ours uses."""
    seen: set[object] = set()
    for declaration in sheet.declarations:
        if declaration.name.startswith("--") and declaration.name not in used:
            continue
        for colour in declaration.colours:
            known = colour.rgb is None or colour.alpha == 0 or recipes.has(colour.rgb)
            if not known and colour.rgb not in seen:
                seen.add(colour.rgb)
                yield colour
