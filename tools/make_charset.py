"""Turn the lists of characters a Chinese magazine needs into `assets/fonts/charset.txt`, and read that file back.

`python tools/make_charset.py` writes the file: 通用规范汉字表 (2013), GB 2312, Latin, pinyin, punctuation, symbols.
It needs pypinyin-dict==0.9.0 (and the pypinyin it pulls in); reading the file back needs nothing. The file is
committed, so only a change of the charset calls for this script. A line of the file is one of three things:

    # a comment
    U+0020-007E U+00A0      code points and ranges, for what cannot be seen or would be taken for a comment
    ，。、；：               the characters themselves
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import combining

CHARSET = Path(__file__).resolve().parents[1] / "assets" / "fonts" / "charset.txt"
PER_LINE = 40
TABLE_SIZE, GB2312_HAN = 8105, 6763

HEAD = """\
# Characters of the faces ZB Song, ZB Hei and ZB Kai. Written by tools/make_charset.py: change it there.
# A line is a comment, or code points and ranges (U+0020-007E), or the characters themselves.
# Each character stands once, under the first list that has it.
#
# Sources
#   通用规范汉字表 (2013, 8,105 字): property kTGHZ2013 of the Unicode Han Database (Unicode License v3), read from
#     PyPI pypinyin-dict 0.9.0, module pinyin_data.ktghz2013 (MIT). Only the code points are taken.
#   GB 2312-80: the codec "gb2312" of Python (6,763 Han characters, 682 others).
#   The rest: written out in tools/make_charset.py.
"""

# Title of a list -> its characters. Where a list comes from a standard, a function below makes it.
LATIN = "".join(map(chr, range(0x20, 0x7F)))
LATIN_1 = "".join(map(chr, range(0xA0, 0x100)))
PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜêếềńňǹḿɑɡĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙÜǕǗǙǛÊẾỀŃŇǸḾ"
COMBINING = "\u0300\u0301\u0304\u030c"  # ê̄ ê̌ m̄ m̌ m̀ have no code point of their own
GENERAL = "‐‑–—―‖‘’“”†‡•‥…‧‰′″※\u200b\u2060"
CJK_MARKS = "".join(map(chr, range(0x3000, 0x3040)))
FULLWIDTH = "".join(map(chr, (*range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7))))
NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"
SHAPES = "←↑→↓↩■□▲△●○◆◇★☆▪◦✎▍"
UNITS = "℃№㎡㎏㎜㎝㎞㏄≈≠≤≥∞√"
GREEK = "".join(chr(c) for c in (*range(0x391, 0x3AA), *range(0x3B1, 0x3CA)) if c != 0x3A2)
OTHERS = "€™\ufe31"  # U+FE31: the vertical dash of short vertical titles


def gb2312() -> list[str]:
    """All characters of GB 2312, in its order."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF))
    return [c for pair in cells if (c := pair.decode("gb2312", "ignore"))]


def standard_table() -> list[str]:
    """The characters of 通用规范汉字表, by code point."""
    from pypinyin_dict.pinyin_data.ktghz2013 import pinyin_dict

    return [chr(c) for c in sorted(pinyin_dict)]


def is_han(char: str) -> bool:
    """Whether a character of GB 2312 is one of its Han characters (〇 is not there)."""
    return "\u4e00" <= char <= "\u9fff"


def checked(chars: list[str], size: int, name: str) -> list[str]:
    """The same list, once it is known to have no doubles and the size the standard gives."""
    if len(set(chars)) != len(chars) or len(chars) != size:
        raise SystemExit(f"{name}: {len(set(chars))} characters, expected {size}")
    return chars


def lists() -> Iterator[tuple[str, Iterable[str]]]:
    """Title and characters of each list, in the order of the file."""
    gb = gb2312()
    gb_han = checked([c for c in gb if is_han(c)], GB2312_HAN, "GB 2312")
    yield "ASCII", LATIN
    yield "Latin-1", LATIN_1
    yield "Pinyin letters", PINYIN
    yield "Combining marks of pinyin: grave, acute, macron, caron", COMBINING
    yield "General punctuation, zero width space and word joiner", GENERAL
    yield "CJK symbols and punctuation (whole block)", CJK_MARKS
    yield "Fullwidth forms", FULLWIDTH
    yield "Circled and Roman numbers", NUMBERS
    yield "Arrows and shapes; • ◦ ▪ are the list marks of CSS", SHAPES
    yield "Units and mathematics", UNITS
    yield "Greek", GREEK
    yield "Others", OTHERS
    yield "GB 2312: symbols not above", [c for c in gb if not is_han(c)]
    yield f"通用规范汉字表: {TABLE_SIZE} Han characters", checked(standard_table(), TABLE_SIZE, "通用规范汉字表")
    yield "GB 2312: Han characters not above (radicals and variants)", gb_han


def needs_code(char: str) -> bool:
    """Whether a character is written as a code point: ASCII, and whatever leaves no mark of its own."""
    return char < "\u0080" or char.isspace() or not char.isprintable() or combining(char) > 0


def code_points(chars: Iterable[str]) -> str:
    """`"ABC\\u00a0"` -> `"U+0041-0043 U+00A0"`."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, chars)):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return " ".join(f"U+{a:04X}" if a == b else f"U+{a:04X}-{b:04X}" for a, b in runs)


def section(title: str, chars: list[str]) -> list[str]:
    """The lines of one list: its title and size, code points, then characters."""
    coded = [c for c in chars if needs_code(c)]
    shown = "".join(c for c in chars if not needs_code(c))
    rows = [shown[i : i + PER_LINE] for i in range(0, len(shown), PER_LINE)]
    return ["", f"# {title} [{len(chars)}]", *([code_points(coded)] if coded else []), *rows]


def charset_text() -> str:
    """The whole file."""
    seen: set[str] = set()
    lines: list[str] = []
    for title, chars in lists():
        fresh = [c for c in dict.fromkeys(chars) if c not in seen]
        seen.update(fresh)
        lines += section(title, fresh)
    return f"{HEAD}# Characters in all: {len(seen)}\n" + "\n".join(lines) + "\n"


def read_line(line: str) -> Iterator[str]:
    """The characters one line of the file stands for."""
    if line.startswith("U+"):
        for token in line.split():
            first, _, last = token.removeprefix("U+").partition("-")
            yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))
    elif not line.startswith("#"):
        yield from line


def read_charset(path: Path = CHARSET) -> frozenset[str]:
    """The characters of a charset file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(c for line in lines for c in read_line(line))


if __name__ == "__main__":
    CHARSET.parent.mkdir(parents=True, exist_ok=True)
    CHARSET.write_text(charset_text(), encoding="utf-8", newline="\n")
    print(f"{CHARSET.name}: {len(read_charset())} characters")
