"""The objects of a file that are used more than once: faces, colour spaces, parsed streams, pictures' samples."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from zbsh_pub.preflight.colour import Colour, Space, Spaces
from zbsh_pub.preflight.facts import Samples
from zbsh_pub.preflight.fonts import Face
from zbsh_pub.preflight.pixels import sample_inks
from zbsh_pub.preflight.state import Resources
from zbsh_pub.preflight.values import entry, identity, items, name

Instructions = list[tuple[str, Any]]


@dataclass
class Source:
    """A file that is being read. `samples_inks` says whether pictures are to be decoded."""

    pdf: pikepdf.Pdf
    samples_inks: bool = True
    spaces: Spaces = field(default_factory=Spaces)
    faces: dict[str, Face] = field(default_factory=dict)
    inks: dict[Colour, float] = field(default_factory=dict)
    damaged: bool = False
    _by_object: dict[object, Face] = field(default_factory=dict)
    _parsed: dict[object, Instructions] = field(default_factory=dict)
    _resources: dict[object, Resources] = field(default_factory=dict)
    _samples: dict[object, tuple[Samples | None, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.hidden_layers = _hidden_layers(self.pdf)

    def instructions(self, stream: Any, keep: bool = True) -> Instructions:
        """The operators and operands of a page or form; `keep` those of a form that may be drawn again."""
        key = identity(stream) if keep else None
        if key is not None and key in self._parsed:
            return self._parsed[key]
        found = self._parse(stream)
        if key is not None:
            self._parsed[key] = found
        return found

    def _parse(self, stream: Any) -> Instructions:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            try:
                found = [(str(i.operator), i.operands) for i in pikepdf.parse_content_stream(stream)]
            except (pikepdf.PdfError, TypeError, ValueError):
                found, self.damaged = [], True
        self.damaged = self.damaged or bool(told)
        return found

    def resources(self, value: Any) -> Resources:
        if value is None:
            return Resources(None)
        key = identity(value)
        if key not in self._resources:
            self._resources[key] = Resources(value)
        return self._resources[key]

    def face(self, font: Any) -> Face:
        """The face of a font dictionary; its key is its name, with a number where two have the same."""
        number = identity(font)
        if number not in self._by_object:
            face = Face("", font)
            key, again = face.name, 2
            while key in self.faces:
                key, again = f"{face.name} ({again})", again + 1
            self._by_object[number] = self.faces[key] = Face(key, font)
        return self._by_object[number]

    def samples(self, image: Any, space: Space | None) -> tuple[Samples | None, bool]:
        """The inks of a picture, and whether it could be decoded."""
        if not self.samples_inks or space is None:
            return None, True
        key = identity(image)
        if key not in self._samples:
            self._samples[key] = _sampled(image, space)
        return self._samples[key]

    def is_hidden(self, layer: Any) -> bool:
        """True for optional content that is switched off (ISO 32000-2, 8.11)."""
        return layer is not None and bool(self.hidden_layers) and identity(layer) in self.hidden_layers


def _sampled(image: Any, space: Space) -> tuple[Samples | None, bool]:
    try:
        return sample_inks(image, space), True
    except ValueError:
        return None, False


def _hidden_layers(pdf: pikepdf.Pdf) -> frozenset[object]:
    """The optional content groups that the default configuration switches off."""
    properties = entry(pdf.Root, "/OCProperties")
    default = entry(properties, "/D")
    groups = {identity(group) for group in items(entry(properties, "/OCGs"))}
    off = _identities(items(entry(default, "/OFF")))
    if name(entry(default, "/BaseState")) == "OFF":
        off |= groups - _identities(items(entry(default, "/ON")))
    return frozenset(off)


def _identities(values: Iterable[Any]) -> set[object]:
    return {identity(value) for value in values}
