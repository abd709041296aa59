"""What the rules measure against: `limits.yaml`, and what the command line changes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the rules; units and meaning stand in `limits.yaml`."""

    bleed: float
    ink: float
    ink_noise: float
    ink_spot: float
    resolution: float
    line_art: float
    resolution_slack: float
    hairline: float
    small_text: float
    black_text: float
    signature: int
    box_slack: float
    paper_size_slack: float
    bookmarks_from: int
    stage: str


def limits(**changes: Any) -> Limits:
    """The house's limits with some of them changed; None changes nothing."""
    return replace(_house(), **{key: value for key, value in changes.items() if value is not None})


@cache
def _house() -> Limits:
    return Limits(**{key.replace("-", "_"): value for key, value in _yaml("limits.yaml").items()})


@cache
def conditions() -> dict[str, list[str]]:
    """Registered printing conditions: identifier → words that the descriptions of their profiles hold."""
    found: dict[str, list[str]] = _yaml("conditions.yaml")
    return found


def _yaml(name: str) -> Any:
    return yaml.safe_load(files("zbsh_pub.preflight").joinpath(name).read_text(encoding="utf-8"))
