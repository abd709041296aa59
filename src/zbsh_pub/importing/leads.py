"""Run-in leads: first sentences that head their paragraphs (段首提示), which the raw text shows by nothing but form.

A lead is a short clause of its own, and seldom comes alone: where paragraphs of one section open so, they are leads;
a single one is not believed. 一是…。 二是…。 are leads by their numbering.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zbsh_pub.importing.features import first_sentence, key, open_marks
from zbsh_pub.importing.words import one_of

_SHORTEST, _LONGEST, _REST, _ENOUGH, _LEAST = 4, 54, 24, 0.5, 0.35
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][,，]?|其[一二三四])")


def find_leads(paragraphs: Sequence[str], section: Sequence[int]) -> Mapping[int, tuple[str, float]]:
    """Place of a paragraph → its lead and how sure it is; `section` gives the section that each paragraph is in."""
    found: dict[int, tuple[str, float]] = {}
    for number in sorted(set(section)):
        places = [i for i, own in enumerate(section) if own == number]
        scores = {i: likeness(paragraphs[i]) for i in places}
        likely = [i for i in places if scores[i] >= _LEAST]
        share = len(likely) / len(places)
        if len(likely) < 2 or share < _ENOUGH:
            continue
        for i in likely:
            found[i] = first_sentence(paragraphs[i]), round(0.5 + 0.25 * share + 0.2 * scores[i], 3)
    return found


def likeness(paragraph: str) -> float:
    """How like a lead the first sentence is, from 0 (not at all) to 1."""
    lead = first_sentence(paragraph)
    length = len(key(lead))
    if not lead.endswith("。") or not _SHORTEST <= length <= _LONGEST or len(paragraph) - len(lead) < _REST:
        return 0.0
    if _NUMBERED.match(lead):
        return 1.0
    if open_marks(lead):
        return 0.0
    told = re.match(rf"{one_of('told')}|\d", lead) or re.search(one_of("telling"), lead[1:])
    clauses = len(re.findall("[，,；;]", lead))
    if told or clauses > 3 or re.search(r"\d{2,}", re.sub(r"[（(].*?[)）]", "", lead)):
        return 0.0
    return max(0.0, 1.0 - 0.2 * max(0, clauses - 1) - 0.012 * max(0, length - 20))
