"""Title, kicker, subtitle and authors: told by styles, else seen at the head of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zbsh_pub.importing.word.draft import Head, Paragraph, Piece, Source, Text, plain, split_at, stripped
from zbsh_pub.importing.word.findings import Findings, short
from zbsh_pub.importing.word.reading import LINE_BREAK

MAX_HEAD = 8  # paragraphs that are looked at
MAX_TITLE = 60  # characters
MAX_BYLINE = 40
MISSING = "待补题目"
_STOP = re.compile(r"[。！？；：，]$")
_DASH = re.compile(r"^\s*(?:——|—|--)")
_BYLINE = re.compile(r"^\s*(?:[□◎●■○◆]|文\s*[/／|｜:：]|撰文\s*[/／:：]|作\s*者\s*[:：]|本刊|本报|记者|通讯员)")
_LEAD_IN = re.compile(r"^\s*(?:[□◎●■○◆]|文\s*[/／|｜:：]|撰文\s*[/／:：]|作\s*者\s*[:：])\s*")
_NAMES = re.compile(r"[\u3400-\u9fff·]{1,4}(?:[\s、，,　/／]+[\u3400-\u9fff·]{1,4})*")
_SEPARATORS = re.compile(r"[\s、，,;；　/／]+")
_SINGLE = re.compile(r"(?<=(?<!\S)[\u3400-\u9fff])\s+(?=[\u3400-\u9fff](?!\S))")  # 张　三: a name of two characters
# First characters of the two hundred or so most frequent surnames, and of the compound ones.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
    "韦付方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申"
    "欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司"
    "卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻"
    "苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平"
    "计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于呼居揭干"
    "但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由诸上皇东令"
)
_OFFICE = re.compile(r"(?:本刊|本报)?(?:特约)?(?:记者|通讯员|评论员|编辑部)")


def take_head(blocks: Sequence[Source], findings: Findings) -> tuple[Head, list[Source], list[Text]]:
    """The head, the blocks that are left, and what hung on the head as notes."""
    leading = _leading(blocks)
    title = _styled_title(leading) or _first_heading(blocks, leading, findings) or _looking_like(leading, findings)
    if not title:
        findings.doubt("W20", 0, text=MISSING)
        findings.add(MISSING)
        return Head((MISSING,)), list(blocks), []
    first, last = leading.index(title[0]), leading.index(title[-1])
    kicker = [p for p in leading[:first] if p.facts.role == "kicker" or _is_kicker(p)]
    subtitle, authors = _below(leading[last + 1 :], findings)
    taken = [*kicker, *title, *subtitle, *authors]
    head = Head(
        title=tuple(_lines(title, findings)),
        kicker=tuple(_lines(kicker, findings)),
        subtitle="".join(_lines(subtitle, findings)),
        authors=tuple(name for p in authors for name in _names(p, findings)),
    )
    return head, [block for block in blocks if all(block is not p for p in taken)], _hanging(taken, findings)


def _leading(blocks: Sequence[Source]) -> list[Paragraph]:
    """The first paragraphs with words, up to a picture, a table or a list."""
    found: list[Paragraph] = []
    for block in blocks:
        if len(found) == MAX_HEAD or not isinstance(block, Paragraph) or block.images or block.facts.label:
            break
        if block.text.strip():
            found.append(block)
    return found


def _styled_title(leading: Sequence[Paragraph]) -> list[Paragraph]:
    return [p for p in leading if p.facts.role == "title"]


def _first_heading(blocks: Sequence[Source], leading: Sequence[Paragraph], findings: Findings) -> list[Paragraph]:
    """A first heading that is the only one of its level, above all others."""
    levels = [b.facts.level for b in blocks if isinstance(b, Paragraph) and b.facts.level and b.text.strip()]
    top = next((p for p in leading[:3] if p.facts.level), None)
    if top is None or levels.count(top.facts.level) > 1 or top.facts.level != min(levels):
        return []
    findings.doubt("W20", top.number, text=short(top.text))
    return [top]


def _looking_like(leading: Sequence[Paragraph], findings: Findings) -> list[Paragraph]:
    """The largest of the centred lines at the top, else a first line in bold or 黑体 that is no sentence."""
    centred = []
    for paragraph in leading:
        if paragraph.facts.alignment != "center" or len(paragraph.text) > MAX_TITLE:
            break
        centred.append(paragraph)
    if centred:
        best = max(centred, key=lambda p: (p.facts.size, p.facts.bold, -centred.index(p)))
        group = [p for p in centred if (p.facts.size, p.facts.bold) == (best.facts.size, best.facts.bold)]
        names = [p for p in group if _is_byline(p)]
        found = [p for p in group if p not in names][:2] if best.facts.size else [best]
    else:
        found = [p for p in leading[:1] if _is_plain_title(p)]
    if found:
        findings.doubt("W20", found[0].number, text=short("".join(p.text for p in found)))
    return found


def _is_plain_title(paragraph: Paragraph) -> bool:
    return (
        len(paragraph.text) <= MAX_TITLE
        and not _STOP.search(paragraph.text.strip())
        and (paragraph.facts.bold or paragraph.facts.face == "hei")
    )


def _is_kicker(paragraph: Paragraph) -> bool:
    return paragraph.facts.alignment == "center" and len(paragraph.text) <= MAX_TITLE


def _below(after: Sequence[Paragraph], findings: Findings) -> tuple[list[Paragraph], list[Paragraph]]:
    """Subtitle and authors among the paragraphs below the title, in whichever order they come."""
    subtitle: list[Paragraph] = []
    authors: list[Paragraph] = []
    for paragraph in after[:3]:
        role = paragraph.facts.role
        if role == "subtitle" or (not subtitle and not authors and _DASH.match(paragraph.text)):
            subtitle.append(paragraph)
        elif role == "authors" or (not authors and _is_byline(paragraph)):
            authors.append(paragraph)
            if role != "authors":
                findings.doubt("W21", paragraph.number, text=short(paragraph.text))
        elif (
            not subtitle and not authors and paragraph.facts.alignment == "center" and len(paragraph.text) <= MAX_TITLE
        ):
            subtitle.append(paragraph)
            findings.doubt("W20", paragraph.number, text=short(paragraph.text))
        else:
            break
    return subtitle, authors


def _is_byline(paragraph: Paragraph) -> bool:
    """Names of two to four characters, or words that stand before names."""
    text = paragraph.text.strip()
    if len(text) > MAX_BYLINE or _STOP.search(text) or paragraph.facts.level:
        return False
    return bool(_BYLINE.match(text) or (_NAMES.fullmatch(text) and _are_names(paragraph)))


def _are_names(paragraph: Paragraph) -> bool:
    """Surname and given name each; a bold line at the left is a heading."""
    names = _split(paragraph.text)
    set_off = paragraph.facts.alignment in ("center", "right") or not paragraph.facts.bold
    return set_off and len(names) <= 8 and all("·" in n or (2 <= len(n) <= 4 and n[0] in _SURNAMES) for n in names)


def _lines(paragraphs: Sequence[Paragraph], findings: Findings) -> list[str]:
    """The lines of a title: its paragraphs, and those that a manual break makes."""
    lines = [plain(line) for p in paragraphs for line in split_at(p.pieces, LINE_BREAK)]
    if any("|" in line for line in lines):  # in the manifest a bar is a mark
        bars = sum(line.count("|") for line in lines)
        findings.drop("|" * bars, "mark")
        findings.add("｜" * bars)
    return [" ".join(line.replace("|", "｜").split()) for line in lines if line.strip()]


def _names(paragraph: Paragraph, findings: Findings) -> list[str]:
    text = paragraph.text.replace(LINE_BREAK, " ").strip()
    lead = _LEAD_IN.match(text)
    if lead:
        findings.drop(lead[0], "byline", paragraph.number)
        text = text[lead.end() :]
    names = _split(text)
    rest = list("".join(_SEPARATORS.findall(text)))
    findings.drop("".join(character for character in rest if not character.isspace()), "byline", paragraph.number)
    return names


def _split(text: str) -> list[str]:
    """Names: 张　三、李四 is two; an office such as 本刊记者 stays with the name behind it."""
    names: list[str] = []
    for group in re.split(r"[、，,;；/／]+", text):
        for token in _SINGLE.sub("", group.strip()).split():
            if names and _OFFICE.fullmatch(names[-1]):
                names[-1] = f"{names[-1]} {token}"
            else:
                names.append(token)
    return names


def _hanging(taken: Sequence[Paragraph], findings: Findings) -> list[Text]:
    """Notes called in the head, which the manifest cannot hold: they tell of the author, mostly."""
    found = []
    for paragraph in taken:
        for piece in paragraph.pieces:
            if piece.note:
                pieces = stripped(inner for note in piece.note for inner in _plain_pieces(note))
                findings.doubt("W36", paragraph.number, text=short(plain(pieces)))
                found.append(Text("bio", pieces, number=paragraph.number))
    return found


def _plain_pieces(paragraph: Paragraph) -> list[Piece]:
    return [replace(piece, note=()) for piece in paragraph.pieces]
