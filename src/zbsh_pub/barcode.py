"""期刊条码: from ISSN, year and number of an issue to an EAN-13 with a two-digit add-on, as digits and as bars.

GB/T 16827-1997: 977, seven digits of the ISSN, two of the year, a check digit; the add-on is the number in the
year. Symbols: ISO/IEC 15420 (EAN-13; 2-digit add-on), GS1 General Specifications 5.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zbsh_pub.model import Barcode

MODULE = 0.33  # mm at magnification 1
QUIET_LEFT, QUIET_RIGHT, QUIET_ADDON = 11, 12, 5  # modules: before the symbol, before the add-on, after it
_A = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
_C = tuple("".join("10"[int(bit)] for bit in code) for code in _A)
_B = tuple(code[::-1] for code in _C)
_SETS = {"A": _A, "B": _B, "C": _C}
_FIRST = ("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA")
_ADDON = ("AA", "AB", "BA", "BB")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a symbol: where it begins and how wide it is, in modules; guards reach down to the digits."""

    left: int
    width: int
    guard: bool = False


def check_digit(digits: str) -> str:
    """The 13th digit of an EAN-13: weights 1 and 3, modulo 10."""
    return str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits[:12])) % 10)


def number_of(facts: Barcode, issn: str, year: int) -> str:
    """The 13 digits: those of the manifest, else made from the ISSN and the year."""
    if facts.number:
        return facts.number
    digits = f"977{issn.replace('-', '')[:7]}{facts.variant or f'{year % 100:02}'}"
    return digits + check_digit(digits)


def addon_of(facts: Barcode, number: int) -> str:
    """The two digits of the add-on: those of the manifest, else the number of the issue in its year."""
    return facts.addon or f"{number % 100:02}"


def ean13(number: str) -> tuple[Bar, ...]:
    """The bars of an EAN-13, 95 modules wide. Raises `ValueError` where its check digit is wrong."""
    if len(number) != 13 or check_digit(number) != number[12]:
        raise ValueError(f"{number} is no EAN-13")
    sets = _FIRST[int(number[0])] + "CCCCCC"
    codes = [_SETS[s][int(d)] for s, d in zip(sets, number[1:], strict=True)]
    guards = frozenset({*range(3), *range(45, 50), *range(92, 95)})
    return tuple(_bars("".join(["101", *codes[:6], "01010", *codes[6:], "101"]), guards))


def addon2(digits: str) -> tuple[Bar, ...]:
    """The bars of a two-digit add-on, 20 modules wide."""
    left, right = (_SETS[s][int(d)] for s, d in zip(_ADDON[int(digits) % 4], digits, strict=True))
    return tuple(_bars("1011" + left + "01" + right, frozenset()))


def _bars(pattern: str, guards: frozenset[int]) -> Iterator[Bar]:
    start = None
    for place, bit in enumerate(f"{pattern}0"):
        if bit == "1" and start is None:
            start = place
        elif bit == "0" and start is not None:
            yield Bar(start, place - start, start in guards)
            start = None
