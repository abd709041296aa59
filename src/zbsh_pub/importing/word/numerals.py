"""Numbers as Word writes them in lists and headings (`w:numFmt`, ECMA-376, Part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def numeral(number: int, form: str) -> str | None:
    """`number` in the form; none where the form is not known here."""
    write = _FORMS.get(form)
    return write(number) if write else None


def chinese(number: int) -> str:
    """一, 十, 十一, 二十, 一百零一: below ten thousand."""
    return (
        _counted(number, "零一二三四五六七八九", "十百千").removeprefix("一")
        if 10 <= number < 20
        else _counted(number, "零一二三四五六七八九", "十百千")
    )


def _counted(number: int, digits: str, units: str) -> str:
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text, pending = "", False
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), map(int, str(number)), strict=True):
        if digit:
            text += (digits[0] if pending and text else "") + digits[digit] + (units[place - 1] if place else "")
        pending = not digit
    return text


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    text = ""
    for weight, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += letters * (number // weight)
        number %= weight
    return text


def _letters(number: int) -> str:
    """A … Z, AA, BB …: a letter is repeated, as Word does it."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _from(first: str, count: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode; plain digits beyond them."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else str(number)


def circled(number: int) -> str:
    """① … ⑳, ㉑ … ㊿."""
    if number == 0:
        return "⓪"
    start, offset = ("①", 1) if number <= 20 else ("㉑", 21) if number <= 35 else ("㊱", 36)
    return chr(ord(start) + number - offset) if 1 <= number <= 50 else str(number)


def _of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)] if number > 0 else str(number)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + i: chr(0xFF10 + i) for i in range(10)}),
    "decimalHalfWidth": str,
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL, "拾佰仟"),
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "ordinal": lambda number: f"{number}.",
    "none": lambda number: "",
}
