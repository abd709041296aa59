"""The house's copy rules, in the order in which they claim a place: read this list first.

`fix` rules are applied by `zbsh fix`; all of them are reported by `zbsh check`, unless the manifest switches
them off (`house.copy.off`). Each rule stands with its examples in the module of its kind.
"""

from __future__ import annotations

from difflib import get_close_matches

from zbsh_pub.copyedit import brackets, characters, figures, marks, spaces
from zbsh_pub.copyedit.rule import Rule

RULES: tuple[Rule, ...] = (
    *characters.RULES,
    *figures.NUMBERING,
    *marks.RULES,
    *brackets.RULES,
    *figures.NUMBERS,
    *spaces.RULES,
)
IDS: tuple[str, ...] = tuple(rule.id for rule in RULES)


def chosen(only: frozenset[str] = frozenset(), off: frozenset[str] = frozenset()) -> tuple[Rule, ...]:
    """The rules named in `only`, or all, without those that are `off`; a rule that is named is never off."""
    return tuple(rule for rule in RULES if rule.id in only or (not only and rule.id not in off))


def nearest(name: str) -> str:
    """The id that `name` was meant to be, or all ids where none is near."""
    near = get_close_matches(name, IDS, n=1)
    return near[0] if near else "、".join(IDS)
