"""The periodical's barcode as an SVG: bars in black alone, quiet zones, digits (GS1 General Specifications 5.2)."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.barcode import MODULE, QUIET_ADDON, QUIET_LEFT, QUIET_RIGHT, Bar, addon2, addon_of, ean13, number_of
from zbsh_pub.model import Issue

# In modules, at any magnification: bars are 22.85 mm high, guards reach 5 modules further (5.2.3.2).
_BARS, _GUARD, _MARGIN, _TYPE = 69.24, 5.0, 3.0, 10.5
_MAIN, _ADDON = 95, 20
_WIDTH = QUIET_LEFT + _MAIN + QUIET_RIGHT + _ADDON + QUIET_ADDON
_HEIGHT = _MARGIN + _BARS + _GUARD + 7


def barcode_size(issue: Issue) -> tuple[float, float]:
    """Width and height of the symbol with its quiet zones, in mm."""
    module = MODULE * issue.manifest.press.barcode.magnification
    return _WIDTH * module, _HEIGHT * module


def barcode_digits(issue: Issue) -> tuple[str, str]:
    """The 13 digits and the two of the add-on."""
    facts, issn = issue.manifest.press.barcode, issue.manifest.magazine.issn
    return number_of(facts, issn, issue.manifest.issue.year), addon_of(facts, issue.manifest.issue.number)


def barcode_svg(issue: Issue) -> bytes:
    """The symbol of the issue; one unit of the drawing is a module."""
    number, addon = barcode_digits(issue)
    right = QUIET_LEFT + _MAIN + QUIET_RIGHT
    width, height = barcode_size(issue)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.4f}mm" height="{height:.4f}mm"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT:g}"><rect width="{_WIDTH}" height="{_HEIGHT:g}" fill="#ffffff"/>',
        *_bars(ean13(number), QUIET_LEFT, _MARGIN),
        *_bars(addon2(addon), right, _MARGIN + _TYPE),
        *_digits(number, addon, right),
        "</svg>",
    ]
    return "\n".join(parts).encode()


def _bars(bars: tuple[Bar, ...], left: float, top: float) -> Iterator[str]:
    for bar in bars:
        bottom = _MARGIN + _BARS + (_GUARD if bar.guard else 0)
        yield (
            f'<rect x="{left + bar.left:g}" y="{top:g}" width="{bar.width}" height="{bottom - top:g}" fill="#000000"/>'
        )


def _digits(number: str, addon: str, right: float) -> Iterator[str]:
    """The first digit stands in the quiet zone, six under each half, the add-on's over its bars."""
    foot = _MARGIN + _BARS + 9.2
    places = [(number[0], QUIET_LEFT - 6.5, foot)]
    places += [(digit, QUIET_LEFT + 3 + 7 * i + 3.5, foot) for i, digit in enumerate(number[1:7])]
    places += [(digit, QUIET_LEFT + 50 + 7 * i + 3.5, foot) for i, digit in enumerate(number[7:])]
    places += [(digit, right + 5.5 + 9 * i, _MARGIN + _TYPE - 2) for i, digit in enumerate(addon)]
    for digit, x, y in places:
        yield (
            f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-family="ZB Hei" font-size="{_TYPE:g}"'
            f' fill="#000000">{digit}</text>'
        )
