"""Colours to inks: recipes, greys, the profile, the limit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from pressissue import RECIPES, issue_with
from zbsh_pub.house import house_folder
from zbsh_pub.prepress.ink import Ink, hex_of, ink_of, rgb_of_hex, rgb_of_lab
from zbsh_pub.prepress.profile import Profile, find_profile
from zbsh_pub.prepress.recipes import read_recipes
from zbsh_pub.prepress.separator import Separator
from zbsh_pub.yamltext import parse_yaml

D65, D50 = (0.950456, 1.0, 1.089058), (0.964296, 1.0, 0.825105)


@pytest.fixture(scope="module")
def profile() -> Profile:
    """The house's output profile."""
    found, problems = find_profile(Path(), issue_with().manifest.press, "")
    assert found is not None, problems
    return found


def test_profile_is_the_one_that_was_published(profile: Profile) -> None:
    """The profile is the basICColor file, for FOGRA39, and asks for 300 per cent at most."""
    import hashlib

    digest = hashlib.sha256(profile.data).hexdigest()
    assert digest == "27140d88340e07f0c75e55d42455a471970531a9d4ffd2560ce681cf48a7285e"
    assert (profile.condition, profile.registry) == ("FOGRA39", "http://www.color.org")
    assert 290 < profile.most_ink <= 300


def test_every_colour_of_the_house_has_its_recipe() -> None:
    """A recipe of the name of a custom property of tokens.css has its value."""
    tokens = (house_folder("styles") / "tokens.css").read_text(encoding="utf-8")
    document, _ = parse_yaml((house_folder("styles") / "inks.yaml").read_text(encoding="utf-8"), "inks.yaml")
    assert document is not None
    data: dict[str, dict[str, dict[str, object]]] = document.data  # type: ignore[assignment]
    named = {name: str(entry["rgb"]) for name, entry in data["inks"].items()}
    values = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", tokens.split("}")[0]))
    assert {name: named[name] for name in ("ink", "grey", "rule", "paper", "cinnabar")} == {
        name: values[name] for name in ("ink", "grey", "rule", "paper", "cinnabar")
    }
    for theme, accent, tint in re.findall(r"\.theme-(\w+) +\{ --accent: (#\w+); --tint: (#\w+);", tokens):
        assert (named[theme], named[f"tint-{theme}"]) == (accent, tint)


def test_small_text_is_of_two_inks() -> None:
    """Every colour of the house that takes three inks or more has a recipe of two for small text, tints apart."""
    recipes = RECIPES
    named = yaml.safe_load((house_folder("styles") / "inks.yaml").read_text(encoding="utf-8"))["inks"]
    strong = [ink_of(e["cmyk"]) for name, e in named.items() if not name.startswith(("tint-", "paper"))]
    small = [recipes.small.get(ink, ink) for ink in strong]
    assert [ink for ink in small if sum(part > 0 for part in ink) > 2] == []


def test_recipes_keep_to_the_limit() -> None:
    """The house's own recipes take no more than 300 per cent, and greys are black alone."""
    assert max(ink.total for ink in RECIPES.inks.values()) <= 300
    assert RECIPES.inks[rgb_of_hex("#1b1b1d")] == Ink(0, 0, 0, 1)
    assert RECIPES.inks[rgb_of_hex("#66666b")].is_black_alone


def test_recipe_before_profile(profile: Profile) -> None:
    """A colour with a recipe gets it; one without is turned by the profile and noted."""
    separator = Separator(RECIPES, profile, 300)
    assert separator.ink(0xB3 / 255, 0x26 / 255, 0x1E / 255) == ink_of((20, 97, 100, 10))
    assert separator.strange == set()
    orange = separator.ink_of(rgb_of_hex("#e07020"))
    assert orange.y > orange.m > orange.c
    assert separator.strange == {"#e07020"}


def test_greys_are_black_alone(profile: Profile) -> None:
    """A grey without a recipe takes black alone: all of it for the darkest, none for white."""
    separator = Separator(RECIPES, profile, 300)
    inks = [separator.ink_of((value, value + 3, value)) for value in (0, 20, 90, 150, 250)]
    assert all(ink[:3] == (0, 0, 0) for ink in inks)
    assert [ink.k for ink in inks] == sorted((ink.k for ink in inks), reverse=True)
    assert (inks[0].k, separator.ink_of((255, 255, 255)).is_paper, separator.strange) == (1, True, set())


def test_limit_takes_colour_not_black() -> None:
    """Ink above the limit is taken from cyan, magenta and yellow in equal shares."""
    ink = Ink(0.8, 0.8, 0.8, 0.8).within(260)
    assert ink.total == pytest.approx(260)
    assert (ink.k, ink.c) == (0.8, ink.m)
    assert Ink(0.5, 0, 0, 0).within(260) == Ink(0.5, 0, 0, 0)


def test_profile_keeps_to_a_lower_limit(profile: Profile) -> None:
    """Where the printer allows less than the profile asks for, no colour takes more."""
    separator = Separator(read_recipes("inks: {}\n", 240)[0], profile, 240)
    colours = [(r, g, b) for r in (0, 40, 90) for g in (0, 60) for b in (0, 30, 120)]
    assert max(separator.ink_of(colour).total for colour in colours) <= 240.001


@pytest.mark.parametrize(
    ("lab", "white", "wanted"),
    [((100, 0, 0), D65, "#ffffff"), ((0, 0, 0), D50, "#000000"), ((53.24, 80.09, 67.2), D65, "#ff0000"),
     ((54.29, 80.8, 69.9), D50, "#ff0000"), ((53.585, 0, 0), D50, "#808080")],
)  # fmt: skip
def test_lab(lab: tuple[float, float, float], white: tuple[float, float, float], wanted: str) -> None:
    """Colours in L*a*b* are those of sRGB, whatever the white point, to one step of 256."""
    found = rgb_of_lab(lab, white)
    assert all(abs(a - b) <= 1 for a, b in zip(found, rgb_of_hex(wanted), strict=True)), hex_of(found)


def test_broken_sheet_of_inks() -> None:
    """A sheet of inks that is not one is told of by line and column, and gives no recipes."""
    recipes, problems = read_recipes('inks:\n  ink: {rgb: "#1b1b1", cmyk: [0, 0, 0, 100]}\n', 300)
    assert [str(found.place) for found in problems] == ["styles/inks.yaml:2:9"]
    assert recipes.inks == {}


def test_profile_of_the_issue(tmp_path: Path, profile: Profile) -> None:
    """A printer's own profile stands in `styles/`, and the manifest names its file and its condition."""
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "press.icc").write_bytes(profile.data)
    facts = issue_with(manifest="  profile: press.icc\n  condition: JC200103\n").manifest.press
    found, problems = find_profile(tmp_path, facts, "")
    assert found is not None
    assert (found.condition, found.registry, problems) == ("JC200103", "", [])
