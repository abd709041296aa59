"""The words of the report and of the page plan, in Chinese and English, from `words.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zbsh_pub.problems import Bilingual, Language


def phrase(key: str, **details: object) -> Bilingual:
    """A phrase in both languages, its braces filled. Raises `KeyError` for a key that there is not."""
    found = _words()[key]
    return Bilingual(*(str(found[language]).format_map(details) for language in ("zh", "en")))


def word(key: str, language: Language, **details: object) -> str:
    """A phrase in one language."""
    return phrase(key, **details).in_language(language)


@cache
def _words() -> dict[str, Any]:
    text = files("zbsh_pub").joinpath("report", "words.yaml").read_bytes()
    words: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return words
