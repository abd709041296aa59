"""Simplified text to traditional, character by character, so that markup and places can follow."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from zbsh_pub.model import Manifest, Variant
from zbsh_pub.traditional.quotes import turned

_FINAL: Mapping[Variant, str] = {"s2tw": "t2tw", "s2twp": "t2tw", "s2hk": "t2hk"}
_LONGEST_NAME = 4
_UNDECIDED = "\ue000"


@dataclass(frozen=True, slots=True)
class Converter:
    """OpenCC with the words that it is told: `fixed` maps a simplified word to what becomes of it."""

    variant: Variant
    fixed: Mapping[str, str] = field(default_factory=dict)

    def characters(self, text: str) -> tuple[str, ...]:
        """What becomes of each character of a whole paragraph; where a word grows or shrinks, its first takes all."""
        found: list[str] = []
        done = 0
        for match in self._words().finditer(text) if self.fixed else ():
            found += _plain(text[done : match.start()], self.variant)
            found += _spread(match[0], self.fixed[match[0]])
            done = match.end()
        found += _plain(text[done:], self.variant)
        quotes = turned(text)
        return tuple(quotes[i] if quotes[i] != text[i] else found[i] for i in range(len(text)))

    def text(self, text: str) -> str:
        """A whole paragraph, title or label."""
        return "".join(self.characters(text)) if text else text

    def pieces(self, pieces: Sequence[str]) -> tuple[str, ...]:
        """The pieces of one paragraph, converted together and cut where they were cut."""
        found = self.characters("".join(pieces))
        ends = [sum(map(len, pieces[: n + 1])) for n in range(len(pieces))]
        return tuple("".join(found[end - len(piece) : end]) for piece, end in zip(pieces, ends, strict=True))

    def told(self, text: str) -> tuple[bool, ...]:
        """For each character of a text, whether it stands in a word that the converter is told."""
        found = [False] * len(text)
        for match in self._words().finditer(text) if self.fixed else ():
            found[match.start() : match.end()] = [True] * len(match[0])
        return tuple(found)

    def _words(self) -> re.Pattern[str]:
        return _pattern(tuple(self.fixed))


def converter_of(manifest: Manifest) -> Converter:
    """The converter of an issue: the manifest's own words before names of its people, these before the house's."""
    wanted = manifest.traditional
    fixed = {**_data("terms.yaml"), **_names(manifest), **{word: word for word in wanted.keep}, **dict(wanted.terms)}
    return Converter(wanted.variant, fixed)


def forms(variant: Variant) -> Mapping[str, tuple[str, ...]]:
    """Simplified characters that stand for several traditional ones, and these in the forms of the variant."""
    known: dict[str, tuple[str, ...]] = {}
    for char, several in _data("ambiguous.yaml").items():
        shaped = tuple(dict.fromkeys(_engine(_FINAL[variant]).convert(form) for form in several))
        if len(shaped) > 1:
            known[char] = shaped
    return known


def by_word(text: str) -> tuple[bool, ...]:
    """For each character of a text, whether a word of the dictionary says what becomes of it.

    Told for the characters of `forms` only.
    """
    found = _spread(text, _engine("words").convert(text))
    return tuple(not char.startswith(_UNDECIDED) for char in found)


def _names(manifest: Manifest) -> dict[str, str]:
    """The names of people whose surname needs telling."""
    surnames, variant = _data("surnames.yaml"), manifest.traditional.variant
    people = [person for role in manifest.staff for person in role.people]
    people += [author for entry in manifest.entries for author in entry.authors]
    names = [name for name in people if 2 <= len(name) <= _LONGEST_NAME and name[0] in surnames]
    return {name: surnames[name[0]] + "".join(_plain(name[1:], variant)) for name in names}


def _plain(text: str, variant: Variant) -> list[str]:
    """OpenCC's own answer, for each character."""
    return _spread(text, _engine(variant).convert(text)) if text else []


def _spread(before: str, after: str) -> list[str]:
    if len(before) == len(after):
        return list(after)
    found = [""] * len(before)
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "insert":
            place = max(0, first - 1)
            found[place] = found[place] + after[start:end] if first else after[start:end] + found[place]
        elif last - first == end - start:
            found[first:last] = list(after[start:end])
        else:
            found[first] += after[start:end]
    return found


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


@cache
def _data(name: str) -> dict[str, str]:
    data: dict[str, str] = yaml.safe_load(files("zbsh_pub.traditional").joinpath(name).read_bytes())
    return data


@cache
def _engine(name: str) -> Any:
    """OpenCC with one of its own settings, or with its words alone."""
    import opencc

    return opencc.OpenCC(name) if name != "words" else _words_only()


def _words_only() -> Any:
    """OpenCC's words before a table of our own, which marks the characters that no word decides."""
    import opencc

    data = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
    names = ("STPhrases.ocd2", "STPhrases_GeneratedFromRegionalPhrases.ocd2")
    words = {
        "type": "group",
        "match_policy": "union",
        "dicts": [{"type": "ocd2", "file": str(data / name)} for name in names],
    }
    with tempfile.TemporaryDirectory(prefix="zbsh-opencc-") as folder:
        table, setting = Path(folder) / "undecided.txt", Path(folder) / "words.json"
        table.write_text("".join(f"{char}\t{_UNDECIDED}\n" for char in _data("ambiguous.yaml")), encoding="utf-8")
        dictionary = {
            "type": "group",
            "match_policy": "short_circuit",
            "dicts": [words, {"type": "text", "file": str(table)}],
        }
        chain = [{"dict": dictionary}]
        segmentation = {"type": "mmseg", "dict": words}
        setting.write_text(json.dumps({"name": "words", "segmentation": segmentation, "conversion_chain": chain}))
        return opencc.OpenCC(str(setting))
