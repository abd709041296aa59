"""The print shop: drawn units to press units, kept in the store under all that they are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from zbsh_pub.cache import Store, key_of
from zbsh_pub.house import read_sheet
from zbsh_pub.model import Issue
from zbsh_pub.prepress.pressunit import PressUnit, from_bytes
from zbsh_pub.prepress.profile import Profile, find_profile
from zbsh_pub.prepress.recipes import Recipes, read_recipes
from zbsh_pub.prepress.separator import Separator
from zbsh_pub.prepress.sheet import MM
from zbsh_pub.prepress.turn import turn_unit
from zbsh_pub.problems import Problem
from zbsh_pub.typeset.drawn import DrawnUnit

KIND = "press"


@dataclass(frozen=True)
class Shop:
    """What all press units of an issue are made with."""

    recipes: Recipes
    profile: Profile
    limit: float
    bleed: float
    store: Store = field(repr=False)

    def turn(self, unit: DrawnUnit, overlay: tuple[int, DrawnUnit] | None = None) -> PressUnit:
        """The unit in inks; `overlay` is laid over one of its pages (from 0)."""
        laid = (overlay[0], overlay[1].pdf) if overlay else None
        key = key_of([self._ground, unit.pdf, *((str(laid[0]).encode(), laid[1]) if laid else ())])
        data = self.store.get(KIND, key)
        if data is not None:
            try:
                return from_bytes(data)
            except (ValueError, KeyError, TypeError):
                pass
        turned = turn_unit(unit.pdf, laid, Separator(self.recipes, self.profile, self.limit), self.bleed)
        self.store.put(KIND, key, turned.to_bytes())
        return turned

    @cached_property
    def _ground(self) -> bytes:
        """A digest of recipes, profile, limits, and of the program that turns."""
        inks = repr(sorted(self.recipes.inks.items())) + str(self.recipes.neutral)
        facts = f"{self.limit} {self.bleed} {version('pillow')} {version('pikepdf')}"
        parts = [inks.encode(), facts.encode(), self.profile.data, *_own_code()]
        return key_of(parts).encode()


def _own_code() -> Iterable[bytes]:
    return (sha256(path.read_bytes()).digest() for path in sorted(Path(__file__).parent.glob("*.py")))


def open_shop(issue: Issue, store: Store) -> tuple[Shop | None, list[Problem]]:
    """The shop for an issue; none where recipes or profile will not do."""
    facts = issue.manifest.press
    recipes, problems = read_recipes(read_sheet(issue.root, "inks.yaml"), facts.ink_limit)
    profile, found = find_profile(issue.root, facts, issue.manifest.text)
    problems += found
    if profile is None or any(one.is_error for one in problems):
        return None, problems
    return Shop(recipes, profile, facts.ink_limit, facts.bleed * MM, store), problems
