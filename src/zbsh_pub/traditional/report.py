"""Which characters could have become another one: for the editor, with place, context and what was chosen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Literal

import yaml

from zbsh_pub.copyedit.rule import ATOM, PARAGRAPH
from zbsh_pub.fonts import coverage
from zbsh_pub.model import Issue, Manifest
from zbsh_pub.problems import Place, Problem
from zbsh_pub.traditional.converter import Converter, by_word, converter_of, forms
from zbsh_pub.traditional.sources import Passage, passages

Ground = Literal["table", "word", "house"]
GROUNDS: tuple[Ground, ...] = ("table", "word", "house")
_RARE = 12  # no more places of one form are shown at length
_CONTEXT = 10  # characters on each side
_UNSEEN = set("\n\t\u200b\u2060\ufeff\u00ad") | {ATOM, PARAGRAPH}


@dataclass(frozen=True, slots=True)
class Choice:
    """A simplified character that stands for several traditional ones, and which was chosen.

    On what `ground`: the house's own words, a word of the dictionary, or only the table of characters, which takes
    the likeliest: there an editor looks first.
    """

    place: Place
    character: str
    chosen: str
    others: tuple[str, ...]
    ground: Ground
    before: str
    after: str


def choices(issue: Issue) -> tuple[Choice, ...]:
    """Every choice in the text of an issue, in the order of its sources."""
    converter = converter_of(issue.manifest)
    known = forms(converter.variant)
    return tuple(choice for passage in passages(issue) for choice in _choices(passage, converter, known))


def _choices(passage: Passage, converter: Converter, known: Mapping[str, tuple[str, ...]]) -> Iterator[Choice]:
    text = passage.text
    places = [place for place, char in enumerate(text) if char in known]
    if not places:
        return
    became, worded, told = converter.characters(text), by_word(text), converter.told(text)
    for place in places:
        character, chosen = text[place], became[place]
        ground: Ground = "house" if told[place] else "word" if worded[place] else "table"
        others = tuple(form for form in known[character] if form != chosen)
        before, after = text[max(0, place - _CONTEXT) : place], text[place + 1 : place + 1 + _CONTEXT]
        yield Choice(passage.place(place), character, chosen, others, ground, before, after)


def missing_forms(issue: Issue) -> Iterator[Problem]:
    """H01, once a character, for what the faces of the edition cannot show."""
    converter, known, seen = converter_of(issue.manifest), coverage("tc") | _UNSEEN, set[str]()
    for passage in passages(issue):
        for place, became in enumerate(converter.characters(passage.text)):
            for char in became:
                if char not in known and char not in seen:
                    seen.add(char)
                    yield Problem("H01", passage.place(place), {"char": char, "code": f"U+{ord(char):04X}"})


def to_json(found: Iterable[Choice], manifest: Manifest) -> str:
    """The report for programs."""
    rows = [{**asdict(choice), "place": str(choice.place)} for choice in found]
    return json.dumps({"variant": manifest.traditional.variant, "choices": rows}, ensure_ascii=False, indent=1) + "\n"


def to_text(found: Iterable[Choice]) -> str:
    """The report for editors: what only the table decided first, by character; the rest counted by word."""
    kept, words = list(found), _words()
    lines = [words["title"], "", words["intro"].format(**{ground: _count(kept, ground) for ground in GROUNDS}), ""]
    for ground in GROUNDS:
        part = [choice for choice in kept if choice.ground == ground]
        if part:
            lines += [f"== {words[ground]} ==", ""]
            lines += [line for group in _by_form(part) for line in _group(group)]
    return "\n".join(lines)


def _count(found: list[Choice], ground: Ground) -> int:
    return sum(choice.ground == ground for choice in found)


def _by_form(found: list[Choice]) -> Iterator[list[Choice]]:
    """Choices of one character and form, the rarest form first: there the errors are."""

    def form(choice: Choice) -> tuple[str, str]:
        return choice.character, choice.chosen

    groups = [list(group) for _, group in groupby(sorted(found, key=form), form)]
    return iter(sorted(groups, key=lambda group: (len(group), form(group[0]))))


def _group(group: list[Choice]) -> list[str]:
    """A line on the form, then each place; where a word decided on a form that is frequent, words with their number."""
    first = group[0]
    others = "、".join(first.others)
    lines = [f"{first.character} → {first.chosen}（{others}）× {len(group)}"]
    if first.ground == "table" or len(group) <= _RARE:
        lines += [f"  {choice.place}  {_shown(choice)}" for choice in group]
    else:
        lines.append("  " + "，".join(f"{word} {count}" for word, count in _neighbours(group)))
    return [*lines, ""]


def _neighbours(group: list[Choice]) -> list[tuple[str, int]]:
    """The character with its neighbours, and how often it stands between them; the most frequent first."""
    counts: dict[str, int] = {}
    for choice in group:
        word = f"{choice.before[-1:]}{choice.character}{choice.after[:1]}".strip("\n")
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _shown(choice: Choice) -> str:
    before, after = choice.before.replace("\n", ""), choice.after.replace("\n", "")
    return f"{before}【{choice.chosen}】{after}"


@cache
def _words() -> Mapping[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("zbsh_pub.traditional").joinpath("words.yaml").read_bytes())
    return data
