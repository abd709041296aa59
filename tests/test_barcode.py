"""The periodical's barcode: digits, bars, and the drawing of them, read back with tables of the test's own."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml import etree

from pressissue import issue_with
from zbsh_pub.barcode import Bar, addon2, addon_of, check_digit, ean13, number_of
from zbsh_pub.compose.barcode_drawing import barcode_size, barcode_svg
from zbsh_pub.model import Barcode

# ISO/IEC 15420, table 1: the widths of the four elements of each digit of set A and C; set B has them backwards.
WIDTHS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
FIRST = ("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA")


def elements(bars: tuple[Bar, ...]) -> str:
    """Widths of bars and spaces in turn, beginning with a bar."""
    widths = [str(bars[0].width)]
    for before, bar in pairwise(bars):
        widths += [str(bar.left - before.left - before.width), str(bar.width)]
    return "".join(widths)


def digit(widths: str, sets: str) -> tuple[str, str]:
    """(digit, set) of four widths; on the right half all are of set C, which looks like A."""
    if widths in WIDTHS and sets != "B":
        return str(WIDTHS.index(widths)), "A"
    return str(WIDTHS.index(widths[::-1])), "B"


def read(bars: tuple[Bar, ...]) -> str:
    """The number that an EAN-13 says."""
    found = elements(bars)
    assert (found[:3], found[27:32], found[-3:]) == ("111", "11111", "111")
    left = [digit(found[3 + 4 * i : 7 + 4 * i], "AB") for i in range(6)]
    right = [digit(found[32 + 4 * i : 36 + 4 * i], "C")[0] for i in range(6)]
    first = FIRST.index("".join(kind for _, kind in left))
    return "".join([str(first), *(value for value, _ in left), *right])


def read_addon(bars: tuple[Bar, ...]) -> str:
    """The digits that a two-digit add-on says; the sets that they are of say them modulo 4."""
    found = elements(bars)
    assert (found[:3], found[7:9]) == ("112", "11")
    (a, first), (b, second) = digit(found[3:7], "AB"), digit(found[9:13], "AB")
    assert ["AA", "AB", "BA", "BB"].index(first + second) == int(a + b) % 4
    return a + b


@pytest.mark.parametrize(
    ("issn", "year", "number"),
    [("0412-0892", 2024, "9770412089245"), ("1234-5679", 2026, "9771234567263"), ("0317-8471", 2000, "9770317847001")],
)
def test_number(issn: str, year: int, number: str) -> None:
    """977, seven digits of the ISSN, two of the year, and the check digit."""
    assert number_of(Barcode(), issn, year) == number
    assert check_digit(number) == number[12]


def test_manifest_overrides() -> None:
    """The manifest may give year digits, add-on or the whole number."""
    assert number_of(Barcode(variant="00"), "0412-0892", 2024)[10:12] == "00"
    assert number_of(Barcode(number="9770412089009"), "1234-5679", 2026) == "9770412089009"
    assert (addon_of(Barcode(), 2), addon_of(Barcode(addon="03"), 2)) == ("02", "03")


@pytest.mark.parametrize("number", ["9770412089245", "9771234567263", "0012345678905", "4006381333931"])
def test_bars_say_the_number(number: str) -> None:
    """Bars are read back as the number that they were made from, and are 95 modules wide."""
    bars = ean13(number)
    assert read(bars) == number
    assert bars[-1].left + bars[-1].width == 95
    assert [bar.left for bar in bars if bar.guard] == [0, 2, 46, 48, 92, 94]


def test_wrong_check_digit_is_refused() -> None:
    """No bars are drawn for a number that no scanner would take."""
    with pytest.raises(ValueError, match="9770412089240"):
        ean13("9770412089240")


@pytest.mark.parametrize("digits", ["00", "02", "13", "26", "99"])
def test_addon(digits: str) -> None:
    """The add-on says its two digits, and what they are modulo 4."""
    bars = addon2(digits)
    assert read_addon(bars) == digits
    assert bars[-1].left + bars[-1].width == 20


def test_drawing() -> None:
    """The drawing has the bars in black, at whole modules after the quiet zone, and the digits below them."""
    issue = issue_with()
    root = etree.fromstring(barcode_svg(issue))
    rects = [node for node in root if str(node.tag).endswith("rect")]
    assert {node.get("fill") for node in rects[1:]} == {"#000000"}
    places = [(int(str(node.get("x"))), int(str(node.get("width")))) for node in rects[1:]]
    main = tuple(Bar(x - 11, width) for x, width in places[:30])
    assert read(main) == "9771234567263"
    assert read_addon(tuple(Bar(x - 11 - 95 - 12, width) for x, width in places[30:])) == "01"
    assert "".join(re.findall(r">(\d)<", barcode_svg(issue).decode())) == "977123456726301"


def test_size() -> None:
    """At magnification 0.8 a module is 0.264 mm; quiet zones are 11, 12 and 5 modules."""
    width, _ = barcode_size(issue_with())
    assert width == pytest.approx((11 + 95 + 12 + 20 + 5) * 0.264)
    assert barcode_size(issue_with(manifest="  barcode: {magnification: 1}\n"))[0] == pytest.approx(143 * 0.33)
