"""Colours to inks: the house's recipe, black alone for greys, else the profile."""

from __future__ import annotations

from dataclasses import dataclass, field

from zbsh_pub.prepress.ink import RGB, Ink, hex_of, rgb_of
from zbsh_pub.prepress.profile import Profile
from zbsh_pub.prepress.recipes import Recipes


@dataclass(slots=True)
class Separator:
    """Turns colours of one issue into inks, no more than `limit` per cent in all; notes those without a recipe."""

    recipes: Recipes
    profile: Profile
    limit: float
    strange: set[str] = field(default_factory=set)
    rich: set[Ink] = field(default_factory=set)
    _known: dict[RGB, Ink] = field(default_factory=dict)

    def ink(self, red: float, green: float, blue: float) -> Ink:
        """The ink for a colour whose parts go from 0 to 1."""
        return self.ink_of(rgb_of((red, green, blue)))

    def ink_of(self, rgb: RGB) -> Ink:
        if rgb not in self._known:
            self._known[rgb] = self._ink(rgb)
        if not self.recipes.has(rgb):
            self.strange.add(hex_of(rgb))
        return self._known[rgb]

    def small(self, ink: Ink, size: float) -> Ink:
        """The ink of text of `size` points."""
        return self.recipes.small.get(ink, ink) if size < self.recipes.small_text - 0.001 else ink

    def given(self, ink: Ink) -> Ink:
        """Ink that a sheet or drawing asks for itself; what is too much of it is noted and taken away."""
        if ink.total > self.limit + 0.01:
            self.rich.add(ink)
        return ink.within(self.limit)

    def _ink(self, rgb: RGB) -> Ink:
        if rgb in self.recipes.inks:
            return self.recipes.inks[rgb]
        if self.recipes.is_grey(rgb):
            return Ink(0, 0, 0, self.profile.blacks[round(sum(rgb) / 3)])
        return Ink(*(round(value, 4) for value in self.profile.ink(rgb))).within(self.limit)
