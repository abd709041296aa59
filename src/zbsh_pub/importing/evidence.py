"""What speaks for a short line without a stop being a heading, a caption, or the start of a paragraph that was cut.

No single sign decides; each item of `EVIDENCE` adds its weight to one reading, and the reading with the greatest sum
is taken. Its share of the whole is the confidence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from zbsh_pub.importing.context import Context, could_be_heading, is_pair, level_of, siblings
from zbsh_pub.importing.features import halves
from zbsh_pub.importing.words import characters_of, one_of

READINGS = ("h2", "caption", "p")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sign: the reading that it speaks for (or against, with a weight below 0), and a line that shows it."""

    name: str
    reading: str
    weight: float
    example: str
    holds: Callable[[Context], float | bool]


def weigh(context: Context) -> tuple[str, float, str]:
    """(reading, confidence, the strongest sign for it) of a line that could be a heading."""
    sums = dict.fromkeys(READINGS, 0.0)
    strongest: dict[str, tuple[float, str]] = {}
    for item in EVIDENCE:
        share = item.weight * float(item.holds(context))
        sums[item.reading] += share
        if share > strongest.get(item.reading, (0.0, ""))[0]:
            strongest[item.reading] = (share, item.name)
    best = max(READINGS, key=lambda reading: sums[reading])
    total = sum(math.exp(min(value, 30.0)) for value in sums.values())
    return best, round(math.exp(min(sums[best], 30.0)) / total, 3), strongest.get(best, (0.0, "no-sign"))[1]


def _new_beginning(context: Context) -> float:
    """How freely the next text begins, from -1 (in the middle of a clause) to 1."""
    following = context.next_text
    if following is None:
        return 0.0
    openness = context.knowledge.seams.openness(context.text, following.text)
    return max(-1.0, min(1.0, (openness + 2.2) / 2.5))


def _next_begins(context: Context) -> float:
    """How like a clause's beginning the next text begins, from -1 to 1."""
    following = context.next_text
    if following is None:
        return 0.0
    return max(-1.0, min(1.0, (context.knowledge.seams.beginning(following.text) + 1.2) / 1.2))


def _begins_with_verb(context: Context) -> bool:
    return re.match(one_of("heading-verbs"), context.text) is not None


def _begins_with_leading_word(context: Context) -> bool:
    return re.match(one_of("leading-words"), context.text) is not None


def _begins_like_neighbours(context: Context) -> bool:
    """Whether a paragraph close by begins with the same letter: paragraphs set in parallel."""
    near = [
        *context.body[max(0, context.place - 2) : context.place],
        *context.body[context.place + 1 : context.place + 3],
    ]
    return any(line.text[0] == context.text[0] and not could_be_heading(line) for line in near)


def _is_couplet(context: Context) -> bool:
    parts = halves(context.text)
    return len(parts) in (2, 3) and max(parts) - min(parts) <= 1 and min(parts) > 2


def _breaks_off(context: Context) -> bool:
    """Whether the line ends on a particle, a figure or a preposition."""
    return context.text[-1] in characters_of("particles") or context.text[-1].isdigit()


def _pair_of_headings(context: Context) -> bool:
    """Whether a heading stands just above and text below: the second line of a heading in two lines."""
    following = context.following
    return context.above == "h2" and following is not None and not could_be_heading(following)


def _same_pairs(context: Context) -> bool:
    """Whether the article has another pair of such lines, whose first is as long as the first of this pair."""
    above = context.body[context.place - 1] if context.place else None
    following = context.following
    first = None
    if following and is_pair(context.line, following):
        first = context.line
    elif above and is_pair(above, context.line):
        first = above
    if first is None:
        return False
    return sum(context.profile.pairs.get(len(first.text) + more, 0) for more in (-1, 0, 1)) > 1


def _names_place(context: Context) -> bool:
    return re.search(rf"(?:{one_of('things')}|[省市县区镇乡村路桥湖河港站馆园城厂校])$", context.text) is not None


