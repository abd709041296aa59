"""Rules about the marks of GB/T 15834: their width, form, repetition and company."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbsh_pub.copyedit.rule import (
    CHINESE,
    DIGITS,
    EDGE,
    HAN,
    PARAGRAPH,
    Hit,
    Rule,
    beside,
    is_chinese,
    pattern,
    piece_at,
)

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def _between_digits(text: str, hit: Hit) -> bool:
    return text[hit.start - 1].isdecimal() and text[hit.end : hit.end + 1].isdecimal()


def _wide(mark: str) -> Rule:
    """The rule that a half-width `mark` beside Chinese becomes the full-width one."""
    every = beside(re.escape(mark), _WIDE[mark])
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
        lambda text: (hit for hit in every(text) if not _between_digits(text, hit)),
        ((f"先调查{mark}后动手", f"先调查{full}后动手"), (f"引用“甲”{mark}GDP", f"引用“甲”{full}GDP")),
        (f"先调查{full}后动手", f"A{mark} B", f"合计1{mark}000元", f"The “word”{mark} he said"),
    )


_STOP_AT_END = re.compile(rf"\.(?<=[{HAN}）》】%]\.)(?= *(?:[{EDGE}]|[”’）]| [{HAN}“《]))")


def _full_stop(text: str) -> Iterator[Hit]:
    for match in _STOP_AT_END.finditer(text):
        start, _ = piece_at(text, match.start())
        percent = text[match.start() - 1] == "%"
        if not percent or re.search(f"[{HAN}]", text[start : match.start()]):
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


_STRAIGHT = re.compile("[\"＂“”]|['＇‘’]")


def _straight_quotes(text: str) -> Iterator[Hit]:
    """Straight quotation marks in pairs around Chinese, one pair after the other within a piece."""
    if '"' in text or "＂" in text:
        yield from _straight(text, '"＂', "“”", "‘’")
    if "'" in text or "＇" in text:
        yield from _straight(text, "'＇", "‘’", "‘’")


def _straight(text: str, kind: str, outer: str, inner: str) -> Iterator[Hit]:
    marks = [m.start() for m in re.finditer(f"[{kind}]", text) if not _is_apostrophe(text, m.start())]
    while len(marks) > 1:
        first, second = marks[:2]
        quoted = text[first + 1 : second]
        if PARAGRAPH in quoted:
            del marks[0]
            continue
        del marks[:2]
        if re.search(f"[{CHINESE}]", quoted) or (is_chinese(text, first - 1, -1) and is_chinese(text, second + 1, 1)):
            start, _ = piece_at(text, first)
            depth = text.count("“", start, first) - text.count("”", start, first)
            pair = inner if depth > 0 else outer
            yield Hit(first, first + 1, pair[0])
            yield Hit(second, second + 1, pair[1])


def _is_apostrophe(text: str, index: int) -> bool:
    return text[index] in "'＇" and text[index - 1].isascii() and text[index - 1].isalnum()


_BRACKETS = re.compile(rf"[(（]([^()（）{PARAGRAPH}]*)[)）]")


def _brackets(text: str) -> Iterator[Hit]:
    """Half-width or mixed brackets around or between Chinese, each bracket a hit of its own."""
    for match in _BRACKETS.finditer(text):
        start, end = match.span()
        formula = text[start] == "(" and text[start - 1].isascii() and text[start - 1].isalnum() and match[1].isascii()
        mixed = {text[start], text[end - 1]} in ({"(", "）"}, {"（", ")"})
        if not mixed and (formula or not _in_chinese(text, match)):
            continue
        if text[start] == "(":
            yield Hit(start, start + 1, "（")
        if text[end - 1] == ")":
            yield Hit(end - 1, end, "）")


def _in_chinese(text: str, match: re.Match[str]) -> bool:
    around = is_chinese(text, match.start() - 1, -1) or is_chinese(text, match.end(), 1)
    return around or re.search(f"[{CHINESE}]", match[1]) is not None


_ANGLES = re.compile(rf"(<<|＜＜)([^<>＜＞{PARAGRAPH}]*[{HAN}][^<>＜＞{PARAGRAPH}]*)(>>|＞＞)")


def _angles(text: str) -> Iterator[Hit]:
    for match in _ANGLES.finditer(text):
        yield Hit(match.start(1), match.end(1), "《")
        yield Hit(match.start(3), match.end(3), "》")


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
            ("完成. 随后", "完成。 随后"),
        ),
        ("See fig. 1.", "3.5%", "PM2.5", "等等..."),
    ),
    Rule(
        "dot-between",
        "warn",
        "GB/T 15834 4.1, 4.14",
        pattern(
            rf"\.(?<=[{HAN}]\.)(?=[{HAN}])(?<![{EDGE}][一二三四五六七八九十甲乙丙丁戊]\.)(?<![{EDGE}]十[{DIGITS}]\.)"
        ),
        (("完成.随后", None), ("约翰.史密斯", None)),
        ("完成。随后", "一.总则", "十二.总则", "PM2.5"),
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
        "bracket",
        "fix",
        "GB/T 15834 4.9",
        _brackets,
        (("(见图1)", "（见图1）"), ("（图2)", "（图2）"), ("协同(BTH)发展", "协同（BTH）发展")),
        ("（见图1）", "f(x)", "Beijing (BJ) and", "1)"),
    ),
    Rule(
        "quote-straight",
        "fix",
        "GB/T 15834 4.8",
        _straight_quotes,
        (('说"好"', "说“好”"), ("“念'双碳'二字”", "“念‘双碳’二字”"), ('“引"内"文”', "“引‘内’文”")),
        ("It's Tom's", 'the "word" here', '5"屏', "说“好”"),
    ),
    Rule(
        "quote-corner",
        "warn",
        "GB/T 15834 4.8",
        pattern("[「『]", lambda match: "“" if match[0] == "「" else "‘"),
        (("「轨道", "“轨道"), ("『轨道", "‘轨道")),
        ("“轨道”", "【轨道】"),
    ),
    Rule(
        "quote-enumeration",
        "fix",
        "GB/T 15834 4.5.3.5",
        pattern("、(?:(?<=[”’]、)(?=[“‘])|(?<=》、)(?=《))", ""),
        (("“一核”、“两翼”", "“一核”“两翼”"), ("《前线》、《共产党员》", "《前线》《共产党员》")),
        ("“一核”（北京）、“两翼”", "京、津、冀", "“一核”、雄安"),
    ),
    Rule(
        "title-angle",
        "fix",
        "GB/T 15834 4.15",
        _angles,
        (("<<纲要>>", "《纲要》"), ("＜＜规划纲要＞＞", "《规划纲要》")),
        ("《纲要》", "a << b >> c", "1<2"),
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
