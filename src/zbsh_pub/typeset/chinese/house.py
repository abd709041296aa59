"""The house's options for Chinese lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class House:
    """Options, lengths in em.

    `gap` is the space between Han and Western characters (clreq 3.2.2: about 1/4 em);
    `strict` keeps —— and …… off line starts too (clreq 3.1.4, strict level);
    `hang` lets ，。、 at a line's end stand outside the measure (clreq 3.1.7; not customary on the mainland);
    `loose` is the most that may be put between two characters before the line is reported.
    """

    gap: float = 0.25
    strict: bool = False
    hang: bool = False
    loose: float = 0.13