EVIDENCE: tuple[Evidence, ...] = (
    Evidence("heading-alone", "h2", 1.5, "办好村里食堂", lambda c: not c.line.at_break),
    Evidence("heading-like-others", "h2", 3.5, "修好村里的路 / 办好村里的学", lambda c: min(siblings(c), 3) / 3),
    Evidence("heading-in-parts", "h2", 2.0, "修一条路 富一方人", lambda c: len(halves(c.text)) in (2, 3)),
    Evidence("heading-couplet", "h2", 1.5, "水清岸绿 鱼跃鸟飞", _is_couplet),
    Evidence("heading-begins-with-verb", "h2", 2.0, "推动果园连成片", _begins_with_verb),
    Evidence("heading-then-new-clause", "h2", 2.5, "来年打算 / 果园要扩到山后。", _new_beginning),
    Evidence("heading-second-line", "h2", 2.0, "先住下来 / 把旧学校收拾成新家园", _pair_of_headings),
    Evidence("heading-pairs-return", "h2", 2.5, "先住下来 / 收拾家园 … 再干起来 / 做成生意", _same_pairs),
    Evidence("no-heading-single", "h2", -3.5, "one heading in a whole article", lambda c: c.profile.alone),
    Evidence("no-heading-last", "h2", -9.0, "a short line with no text below it", lambda c: c.next_text is None),
    Evidence("no-heading-third", "h2", -6.0, "a third short line in a row", lambda c: c.above == "hcont"),
    Evidence("no-heading-breaks-off", "h2", -4.0, "果园里种下的", _breaks_off),
    Evidence(
        "no-heading-unnumbered", "h2", -2.0, "修路是村里最大的 (beside 一、二、三、)", lambda c: c.profile.numbered
    ),
    Evidence("no-heading-clauses", "h2", -3.0, "推开门,点上灯,烧上水", lambda c: len(re.findall("[，,]", c.text)) > 1),
    Evidence("no-heading-long", "h2", -1.5, "a line of more than thirty letters", lambda c: len(c.text) > 30),
    Evidence("no-heading-statement", "h2", -1.0, "人心是最硬的路", lambda c: "是" in c.text[1:-1]),
    Evidence(
        "no-heading-unlike",
        "h2",
        -1.0,
        "老槐树 beside headings of seven letters",
        lambda c: c.profile.candidates.total() > 2 and not siblings(c),
    ),
    Evidence("caption-at-break", "caption", 3.0, "湖边公园 (three blank lines before it)", lambda c: c.line.at_break),
    Evidence("no-caption-in-flow", "caption", -3.0, "a line amid the text", lambda c: not c.line.at_break),
    Evidence("caption-names-place", "caption", 1.5, "湖边公园", _names_place),
    Evidence("caption-then-new-clause", "caption", 2.0, "湖边公园 / 近年来,村里…", _next_begins),
    Evidence("no-caption-verb", "caption", -1.5, "推动果园连成片", _begins_with_verb),
    Evidence("no-caption-leading-word", "caption", -2.5, "以果园和食堂", _begins_with_leading_word),
    Evidence("start-leading-word", "p", 1.0, "以果园和食堂 / 为依托,…", _begins_with_leading_word),
    Evidence("caption-last", "caption", 4.0, "a short line below all text", lambda c: c.next_text is None),
    Evidence("caption-after-end", "caption", 2.0, "a short line below the end mark", lambda c: c.ended),
    Evidence("no-caption-numbered", "caption", -5.0, "一、收成", lambda c: level_of(c.text) > 0),
    Evidence("start-then-same-clause", "p", 2.5, "就修路的事提了3条 / 意见。", lambda c: -_new_beginning(c)),
    Evidence("start-breaks-off", "p", 3.0, "果园里种下的", _breaks_off),
    Evidence(
        "start-below-heading",
        "p",
        1.5,
        "一、… / 修路是村里最大的 / 事情,",
        lambda c: c.above in ("h2", "h3", "hcont"),
    ),
    Evidence("start-like-neighbours", "p", 1.0, "以修路 beside 以种树… and 以办学…", _begins_like_neighbours),
    Evidence("start-one-row", "p", 1.0, "as long as a row of the column", lambda c: 18 <= len(c.text) <= 23),
)
