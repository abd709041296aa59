"""Rules about the marks of GB/T 15834: their width, form, repetition and company."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbsh_pub.copyedit.rule import (
    DIGITS,
    EDGE,
    HAN,
    Hit,
    Rule,
    beside,
    is_chinese,
    pattern,
    piece_at,
)

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def _in_chinese(text: str, index: int) -> bool:
    """Does a mark at `index` stand beside Chinese, or behind a percentage in Chinese text?"""
    before, after = text[index - 1], text[index + 1]
    if before.isdecimal() and after.isdecimal():
        return False
    if before in "%‰℃" and after.isalnum():
        start, end = piece_at(text, index)
        return re.search(f"[{HAN}]", text[start:end]) is not None
    return is_chinese(text, index - 1, -1) or is_chinese(text, index + 1, 1)


def _wide(mark: str) -> Rule:
    """The rule that a half-width `mark` beside Chinese becomes the full-width one."""
    every = pattern(re.escape(mark), _WIDE[mark])

    def find(text: str) -> Iterator[Hit]:
        return (hit for hit in every(text) if _in_chinese(text, hit.start))

    name, section = {
        ",": ("comma", "4.4"),
        ";": ("semicolon", "4.6"),
        ":": ("colon", "4.7"),
        "?": ("question", "4.2"),
        "!": ("exclamation", "4.3"),
    }[mark]
    full = _WIDE[mark]
    return Rule(
        name,
        "fix",
        f"GB/T 15834 {section}",
        find,
        (
            (f"先调查{mark}后动手", f"先调查{full}后动手"),
            (f"引用“甲”{mark}GDP", f"引用“甲”{full}GDP"),
            (f"增长5%{mark}3年", f"增长5%{full}3年"),
        ),
        (f"先调查{full}后动手", f"A{mark} B", f"合计1{mark}000元", f"The “word”{mark} he said"),
    )


_STOP_AT_END = re.compile(rf"\.(?<=[{HAN}）》】%”]\.)(?= *(?:[{EDGE}]|[”’）]| [{HAN}“《]))")


def _full_stop(text: str) -> Iterator[Hit]:
    for match in _STOP_AT_END.finditer(text):
        start, _ = piece_at(text, match.start())
        percent = text[match.start() - 1] == "%" and re.search(f"[{HAN}]", text[start : match.start()])
        if percent or is_chinese(text, match.start() - 1, -1):
            yield Hit(match.start(), match.end(), "。")


_DOTS = re.compile(r"\.{3,6}(?!\.)|。{3,}|．{3,}|·{3,}|・{3,}|⋯+|…+")


def _ellipsis(text: str) -> Iterator[Hit]:
    for match in _DOTS.finditer(text):
        start, end = match.span()
        alone = match[0] == "…………" and text[start - 1] in EDGE and text[end] in EDGE  # a whole paragraph left out
        leaders = match[0][0] == "." and text[start - 1] == "."
        if match[0] == "……" or alone or leaders:
            continue
        if is_chinese(text, start - 1, -1) or is_chinese(text, end, 1):
            yield Hit(start, end, "……")


RULES: tuple[Rule, ...] = (
    *(_wide(mark) for mark in _WIDE),
    Rule(
        "full-stop",
        "fix",
        "GB/T 15834 4.1",
        _full_stop,
        (
            ("先调查.", "先调查。"),
            ("（见图1）.", "（见图1）。"),
            ("增长3%.", "增长3%。"),
            ("他说“好”.", "他说“好”。"),
            ("完成. 随后", "完成。 随后"),
        ),
        ("See fig. 1.", "5%.", "the “word”.", "3.5%", "PM2.5", "等等..."),
    ),
    Rule(
        "dot-between",
        "warn",
        "GB/T 15834 4.1, 4.14",
        pattern(
            rf"\.(?<=[{HAN}]\.)(?=[{HAN}0-9“《（])(?<![{EDGE}][一二三四五六七八九十甲乙丙丁戊]\.)(?<![{EDGE}]十[{DIGITS}]\.)"
        ),
        (("完成.随后", None), ("约翰.史密斯", None)),
        ("完成。随后", "一.总则", "十二.总则", "PM2.5", "完成."),
    ),
    Rule(
        "ellipsis",
        "fix",
        "GB/T 15834 4.11",
        _ellipsis,
        (("山、水...", "山、水……"), ("山…水", "山……水"), ("走了。。。", "走了……"), ("山………", "山……")),
        ("山……水", "…………", "wait... what", "总则........1"),
    ),
    Rule(
        "ellipsis-etc",
        "warn",
        "GB/T 15834 4.11",
        pattern(r"……(?=等(?:等|类|[，。；、）]))", ""),
        (("山、水……等。", "山、水等。"), ("甲、乙……等等", "甲、乙等等")),
        ("山、水……", "他说……等到天亮"),
    ),
    Rule(
        "ellipsis-stop",
        "warn",
        "GB/T 15834 4.11",
        pattern(r"[，、；。]*……[，、；。]+|[，、；]……", "……"),
        (("山、水……。", "山、水……"), ("山，……水", "山……水")),
        ("山……水", "走了。……后来"),
    ),
    Rule(
        "dash",
        "fix",
        "GB/T 15834 4.10",
        beside(r"(?<![-—])(?:-{2,4}|—{3,6})(?![-—])|[―─–－ー]{2,6}", "——"),
        (("甲--乙", "甲——乙"), ("甲———乙", "甲——乙"), ("甲――乙", "甲——乙")),
        ("甲——乙", "a--b", "甲—乙"),
    ),
    Rule(
        "dash-form",
        "fix",
        "GB/T 15834 4.13",
        pattern(rf"(?<=[{HAN}0-9”》])(?<![―─–])[―─–](?=[{HAN}0-9“《])", "—"),
        (("北京–天津", "北京—天津"), ("2014–2024年", "2014—2024年")),
        ("北京—天津", "a–b", "甲――乙"),
    ),
    Rule(
        "dash-half",
        "warn",
        "GB/T 15834 4.10",
        pattern(rf"(?<=[，。；！？{EDGE}])—(?!—)|(?<!—)—(?=[{EDGE}])", "——"),
        (("—北京纪实", "——北京纪实"), ("好，—他说", "好，——他说")),
        ("——北京纪实", "北京—天津"),
    ),
    Rule(
        "dash-yi",
        "warn",
        "GB/T 15834 4.10",
        pattern("一一(?=这|那|他|她|它|我|即|也就是)", "——"),
        (("绿水青山一一这是", "绿水青山——这是"), ("协同一一即一体", "协同——即一体")),
        ("一一对应", "逐条一一列举"),
    ),
    Rule(
        "repeated-stop",
        "fix",
        "GB/T 15834 5.1",
        pattern(r"([，、；：])\1+|(?<!。)。。(?!。)", lambda match: match[0][0]),
        (("山，，水", "山，水"), ("走了。。", "走了。")),
        ("走了。。。", "山，水"),
    ),
    Rule(
        "stop-run",
        "warn",
        "GB/T 15834 4.2, 4.3",
        pattern(r"！？|！{4,}|？{4,}", lambda match: "？！" if match[0] == "！？" else match[0][:3]),
        (("真的！？", "真的？！"), ("好！！！！", "好！！！")),
        ("真的？！", "好！！！"),
    ),
    Rule(
        "stop-clash",
        "warn",
        "GB/T 15834 5.1",
        pattern(r"([，、；：])(?!\1)[，。、；：？！]|[？！][，、；：。]|。[，、；：]"),
        (("山，。水", None), ("好！，", None)),
        ("“好！”，", "山，，水", "走了。”，"),
    ),
    Rule(
        "stop-inside",
        "warn",
        "GB/T 15834 5.1",
        pattern("[（《〈“‘][，。、；：](?![”’）》〉])|[，、；：][）》〉]"),
        (("“，他说”", None), ("（甲、乙，）", None)),
        ("“好，”他说", "“、”号"),
    ),
    Rule(
        "interpunct",
        "fix",
        "GB/T 15834 4.14",
        pattern(rf" ?[•・‧∙⋅] ?(?<=[{HAN}].)(?=[{HAN}])|(?<=[{HAN}]) ?[•・‧∙⋅] ?(?=[{HAN}])", "·"),
        (("卡尔•马克思", "卡尔·马克思"), ("卡尔・马克思", "卡尔·马克思")),
        ("卡尔·马克思", "• 要点"),
    ),
)
