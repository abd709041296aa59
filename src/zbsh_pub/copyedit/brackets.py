"""Rules about brackets and quotation marks: GB/T 15834 4.8, 4.9, 4.15."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbsh_pub.copyedit.rule import CHINESE, HAN, PARAGRAPH, Hit, Rule, is_chinese, pattern

_CURLY = {'"': ("“", "”"), "'": ("‘", "’")}
_KINDS = {'"': re.compile('["＂“”]'), "'": re.compile("['＇‘’]")}


def _straight_quotes(text: str) -> Iterator[Hit]:
    """Straight quotation marks around Chinese whose partner is beyond doubt."""
    for start, end, curly in _quotations(text):
        for index, mark in ((start, curly[0]), (end, curly[1])):
            if text[index] != mark:
                yield Hit(index, index + 1, mark)


def _lone_quotes(text: str) -> Iterator[Hit]:
    """Straight double marks beside Chinese that `_straight_quotes` cannot pair."""
    if '"' in text or "＂" in text:
        paired = {index for start, end, _ in _quotations(text) for index in (start, end)}
        for match in re.finditer('["＂]', text):
            start, end = match.span()
            if start not in paired and (is_chinese(text, start - 1, -1) or is_chinese(text, end, 1)):
                yield Hit(start, end, None)


def _quotations(text: str) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """Opening and closing mark of each quotation with a straight mark, and the curly marks that it wants."""
    for straight, wide in (('"', "＂"), ("'", "＇")):
        if straight not in text and wide not in text:
            continue
        begins = 0
        for piece in text.split(PARAGRAPH):
            if straight in piece or wide in piece:
                for start, end in _pairs(piece, straight):
                    yield begins + start, begins + end, _CURLY[straight]
            begins += len(piece) + 1


def _pairs(piece: str, straight: str) -> list[tuple[int, int]]:
    """The quotations of a piece with a straight mark; none where the marks can be read in two ways."""
    opening, closing = _CURLY[straight]
    found: list[tuple[int, int]] = []
    start = -1
    for match in _KINDS[straight].finditer(piece):
        index, mark = match.start(), match[0]
        if _is_apostrophe(piece, index):
            continue
        if mark == (opening if start >= 0 else closing):
            return []  # nested or crossed
        if start < 0:
            start = index
        else:
            found.append((start, index))
            start = -1
    half = {piece[first] == opening for first, last in found if (piece[first] == opening) != (piece[last] == closing)}
    if start >= 0 or len(half) > 1:  # “甲"乙"丙”: is 乙 inside or outside?
        return []
    return [(a, b) for a, b in found if piece[a] + piece[b] != opening + closing and _is_quoted(piece, a, b)]


def _is_quoted(piece: str, start: int, end: int) -> bool:
    """Is there Chinese between the marks, or on both sides of them?"""
    around = is_chinese(piece, start - 1, -1) and is_chinese(piece, end + 1, 1)
    return around or re.search(f"[{CHINESE}]", piece[start + 1 : end]) is not None


def _is_apostrophe(text: str, index: int) -> bool:
    return text[index] in "'＇‘’" and index > 0 and text[index - 1].isascii() and text[index - 1].isalnum()


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
        (('说"好"', "说“好”"), ("“念'双碳'二字”", "“念‘双碳’二字”"), ('说“好"', "说“好”")),
        ("It's Tom's", '“引"内"文”', '说"好', 'the "word" here', '5"屏', "说“好”"),
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
        "quote-lone",
        "warn",
        "GB/T 15834 4.8",
        _lone_quotes,
        (('说"好', None), ('“引"内"文”', None)),
        ('说"好"', "说“好”", '5" disk'),
    ),
)
