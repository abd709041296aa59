"""Rules about blanks: the house types none between Han, nor between Han and Latin; the layout makes the gap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbsh_pub.copyedit.rule import EDGE, HAN, Hit, Rule, pattern, piece_at

_ITEM = r"[A-Z][.．、)）]|[0-9]{1,2}(?:[.．](?![0-9])|[、)）])"  # the next of several items on a line
_MIXED_SPACE = re.compile(rf"(?<=[{HAN}])[ \u3000]+(?=[A-Za-z0-9])(?!{_ITEM})|(?<=[A-Za-z0-9%‰℃])[ \u3000]+(?=[{HAN}])")
_NUMBER_FIRST = re.compile(rf"[{EDGE}](?:[-•·■] )?[0-9]{{1,2}}(?:\.[0-9]+)?\Z")


def _mixed_space(text: str) -> Iterator[Hit]:
    """A blank between Han and Latin, except behind a number that opens a line: that is a numbering mark."""
    for match in _MIXED_SPACE.finditer(text):
        if not _NUMBER_FIRST.search(text, max(0, match.start() - 8), match.start()):
            yield Hit(match.start(), match.end(), "")


_BYLINE = rf"(?<!记者)(?<!作者)(?<!记者 [{HAN}]{{2}})(?<!记者 [{HAN}]{{3}})"
_HAN_SPACE = re.compile(rf"(?<=[{HAN}]){_BYLINE} +(?=[{HAN}])")


def _han_space(text: str) -> Iterator[Hit]:
    """A blank between Han in a sentence; in titles and lists of names it parts groups and stays."""
    for match in _HAN_SPACE.finditer(text):
        start, end = piece_at(text, match.start())
        if any(stop in text[start:end] for stop in "，。；"):
            yield Hit(match.start(), match.end(), "")


RULES: tuple[Rule, ...] = (
    Rule(
        "space-indent",
        "fix",
        "clreq 3.4.1",
        pattern(rf"(?<=[{EDGE}])\u3000[\u3000 ]*(?=[{HAN}“《（])", ""),
        (("\u3000\u3000先调查", "先调查"), ("\u3000“好”", "“好”")),
        ("先调查", "甲\u3000乙"),
    ),
    Rule(
        "space-end",
        "fix",
        "clreq 3.2.2",
        pattern(rf"(?<=[^{EDGE} \t\u3000])[ \t\u3000]+(?=[{EDGE}])", ""),
        (("先调查。  ", "先调查。"), ("先调查\u3000", "先调查")),
        ("先调查。", "A B"),
    ),
    Rule(
        "space-mark",
        "fix",
        "clreq 3.2.4",
        pattern(
            rf"(?<=[，。、；：？！（《〈【〔])[ \t\u3000]+(?=[^{EDGE} \t\u3000])"
            rf"|(?<=[^{EDGE} \t\u3000])[ \t\u3000]+(?=[，。、；：？！）》〉】〕])"
            rf"|(?<=[“‘])[ \t\u3000]+(?=[{HAN}])|(?<=[{HAN}，。？！])[ \t\u3000]+(?=[”’])|(?<=[{HAN}])[ \t]+(?=（)",
            "",
        ),
        (
            ("先调查 ，后动手", "先调查，后动手"),
            ("“ 好 ”", "“好”"),
            ("先调查。 后动手", "先调查。后动手"),
            ("京 （北京）", "京（北京）"),
        ),
        ("唱好“双城记” “飞地”焕生机", "The “word” here", "先调查，后动手"),
    ),
    Rule(
        "space-mixed",
        "fix",
        "clreq 3.2.2",
        _mixed_space,
        (("2024 年", "2024年"), ("浓度 PM2.5 下降", "浓度PM2.5下降")),
        ("2024年", "01 牢记嘱托", "- 74 打造样板", "A.甲 B.乙", "1.甲 2.乙", "Tianjin Binhai"),
    ),
    Rule(
        "space-double",
        "fix",
        "clreq 3.2.2",
        pattern(r"(?<=[A-Za-z0-9.,;:!?)]) {2,}(?=[A-Za-z0-9(])", " "),
        (("Tianjin  Binhai", "Tianjin Binhai"), ("fig. 1.   See", "fig. 1. See")),
        ("Tianjin Binhai", "刘庆  岳涛"),
    ),
    Rule(
        "space-han",
        "warn",
        "clreq 3.2.2",
        _han_space,
        (("先调 查，后动手。", "先调查，后动手。"), ("京 津 冀协同。", "京津冀协同。")),
        ("牢记嘱托 勇担使命", "刘庆 岳涛", "新华社记者 张三 摄。", "写着“绿色出行\u3000轨道相连”，很醒目"),
    ),
)
