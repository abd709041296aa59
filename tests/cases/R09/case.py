"""R09: a recipe that takes more ink than the paper holds."""

from __future__ import annotations

from zbsh_pub.prepress.recipes import read_recipes
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A brown of 330 per cent beside one of 300."""
    recipes = (
        'inks:\n  brown: {rgb: "#442200", cmyk: [70, 90, 90, 80]}\n  deep: {rgb: "#331100", cmyk: [60, 70, 80, 90]}\n'
    )
    return read_recipes(recipes, 300)[1]
