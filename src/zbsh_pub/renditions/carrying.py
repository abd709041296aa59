"""What a picture may be in each edition, read from `carrying.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

Edition = Literal["epub", "epub-opaque", "screen", "print"]


@dataclass(frozen=True, slots=True)
class Carrying:
    """What an edition carries: `pixels`, pixels of a `side` and `weight` in bytes at most (0: any number).

    `qualities` of JPEG, the best first; `ground` is put behind transparent pixels; `cmyk` is the ICC profile of
    CMYK pictures that bring none, empty where the house has none.
    """

    colour: Literal["srgb", "kept"]
    qualities: tuple[int, ...]
    pixels: int = 0
    side: int = 0
    weight: int = 0
    ground: str = ""
    cmyk: bytes = b""


@cache
def carrying_of(edition: Edition, cmyk: bytes = b"") -> Carrying:
    """What `edition` carries."""
    data = yaml.safe_load(files("zbsh_pub.renditions").joinpath("carrying.yaml").read_bytes())[edition]
    return Carrying(**{**data, "qualities": tuple(data["qualities"]), "cmyk": cmyk})
