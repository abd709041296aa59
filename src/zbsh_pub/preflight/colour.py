"""Colour spaces and colours of a PDF as values, and the inks that a colour lays on paper (ISO 32000-2, 8.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Name, Stream, String

from zbsh_pub.preflight.values import data, entry, identity, items, name, number, numbers

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_ABBREVIATED = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_PLAIN = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "Lab": 3, "DeviceCMYK": 4}


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """A colour space: family, number of components, names of colorants, and the space below it.

    `base` is that of an Indexed or Pattern space, and the alternate of an ICCBased, Separation or DeviceN one.
    Two spaces are equal when they are the same object of the file.
    """

    family: str
    components: int = 0
    colorants: tuple[str, ...] = ()
    base: Space | None = None
    table: bytes = b""
    ranges: tuple[float, ...] = ()

    @property
    def model(self) -> str:
        """ "gray", "rgb", "lab", "cmyk", "spot" or "pattern": what its colours are made of."""
        if self.family in ("Indexed", "Pattern") and self.base:
            return self.base.model
        if self.family in ("Separation", "DeviceN"):
            return "spot"
        if self.family == "Lab" or (self.family == "ICCBased" and self.base and self.base.family == "Lab"):
            return "lab"
        return {1: "gray", 3: "rgb", 4: "cmyk"}.get(self.components, "pattern")

    @property
    def is_rgb(self) -> bool:
        return self.model in ("rgb", "lab")

    @property
    def has_profile(self) -> bool:
        """True where colours are converted by a profile or a calibration of their own."""
        return self.family in ("ICCBased", "CalGray", "CalRGB", "Lab") or (
            self.family in ("Indexed", "Pattern") and self.base is not None and self.base.has_profile
        )

    @property
    def label(self) -> str:
        """As a printer says it: "DeviceRGB", "ICCBased CMYK", "Indexed DeviceRGB", "Separation PANTONE 186 C"."""
        if self.family == "ICCBased":
            return f"ICCBased {self.model.upper()}"
        if self.colorants:
            return f"{self.family} {', '.join(self.colorants)}"
        is_over = self.base and self.family in ("Indexed", "Pattern")
        return f"{self.family} {self.base.label}" if is_over and self.base else self.family


GRAY, RGB, CMYK = (Space(family, _PLAIN[family]) for family in ("DeviceGray", "DeviceRGB", "DeviceCMYK"))
PATTERN = Space("Pattern")
_DEVICE = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK, "Pattern": PATTERN}


@dataclass(frozen=True, slots=True)
class Colour:
    """A space and the values of its components, 0 to 1 (Lab and Indexed: their own)."""

    space: Space
    values: tuple[float, ...] = ()

    @property
    def label(self) -> str:
        values = " ".join(f"{value:.3g}" for value in self.values)
        return f"{self.space.label} {values}".strip()


BLACK = Colour(GRAY, (0.0,))
BLACK_CMYK = Colour(CMYK, (0.0, 0.0, 0.0, 1.0))


def inks(colour: Colour) -> Mapping[str, float]:
    """How much of each ink a colour lays down, 0 to 1; nothing where that depends on a conversion (RGB, Lab)."""
    space, values = colour.space, colour.values
    if space.family == "Indexed" and space.base:
        return inks(Colour(space.base, entry_of(space, int(values[0]) if values else 0)))
    if space.family == "Pattern":
        return inks(Colour(space.base, values)) if space.base else {}
    if space.model == "spot":
        plates = zip(space.colorants, values, strict=False)
        return {plate: value for plate, value in plates if value > 0 and plate not in ("None", "All")}
    if space.model == "gray":
        return _positive({"Black": 1 - (values[0] if values else 0.0)})
    return _positive(dict(zip(PROCESS, values, strict=False))) if space.model == "cmyk" else {}


def _positive(found: dict[str, float]) -> Mapping[str, float]:
    return {plate: value for plate, value in found.items() if value > 0}


def total_ink(colour: Colour) -> float:
    """The sum of all inks, in per cent."""
    return 100 * sum(inks(colour).values())


def entry_of(space: Space, index: int) -> tuple[float, ...]:
    """The colour of an Indexed space's table, in the values of its base."""
    assert space.base is not None
    count = space.base.components
    row = space.table[index * count : (index + 1) * count]
    return tuple(byte / 255 for byte in row)


class Spaces:
    """The colour spaces of a file, each object of the file read once."""

    def __init__(self) -> None:
        self._known: dict[object, Space] = {}

    def read(self, value: Any, named: Mapping[str, Any] | None = None, depth: int = 0) -> Space:
        """A colour space by name (of the device, or of the resources in `named`) or by its array."""
        if isinstance(value, Name):
            return self._by_name(name(value), named or {}, depth)
        if not isinstance(value, Array) or not len(value) or depth > 8:
            return PATTERN
        key = identity(value)
        if key not in self._known:
            self._known[key] = self._of_array(value, named or {}, depth)
        return self._known[key]

    def _by_name(self, wanted: str, named: Mapping[str, Any], depth: int) -> Space:
        wanted = _ABBREVIATED.get(wanted, wanted)
        default = named.get(f"Default{wanted.removeprefix('Device')}") if wanted.startswith("Device") else None
        if default is not None and depth < 8:
            return self.read(default, {}, depth + 1)
        if wanted in _DEVICE:
            return _DEVICE[wanted]
        return self.read(named[wanted], named, depth + 1) if wanted in named and depth < 8 else PATTERN

    def _of_array(self, value: Array, named: Mapping[str, Any], depth: int) -> Space:
        family, rest = _ABBREVIATED.get(name(value[0]), name(value[0])), list(value)[1:]
        if family in _DEVICE and not rest:
            return self._by_name(family, named, depth)
        if family == "Pattern":
            return Space(family, base=self.read(rest[0], named, depth + 1))
        if family == "ICCBased":
            return self._profiled(rest[0] if rest else None, depth)
        if family == "Indexed" and len(rest) > 2:
            return Space(family, 1, base=self.read(rest[0], named, depth + 1), table=_table(rest[2]))
        if family in ("Separation", "DeviceN") and len(rest) > 1:
            plates = tuple(name(item) for item in items(rest[0]))
            return Space(family, len(plates), plates, self.read(rest[1], named, depth + 1))
        if family == "Lab":
            return Space(family, 3, ranges=numbers(entry(rest[0], "/Range")) if rest else ())
        return Space(family, _PLAIN.get(family, 0))

    def _profiled(self, stream: Any, depth: int) -> Space:
        """An ICCBased space; a Lab profile is known by its header, since it too has three components."""
        components = int(number(entry(stream, "/N")))
        header = data(stream)[:20] if isinstance(stream, Stream) else b""
        base = Space("Lab", 3) if header[16:20] == b"Lab " else None
        return Space("ICCBased", components, base=base)


def _table(value: Any) -> bytes:
    return bytes(value) if isinstance(value, String) else data(value)
