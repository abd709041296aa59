"""Functions of a PDF (ISO 32000-2, 7.10), as far as shadings need them: sampled, exponential, stitched.

PostScript calculators are not run: what depends on them is not measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from zbsh_pub.preflight.values import data, entry, items, number, numbers

Function = Callable[[float], tuple[float, ...]]


def read_function(value: Any) -> Function | None:
    """A function of one variable, or an array of such functions as one; None where one cannot be run."""
    parts = [_read_one(item) for item in items(value)]
    if not parts or None in parts:
        return None
    known = [part for part in parts if part is not None]
    return known[0] if len(known) == 1 else lambda t: tuple(value for part in known for value in part(t))


def _read_one(value: Any) -> Function | None:
    kind = int(number(entry(value, "/FunctionType"), -1))
    make = {0: _sampled, 2: _exponential, 3: _stitched}.get(kind)
    domain = numbers(entry(value, "/Domain")) or (0.0, 1.0)
    function = make(value) if make and len(domain) == 2 else None
    return None if function is None else lambda t: function(min(max(t, domain[0]), domain[1]))


def _exponential(value: Any) -> Function:
    first = numbers(entry(value, "/C0")) or (0.0,)
    last = numbers(entry(value, "/C1")) or (1.0,)
    power = number(entry(value, "/N"), 1.0)
    return lambda t: tuple(a + t**power * (b - a) for a, b in zip(first, last, strict=False))


def _stitched(value: Any) -> Function | None:
    parts = [_read_one(part) for part in items(entry(value, "/Functions"))]
    domain, bounds, encode = (numbers(entry(value, key)) for key in ("/Domain", "/Bounds", "/Encode"))
    known = [part for part in parts if part is not None]
    if len(known) != len(parts) or len(encode) < 2 * len(parts) or len(bounds) != len(parts) - 1 or len(domain) < 2:
        return None
    edges = (domain[0], *bounds, domain[1])

    def run(t: float) -> tuple[float, ...]:
        place = sum(t >= bound for bound in bounds)
        return known[place](_mapped(t, edges[place : place + 2], encode[2 * place : 2 * place + 2]))

    return run


def _mapped(t: float, source: Sequence[float], target: Sequence[float]) -> float:
    width = source[1] - source[0]
    return target[0] + ((t - source[0]) / width if width else 0.0) * (target[1] - target[0])


def _sampled(value: Any) -> Function | None:
    """Values from a table, between two rows by a straight line; tables of 8 and 16 bits."""
    count, bits = int(sum(numbers(entry(value, "/Size"))[:1])), int(number(entry(value, "/BitsPerSample")))
    domain, ranges = numbers(entry(value, "/Domain")), numbers(entry(value, "/Range"))
    outputs, width, raw = len(ranges) // 2, bits // 8, data(value)
    if bits not in (8, 16) or count < 1 or not outputs or len(raw) < count * outputs * width:
        return None
    encode = numbers(entry(value, "/Encode")) or (0.0, count - 1.0)
    decode = numbers(entry(value, "/Decode")) or ranges
    values = [int.from_bytes(raw[at : at + width], "big") for at in range(0, count * outputs * width, width)]
    top = float(2**bits - 1)

    def run(t: float) -> tuple[float, ...]:
        place = min(max(_mapped(t, domain, encode), 0.0), count - 1.0)
        row, part = int(place), place - int(place)
        after = min(row + 1, count - 1)
        mixed = (values[row * outputs + i] * (1 - part) + values[after * outputs + i] * part for i in range(outputs))
        return tuple(_mapped(m, (0.0, top), decode[2 * i : 2 * i + 2]) for i, m in enumerate(mixed))

    return run
