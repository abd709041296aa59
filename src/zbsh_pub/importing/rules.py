"""The rules that say what a line of an article's body is: read from top to bottom, the first that holds decides.

Each rule has a name, a line of our own that shows it, and a test that gives its confidence (0: it does not hold).
They state what is generally so in Chinese magazines; none knows a line of any issue.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from zbsh_pub.importing.context import LONGEST_HEADING, Context, could_be_heading, level_of
from zbsh_pub.importing.evidence import weigh
from zbsh_pub.importing.features import ends_sentence, has_sentence, is_whole, key
from zbsh_pub.importing.words import is_name, one_of

_PHOTOGRAPHER = re.compile(
    rf"(.*?)[\s（(]*((?:{one_of('byline-roles')}\s*)?[\u4e00-\u9fff·、]{{2,14}}?)\s*[/／|｜]\s*{one_of('credit-verbs')}[）)]?"
)
_SUPPLIER = re.compile(r"(?:(.*?)[\s（(]+)?(\S{2,30}?)\s*[/／|｜]?\s*(供图|提供|摄影|摄)[）)]?")
_CREDIT_FIRST = re.compile(r"(?:(.*?)\s*[（(]?)(摄影|图片|图片来源|供图|制图)\s*[/／:：]\s*(\S.{0,20}?)[）)]?")
_PAGE_NUMBER = re.compile(r"[-–—·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-–—·•\s]*")
_LONGEST_NOTE, _LONGEST_CAPTION = 260, 200


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the list: `label` is what a line is where `holds` gives a confidence above 0."""

    name: str
    label: str
    example: str
    holds: Callable[[Context], float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line is, how sure that is (0 to 1), the name of the rule that said it; the level of a heading."""

    label: str
    confidence: float
    rule: str
    level: int = 0


def judge(context: Context) -> Verdict:
    """The verdict of the first rule that holds."""
    for rule in RULES:
        confidence = rule.holds(context)
        if confidence > 0:
            return Verdict(rule.label, confidence, rule.name, _level(rule.label, context))
    label, confidence, sign = weigh(context)
    if label == "h2" and context.above in ("h2", "h3") and not level_of(context.text):
        label = "hcont"
    return Verdict(label, confidence, sign, _level(label, context))


def split_credit(text: str) -> tuple[str, str]:
    """(caption, credit) of a line that ends with who took or gave the picture; both empty where it does not.

    A name before 摄 or 供图 with nothing before it is a credit alone.
    """
    for pattern in (_PHOTOGRAPHER, _CREDIT_FIRST, _SUPPLIER):
        match = pattern.fullmatch(text)
        if match:
            caption = (match[1] or "").strip()
            if all(is_name(part) for part in caption.split()):
                return "", text
            return caption, text[len(match[1] or "") :].strip(" 　（(")
    return "", ""


def is_plainly_other(text: str) -> bool:
    """Whether the line alone shows that it is no heading: in brackets, with a photographer's name, with a QR hint."""
    bracketed = text[0] in "（(" and text[-1] in "）)"
    return bracketed or split_credit(text)[1] != "" or re.search(one_of("qr"), text) is not None


def _level(label: str, context: Context) -> int:
    if label not in ("h2", "h3", "h4", "hcont"):
        return 0
    return level_of(context.text) or {"h2": 2, "h3": 3, "h4": 4, "hcont": 2}[label]


def _rubbish(c: Context) -> float:
    """A page number, a line that returns on page after page, marks without a letter."""
    if _PAGE_NUMBER.fullmatch(c.text) and not c.waiting:
        return 0.9
    if c.text in c.knowledge.running:
        return 0.95
    return 0.9 if not key(c.text) and not re.fullmatch(r"[.…·。]{2,}", c.text) else 0.0


def _qr(c: Context) -> float:
    found = re.search(one_of("qr"), c.text)
    return 0.97 if found and len(c.text) <= 30 else 0.0


def _subtitle(c: Context) -> float:
    return 0.85 if c.text.startswith(("——", "――")) and len(c.text) <= 50 and not is_whole(c.text) else 0.0


def _source(c: Context) -> float:
    bracketed = c.text[0] in "（(" and c.text[-1] in "）)"
    found = re.match(rf"[（(]?\s*{one_of('source-heads')}", c.text)
    return (0.97 if bracketed else 0.85) if found and c.late and len(c.text) <= 90 else 0.0


def _bio(c: Context) -> float:
    if not c.late or len(c.text) > _LONGEST_NOTE:
        return 0.0
    bracketed = c.text[0] in "（(" and c.text[-1] in "）)"
    headed = re.match(rf"[（(]?\s*(?:{one_of('bio-heads')}|本文[是系为])", c.text)
    signed = bracketed and re.search(rf"系|供稿|{one_of('bio-ends')}[）)]$", c.text)
    return (0.98 if bracketed else 0.9) if headed else 0.85 if signed else 0.0


def _credit(c: Context) -> float:
    caption, credit = split_credit(c.text)
    return 0.93 if credit and not caption and len(c.text) <= 40 and not has_sentence(c.text) else 0.0


def _caption(c: Context) -> float:
    caption, credit = split_credit(c.text)
    return 0.95 if caption and credit and len(c.text) <= _LONGEST_CAPTION else 0.0


def _numbered(level: int) -> Callable[[Context], float]:
    def holds(c: Context) -> float:
        short = len(c.text) <= LONGEST_HEADING and not ends_sentence(c.text) and not has_sentence(c.text)
        return 0.95 if level_of(c.text) == level and short and c.following is not None else 0.0

    return holds


def _interrupts(c: Context) -> float:
    """A short line at a break, or that fits less well, while the text above waits for its end and the next gives it."""
    following = c.next_text
    if not (c.waiting and could_be_heading(c.line) and following and c.before):
        return 0.0
    seams = c.knowledge.seams
    across, here = seams.openness(c.before.text, following.text), seams.openness(c.before.text, c.text)
    if c.line.at_break:
        return 0.9 if across <= here else 0.7
    return 0.6 if across < -2 and across < here - 1 else 0.0


def _continues(c: Context) -> float:
    if not c.waiting or c.before is None:
        return 0.0
    openness = c.knowledge.seams.openness(c.before.text, c.text)
    sure = c.before.text[-1] in "，,、" or openness < -1
    return 0.98 if sure else 0.95 if openness < 1 else 0.8


def _trails_off(c: Context) -> float:
    return 0.7 if re.fullmatch(r"[.…·。]{2,}", c.text) else 0.0


def _paragraph(c: Context) -> float:
    if could_be_heading(c.line):
        return 0.0
    led = c.before is not None and c.above in ("p", "cont") and not ends_sentence(c.before.text)
    return 0.9 if led else 0.97


RULES: tuple[Rule, ...] = (
    Rule("rubbish", "noise", "· 12 ·", _rubbish),
    Rule("qr-hint", "qr", "扫码观看视频", _qr),
    Rule("displaced-subtitle", "subtitle", "——写在清渠之后", _subtitle),
    Rule("source-note", "source", "（摘编自某年某月某日《某报》）", _source),
    Rule("authors-note", "bio", "（作者系某研究院院长）", _bio),
    Rule("credit-alone", "credit", "甲某某 / 摄", _credit),
    Rule("caption-with-credit", "caption", "湖边公园 甲某某 / 摄", _caption),
    Rule("numbered-heading", "h2", "一、一年的收成", _numbered(2)),
    Rule("numbered-heading-3", "h3", "（一）路修通了", _numbered(3)),
    Rule("numbered-heading-4", "h4", "1.村东的路", _numbered(4)),
    Rule("caption-interrupts", "caption", "…说到水的时 / 湖边公园 / 候,大家站起来", _interrupts),
    Rule("continues", "cont", "…先把最要紧的事 / 情办好。", _continues),
    Rule("trails-off", "p", "……", _trails_off),
    Rule("paragraph", "p", "渠道清了。鸟也回来了。", _paragraph),
)
