"""The words that the house prints on its own account (目录, 版权页, 文 …), read from `labels.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Labels:
    """Printed words in the language of the magazine."""

    words: Mapping[str, Any]

    def __call__(self, key: str, **details: object) -> str:
        text: str = self.words[key]
        return text.format_map({k: str(v) for k, v in details.items()}) if details else text

    def field(self, name: str) -> str:
        """The printed label of a masthead field."""
        text: str = self.words["fields"][name]
        return text

    @property
    def plates(self) -> tuple[str, ...]:
        """The names of the four inks, as they stand beside a printed sheet."""
        return tuple(self.words["plates"])

    @property
    def masthead_groups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(title, names of fields) of each group of the masthead page."""
        return tuple((group["title"], tuple(group["fields"])) for group in self.words["masthead-groups"])


@cache
def labels(language: str) -> Labels:
    """The words for a language tag; a tag with a region (zh-Hant-TW) has those of the script."""
    data = yaml.safe_load(files("zbsh_pub").joinpath("labels.yaml").read_bytes())
    script = "-".join(language.split("-")[:2])
    return Labels({**data["zh-Hans"], **data.get(script, {})})
