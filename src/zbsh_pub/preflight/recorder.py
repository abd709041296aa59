"""What is painted on a page, gathered: equal ways of painting are one `Paint` with a count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from zbsh_pub.preflight.colour import Colour, Space, total_ink
from zbsh_pub.preflight.facts import Kind, Overprint, Paint, Placement, Transparency, Zone

Key = tuple[Kind, Colour, float, Overprint, float, str, Zone, str, bool]
_SAMPLE = 12  # characters that a finding shows


@dataclass(slots=True)
class Recorder:
    """The notebook of one page; `shown` has the strings that each face was asked to show."""

    paints: dict[Key, list[str | int]] = field(default_factory=dict)
    placements: list[Placement] = field(default_factory=list)
    transparencies: dict[tuple[str, Space | None, str], Transparency] = field(default_factory=dict)
    shown: dict[str, set[bytes]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    untagged: Counter[str] = field(default_factory=Counter)
    marked: set[int] = field(default_factory=set)
    words: dict[int, str] = field(default_factory=dict)
    forbidden: set[str] = field(default_factory=set)
    masks: set[object] = field(default_factory=set)

    def paint(self, key: Key, sample: str = "") -> None:
        known = self.paints.get(key)
        if known is None:
            self.paints[key] = [sample, 1]
        else:
            known[0] = _joined(str(known[0]), sample)
            known[1] = int(known[1]) + 1

    def transparent(self, found: Transparency) -> None:
        self.transparencies.setdefault((found.effect, found.space, found.where), found)

    def say(self, mcid: int, text: str) -> None:
        """Keep the first characters of a tagged text."""
        self.words[mcid] = _joined(self.words.get(mcid, ""), text)

    def all_paints(self) -> tuple[Paint, ...]:
        return tuple(Paint(*key, sample=str(sample), count=int(count)) for key, (sample, count) in self.paints.items())


def _joined(sample: str, more: str) -> str:
    return sample if len(sample) >= _SAMPLE else (sample + more)[:_SAMPLE]


def ink_of(colour: Colour, known: dict[Colour, float]) -> float:
    """The total ink of a colour, worked out once."""
    ink = known.get(colour)
    if ink is None:
        ink = known[colour] = round(total_ink(colour), 1)
    return ink
