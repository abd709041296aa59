"""Words of the files of a bundle, from `words.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zbsh_pub.problems import Language


@cache
def bundle_words() -> Any:
    """All of them, as plain data."""
    return yaml.safe_load(files("zbsh_pub.bundles").joinpath("words.yaml").read_bytes())


def say(part: str, key: str, language: Language, **details: object) -> str:
    """A phrase of a part (form, checklist), filled in."""
    text: str = bundle_words()[part][key][language]
    return text.format_map(details) if details else text
