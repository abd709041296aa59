"""Rules about characters: width, invisible and foreign forms, traditional characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from zbsh_pub.copyedit.rule import DIGITS, EDGE, HAN, Hit, Rule, pattern

_ZEROS = "○◯〇OＯ0０零"
_ZERO_TO_HAN = str.maketrans(dict.fromkeys(_ZEROS, "〇"))
_HALF_FORMS = dict(zip("｡｢｣､﹐﹑﹒﹔﹕﹖﹗﹙﹚", "。「」、，、．；：？！（）", strict=True))
_TRADITIONAL = frozenset("後於")  # GB 2312 has them, as surnames and in names of places
# In Big5's first plane and not in GB 2312, yet nobody's traditional form: rare characters, most of them in names.
_RARE = frozenset(
    "伋伕佺倣偭偯偺傚僇僎僩儅儳兙兛兝兞兡兣劻勗勦卄吋呎啗啣嗧嘐堉塭塽墦奭妳姅姪嬝屘屝崁巉帟彊徬惇愒慇抆揹搆搾撚撢擭敔昤晅晞暍暱暸杗枓栘梂梡"
    "梱棻楛榣槃橾櫂櫺歜毚毬汍沍沘沬泜洸浥浬涊湣湩湲潟潠澴濩濬炤焜煆煖燄燐燸牠玆玥玨珪珮琍琯瑯璘璟瓖瓩甦甽疢痲痳痺瘉睪瞇瞋瞭砠砲硿祇祐穋箄"
    "箠篛簷籐籣籥糎糢縿繙耑脤脰芣蔆蘗衹裯褕褽覜觔觼詨詻誧豭賸跦跼踡踫迆迺遝郃鄗鄘釆釭鉼銲鎗鑤阬隄雊霤韹餽鯈鶸鼇"
    "昇陞邨甯蒐澂"  # standard in names since 2013
)


def _narrow(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _han_zero(match: re.Match[str]) -> str:
    return match[0].translate(_ZERO_TO_HAN)


def _unified(match: re.Match[str]) -> str | None:
    plain = unicodedata.normalize("NFKC", match[0])
    return None if plain == match[0] else plain


@cache
def _is_traditional(character: str) -> bool:
    """In everyday use where Big5 is written (its first plane), and without a place in GB 2312."""
    try:
        everyday = character.encode("big5")[0] <= 0xC6
    except UnicodeEncodeError:
        return False
    if character in _RARE or character in _TRADITIONAL:
        return character in _TRADITIONAL
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return everyday
    return False


_HAN = re.compile(f"[{HAN}]")


def _traditional(text: str) -> Iterator[Hit]:
    strange = {c for c in set(text) if _HAN.match(c) and _is_traditional(c)}
    if strange:
        yield from pattern(f"[{''.join(sorted(strange))}]+")(text)


RULES: tuple[Rule, ...] = (
    Rule(
        "fullwidth-alnum",
        "fix",
        "GB/T 15835 5.1.7; clreq 3.2.1",
        pattern(rf"[Ａ-Ｚａ-ｚ０-９％]+|(?<![{EDGE}])[＋＆＠]", _narrow),
        (("２０２４年ＰＭ２.５", "2024年PM2.5"), ("增长３％", "增长3%"), ("甲＋乙", "甲+乙")),
        ("制图／本刊", "＃不是这里管的"),
    ),
    Rule(
        "fullwidth-point",
        "fix",
        "GB/T 15835 5.1.2",
        pattern(r"．(?<=[0-9]．)(?=[0-9])", "."),
        (("增长3．5%", "增长3.5%"), ("PM2．5", "PM2.5")),
        ("一．总则", "完．"),
    ),
    Rule(
        "half-forms",
        "fix",
        "GB/T 15834 5.1",
        pattern("[｡｢｣､﹐﹑﹒﹔﹕﹖﹗﹙﹚]", lambda match: _HALF_FORMS[match[0]]),
        (("京､津､冀｡", "京、津、冀。"), ("甲﹐乙", "甲，乙")),
        ("京、津、冀。",),
    ),
    Rule(
        "invisible",
        "fix",
        "clreq 2.1",
        pattern("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]+", ""),
        (("京\u200b津冀", "京津冀"), ("\u202d2024\u202c年", "2024年")),
        ("京津冀 2024",),
    ),
    Rule(
        "exotic-space",
        "fix",
        "clreq 3.2.2",
        pattern("[\u00a0\u1680\u2000-\u200a\u202f\u205f]+", " "),
        (("Tianjin\u00a0Binhai", "Tianjin Binhai"), ("A\u2009B", "A B")),
        ("Tianjin Binhai", "甲\u3000乙"),
    ),
    Rule(
        "compatibility-han",
        "fix",
        "GB 18030; clreq 2.1",
        pattern("[\u2f00-\u2fd5\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff]", _unified),
        (("⼈民", "人民"), ("\uf9dd益", "利益")),
        ("人民", "\ufa0e"),
    ),
    Rule(
        "radical",
        "warn",
        "GB 18030",
        pattern("[\u2e80-\u2eff]"),
        (("⺠生", None), ("⻋站", None)),
        ("民生", "车站"),
    ),
    Rule(
        "private-use",
        "warn",
        "GB 18030",
        pattern("[\ue000-\uf8ff]+"),
        (("第\ue123期", None), ("\uf0b7要点", None)),
        ("第1期",),
    ),
    Rule(
        "unit-sign",
        "warn",
        "GB/T 15835 4.1.1",
        pattern("[\u3371-\u337a\u3380-\u33df]"),
        (("100㎡", None), ("5㎞", None)),
        ("100平方米", "25℃"),
    ),
    Rule(
        "traditional",
        "warn",
        "GB 2312; 通用规范汉字表",
        _traditional,
        (("學习", None), ("改革開放", None), ("90後", None)),
        ("学习", "乾隆", "毕昇", "习近平在涿州", "王芩祥、郜敏"),
    ),
    Rule(
        "han-zero",
        "fix",
        "GB/T 15835 5.2.5",
        pattern(
            rf"(?<![0-9])[一二](?=.{{0,2}}[{_ZEROS}])[{DIGITS}{_ZEROS}]{{3}}(?=年)"
            rf"|(?<=[{DIGITS}十])[○◯Ｏ]{{1,2}}(?![○◯Ｏ])",
            _han_zero,
        ),
        (
            ("二○二四年", "二〇二四年"),
            ("二0二四年", "二〇二四年"),
            ("二零二四年", "二〇二四年"),
            ("第一○三号", "第一〇三号"),
            ("第二○届", "第二〇届"),
        ),
        ("二〇二四年", "一百零三", "2024年", "二零二四"),
    ),
)
